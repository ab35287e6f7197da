"""Signing out, a session that ends, and someone else on the device: what waits stays, under its own name."""

import zipfile

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.extensions import db
from app.models import MaintenanceLog
from tests.browser.capture import (
    add_photo,
    fill_in_work,
    in_store,
    submit,
    wait_until_kept,
    wait_until_saved,
    work_form,
)
from tests.browser.conftest import PHONE, axe
from tests.browser.test_drafts import TITLE, become
from tests.browser.worker import cut
from tests.factories.elements import ElementFactory
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
ASKED = "Er staat nog iets op dit toestel"
OUT = "Je bent uitgelogd"


@pytest.fixture
def wall(bram):
    return ElementFactory(author=bram, published=True, title=TITLE)


@pytest.fixture
def page(browser, anna, wall):
    """Anna's phone, with work that waits since it found no line, and a draft with a photo."""
    browser.offline = True  # its errors are expected
    page = browser.open(token=token_for(anna), **PHONE)
    page.context.add_init_script(
        "delete ServiceWorkerRegistration.prototype.sync"
    )  # what the worker sends has no route
    work_form(page, wall)
    fill_in_work(page, notes="Zonder bereik")
    page.route("**/api/v1/submissions/**", lambda route: route.abort("internetdisconnected"))
    submit(page).click()
    wait_until_saved(page)
    work_form(page, wall)
    add_photo(page, "voor.jpg", moment="before")
    page.locator("textarea[name=notes]").fill("Nog niet klaar")
    wait_until_kept(page, "Nog niet klaar")
    return page


def ask(page) -> None:
    page.goto("/account")
    page.get_by_role("button", name="Log hier uit").click()
    page.get_by_role("heading", name=ASKED).wait_for()


def words(page) -> set[str]:
    return {row["fields"]["notes"] for name in ("items", "drafts") for row in in_store(page, name)}


@pytest.mark.O14
def test_signing_out_asks_and_keeping_is_what_enter_does(page, browser, anna):
    ask(page)
    expect(page.locator("dialog[open]")).to_contain_text("1 ding te versturen en 1 concept.")
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("sign-out dialog")).to_be_hidden()
    page.goto("/account")
    page.get_by_role("button", name="Log hier uit").press("Enter")
    expect(page.get_by_role("button", name="Hier bewaren en uitloggen")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_text(OUT).wait_for()
    assert words(page) == {"Zonder bereik", "Nog niet klaar"}
    assert len(in_store(page, "photos")) == 1
    page.unroute("**/api/v1/submissions/**")
    page.goto("/versturen")
    expect(page.locator("outbox-list")).to_contain_text("Inloggen nodig")
    expect(page.locator("outbox-list button:visible")).to_have_count(
        0
    )  # whoever holds the device now may do nothing
    assert in_store(page, "items")[0]["state"] == "waiting"
    become(page, browser, anna)
    page.goto("/versturen")
    page.locator("[data-group=done]").get_by_text("Ontvangen").first.wait_for()
    assert db.session.scalars(select(MaintenanceLog)).one().author.name == "Anna Voorbeeld"


@pytest.mark.O14
def test_deleting_is_asked_twice_and_takes_only_what_is_one_s_own(page, tmp_path):
    ask(page)
    with page.expect_download() as copied:
        page.get_by_role("button", name="Kopie bewaren").click()
    copied.value.save_as(tmp_path / "kopie.zip")
    with zipfile.ZipFile(tmp_path / "kopie.zip") as copy:
        assert sum(name.endswith(".jpg") for name in copy.namelist()) == 1
    page.get_by_role("button", name="Verwijderen en uitloggen").click()
    page.get_by_role("button", name="Nee, bewaren").click()
    assert len(words(page)) == 2
    page.get_by_role("button", name="Verwijderen en uitloggen").click()
    page.get_by_role("button", name="Ja, verwijder alles").click()
    page.get_by_text(OUT).wait_for()
    assert in_store(page, "items") == in_store(page, "drafts") == in_store(page, "photos") == []


@pytest.mark.O14
def test_sending_first_says_what_is_left(page):
    ask(page)
    page.get_by_role("button", name="Nu versturen").click()
    expect(page.locator("sign-out [data-part=said]")).to_contain_text("Nog niet alles is weg")
    expect(page.locator("sign-out [data-part=said]")).to_be_in_viewport()
    page.unroute("**/api/v1/submissions/**")
    page.get_by_role("button", name="Nu versturen").click()
    expect(page.locator("sign-out [data-part=said]")).to_contain_text("Je concepten staan er nog")
    expect(page.locator("dialog[open]")).to_contain_text("1 concept.")
    db.session.rollback()
    assert db.session.scalars(select(MaintenanceLog)).one().notes == "Zonder bereik"
    page.get_by_role("button", name="Niet uitloggen").click()
    expect(page.locator("sign-out dialog")).to_be_hidden()


@pytest.mark.O06
def test_a_session_that_ended_and_someone_else_send_nothing_and_lose_nothing(page, browser, anna, bram):
    page.unroute("**/api/v1/submissions/**")
    cut(browser, page)
    page.context.clear_cookies()
    page.context.set_offline(False)
    page.goto("/versturen")
    page.get_by_text("Inloggen nodig").wait_for()
    assert in_store(page, "items")[0]["state"] == "sign_in"
    become(page, browser, bram)
    page.goto("/versturen")
    page.get_by_text("Ander account", exact=True).wait_for()
    page.get_by_text("Iets van een ander account").wait_for()
    assert page.locator("outbox-list").get_by_text(TITLE).count() == 0
    expect(page.get_by_role("button", name="Nu versturen")).to_be_hidden()  # of his own there is nothing
    page.evaluate("dispatchEvent(new Event('online'))")  # which skips every pause
    page.wait_for_load_state("networkidle")
    assert words(page) == {"Zonder bereik", "Nog niet klaar"}
    assert db.session.scalars(select(MaintenanceLog)).all() == []
    become(page, browser, anna)
    page.goto("/versturen")
    page.locator("[data-group=done]").get_by_text("Ontvangen").first.wait_for()
    db.session.rollback()
    assert db.session.scalars(select(MaintenanceLog)).one().author.name == "Anna Voorbeeld"
