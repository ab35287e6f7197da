"""Photos in a form: of what is there already they go up at once; of something new they stay on the device."""

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from app.extensions import db
from app.jobs.worker import Worker
from app.models import Photo, PhotoState
from tests import pictures
from tests.browser.capture import in_store
from tests.browser.conftest import LAPTOP, PHONE, axe
from tests.browser.story import wait_for
from tests.factories.elements import ElementFactory
from tests.factories.photos import small_photo
from tests.personas import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.committed, pytest.mark.once("postgis")]


@pytest.fixture
def page(client, anna, browser):
    sign_in(client, anna)
    token = client.get_cookie("aanmelding").value
    opened = browser.open(token=token, **PHONE)
    opened.goto(f"/elementen/{ElementFactory(author=anna).id}/verbeteren")
    return opened


@pytest.fixture
def new(page):
    page.goto("/elementen/nieuw")
    return page


def choose(page, *files) -> None:
    sent = [{"name": name, "mimeType": "image/jpeg", "buffer": data} for name, data in files]
    page.locator("photo-input input[type=file]:not([capture])").set_input_files(sent)


def rows(page):
    return page.locator("photo-input [data-photo]")


def names(page) -> list[str]:
    return [row.get_attribute("data-photo") for row in rows(page).all()]


def send(page, button: str) -> None:
    """Press a button that sends the form, and wait for the page that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def test_each_photo_goes_up_at_once_and_shows_itself(page, app, browser):
    choose(page, ("wal.jpg", pictures.jpeg(orientation=6)), ("eik.jpg", small_photo()))
    expect(rows(page)).to_have_count(2)
    expect(page.locator("photo-input [role=status]")).to_have_text("eik.jpg is ontvangen.")
    expect(page.locator("[data-count]")).to_have_text("2 van 10")
    assert page.locator("photo-input [data-plain]").is_hidden()
    db.session.rollback()  # another process wrote them
    assert len(db.session.scalars(sa.select(Photo)).all()) == 2
    Worker(app).run_until_empty()
    expect(rows(page).first.locator("img[src*='/fotos/']")).to_be_visible(timeout=15_000)
    browser.look(page)
    page.evaluate("document.body.tabIndex = -1")
    assert axe(page) == []


def test_what_is_no_photo_is_named_and_the_others_go_on(page, browser):
    choose(page, ("film.mov", b"\0\0\0\x14ftypqt  " + b"\0" * 40), ("wal.jpg", small_photo()))
    expect(rows(page)).to_have_count(1)
    failed = page.locator("photo-input li:not([data-photo])")
    expect(failed).to_contain_text("film.mov")
    expect(failed).to_contain_text("Dit is een film. Kies een foto.")
    failed.get_by_role("button", name="Haal film.mov weg").click()
    expect(failed).to_have_count(0)
    browser.look(page)


def test_sorting_turning_and_removing_happen_on_the_page(page):
    choose(page, ("een.jpg", small_photo((1, 1, 1))), ("twee.jpg", small_photo((2, 2, 2))))
    expect(rows(page)).to_have_count(2)
    first, second = names(page)
    page.get_by_label("Wat zie je op foto 1?").fill("Jonge eiken")
    page.get_by_role("button", name="Zet foto 1 lager").click()
    assert names(page) == [second, first]
    expect(page.get_by_label("Wat zie je op foto 2?")).to_have_value("Jonge eiken")
    expect(page.get_by_role("button", name="Zet foto 2 lager")).to_be_hidden()
    page.get_by_role("button", name="Draai foto 2").click()
    expect(page.locator("photo-input [role=status]")).to_have_text("De foto is gedraaid.")
    expect(page.get_by_role("button", name="Draai foto 2")).to_be_focused()
    expect(page.get_by_label("Wat zie je op foto 2?")).to_have_value("Jonge eiken")
    page.get_by_role("button", name="Haal foto 1 weg").click()
    expect(rows(page)).to_have_count(1)
    expect(page.locator("[data-count]")).to_have_text("1 van 10")
    db.session.rollback()
    assert [(str(one.id), one.turn) for one in db.session.scalars(sa.select(Photo))] == [(first, 90)]


def test_a_line_that_fails_is_said_and_nothing_is_lost(page, browser):
    choose(page, ("een.jpg", small_photo()))
    expect(rows(page)).to_have_count(1)
    page.context.set_offline(True)
    choose(page, ("twee.jpg", small_photo()))
    expect(page.locator("photo-input li:not([data-photo])")).to_contain_text("Kijk of je bereik hebt")
    page.context.set_offline(False)
    choose(page, ("twee.jpg", small_photo()))
    expect(rows(page)).to_have_count(2)
    browser.wrong = [each for each in browser.wrong if "ERR_INTERNET_DISCONNECTED" not in each]


def test_on_the_device_they_are_sorted_turned_and_removed_as_well(new):
    page = new
    choose(page, ("een.jpg", small_photo((1, 1, 1))), ("twee.jpg", small_photo((2, 2, 2))))
    expect(rows(page)).to_have_count(2)
    first, second = names(page)
    page.get_by_label("Wat zie je op foto 1?").fill("Jonge eiken")
    page.get_by_role("button", name="Zet foto 1 lager").click()
    assert names(page) == [second, first]
    page.get_by_role("button", name="Draai foto 2").click()
    expect(page.locator("photo-input [role=status]")).to_have_text("De foto is gedraaid.")
    expect(page.get_by_role("button", name="Draai foto 2")).to_be_focused()
    expect(page.get_by_label("Wat zie je op foto 2?")).to_have_value("Jonge eiken")
    expect(page.locator("photo-input img.hv-thumb").last).to_have_js_property("naturalHeight", 640)
    page.get_by_role("button", name="Haal foto 1 weg").click()
    expect(page.locator("[data-count]")).to_have_text("1 van 10")
    wait_for("the draft", lambda: [len(one["photos"]) for one in in_store(page, "drafts")] == [1])
    (draft,), (photo,) = in_store(page, "drafts"), in_store(page, "photos")
    assert draft["photos"][0]["alt"] == "Jonge eiken"
    assert draft["photos"][0]["id"] == photo["id"] == names(page)[0]
    db.session.rollback()
    assert db.session.scalars(sa.select(Photo)).all() == []


def test_on_the_device_a_film_is_named_and_heic_stays_as_it_is(new, browser):
    page = new
    choose(page, ("film.mov", b"\0\0\0\x14ftypqt  " + b"\0" * 40), ("wal.heic", pictures.heic()))
    expect(rows(page)).to_have_count(1)
    expect(page.locator("photo-input li:not([data-photo])")).to_contain_text("geen foto die we kennen")
    expect(rows(page).locator("[data-preview]")).to_be_visible()
    page.get_by_role("button", name="Draai foto 1").click()
    expect(page.locator("photo-input [role=status]")).to_contain_text("Draaien lukt hier niet")
    assert [one["type"] for one in in_store(page, "photos")] == ["image/heic"]
    browser.look(page)


def test_without_script_the_form_itself_carries_the_photos(client, anna, browser, app):
    sign_in(client, anna)
    page = browser.open(token=client.get_cookie("aanmelding").value, java_script_enabled=False, **LAPTOP)
    page.goto("/elementen/nieuw")
    page.get_by_label("Hoe noemen mensen het?").fill("Wal bij de es")
    choose(
        page,
        ("een.jpg", small_photo((1, 1, 1))),
        ("twee.jpg", small_photo((2, 2, 2))),
        ("stuk.jpg", b"<html>"),
    )
    send(page, "Voeg deze foto’s nu toe")
    expect(rows(page)).to_have_count(2)
    expect(page.locator("photo-input")).to_contain_text("stuk.jpg")
    expect(page.locator("photo-input")).to_contain_text("geen foto die we kennen")
    first, second = names(page)
    page.get_by_label("Wat zie je op foto 2?").fill("Jonge eiken")
    send(page, "Zet foto 2 hoger")
    expect(page.get_by_label("Wat zie je op foto 1?")).to_have_value("Jonge eiken")
    assert names(page) == [second, first]
    send(page, "Draai foto 1")
    send(page, "Haal foto 2 weg")
    expect(rows(page)).to_have_count(1)
    assert names(page) == [second]
    expect(page.get_by_label("Hoe noemen mensen het?")).to_have_value("Wal bij de es")
    assert [(str(one.id), one.turn) for one in db.session.scalars(sa.select(Photo))] == [(second, 90)]
    Worker(app).run_until_empty()
    db.session.rollback()  # look at what the worker wrote
    assert db.session.scalars(sa.select(Photo.state)).all() == [PhotoState.READY]
