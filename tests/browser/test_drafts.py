"""What was begun comes back: after a killed page, from the start page, and only for who began it."""

import os
import signal

import pytest
from playwright.sync_api import expect

from app.extensions import db
from tests.browser.capture import add_photo, in_store, photo_rows, submit, wait_until_kept, work_form
from tests.browser.conftest import LAPTOP, PHONE, axe
from tests.browser.test_element_form import ASSEN_LINE, DRAW
from tests.browser.worker import cut
from tests.factories.elements import ElementFactory
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
TITLE = "Houtwal De Es (voorbeeld)"
DRAFTS = "Verder met je concept"


@pytest.fixture
def wall(bram):
    return ElementFactory(author=bram, published=True, title=TITLE)


@pytest.fixture
def page(browser, anna):
    return browser.open(token=token_for(anna), **PHONE)


def become(page, browser, person) -> None:
    """Sign someone in on this device, whoever was before."""
    db.session.rollback()  # what was read may be of before another process wrote
    token = token_for(person)
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "aanmelding", "value": token, "url": browser.url}])


def kill_renderers(chromium) -> None:
    """Take the processes that hold pages away, as a phone that needs memory does."""
    devtools = chromium.new_browser_cdp_session()
    for process in devtools.send("SystemInfo.getProcessInfo")["processInfo"]:
        if process["type"] == "renderer":
            os.kill(process["id"], signal.SIGKILL)
    devtools.detach()


@pytest.mark.O02
@pytest.mark.parametrize("line", [True, False], ids=["line", "no line"])
def test_a_page_that_dies_while_the_camera_is_open_gives_everything_back(browser, anna, wall, line):
    page = browser.open(token=token_for(anna), **PHONE)
    page.goto("/")
    page.wait_for_function(
        "() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"
    )
    work_form(page, wall)
    page.locator("label[for=share-2]").click()
    add_photo(page, "voor.jpg", moment="before", words="De wal")
    page.locator("textarea[name=notes]").type("Nog niet klaar")
    if not line:
        cut(browser, page)
    with page.expect_file_chooser():
        page.locator("[data-moment=after] input[capture]").click()
    address = page.url
    wait_until_kept(page, "Nog niet klaar")
    with page.expect_event("crash"):
        kill_renderers(browser.chromium)
    after = page.context.new_page()  # as the phone opens the tab again
    after.goto(address)
    expect(photo_rows(after)).to_have_count(1)
    expect(after.locator("[data-photo] img.hv-thumb")).to_be_visible()
    expect(after.get_by_label("Wat zie je op foto 1?")).to_have_value("De wal")
    expect(after.locator("textarea[name=notes]")).to_have_value("Nog niet klaar")
    expect(after.locator("#share-2")).to_be_checked()
    expect(after.locator("[data-part=found-text]")).to_contain_text("Alles staat er weer")
    (draft,) = in_store(after, "drafts")
    (photo,) = in_store(after, "photos")
    assert photo["hash"] == draft["photos"][0]["sha256"]


def test_every_field_of_a_new_element_comes_back_also_what_was_drawn(browser, anna):
    page = browser.open(token=token_for(anna), **LAPTOP)
    page.goto("/elementen/nieuw")
    page.locator("label[for=family-lijn]").click()
    page.locator("label[for=type-wooded_bank]").click()
    page.evaluate(DRAW, ASSEN_LINE)
    page.locator("#place_id").select_option(label="Rolde (Aa en Hunze)")
    page.locator("input[name=name]").fill("Houtwal De Es")
    page.locator("label[for^=owner_kind]").first.click()
    wait_until_kept(page, "Houtwal De Es")
    drawn = page.locator("map-picker [data-part=summary]").inner_text()
    page.goto("/elementen/nieuw")
    page.get_by_text("Je had dit al ingevuld op").wait_for()
    expect(page.locator("input[name=name]")).to_have_value("")
    page.get_by_role("button", name="Verder daarmee").click()
    expect(page.locator("input[name=name]")).to_have_value("Houtwal De Es")
    expect(page.locator("#type-wooded_bank")).to_be_checked()
    expect(page.locator("map-picker [data-part=summary]")).to_have_text(drawn)
    assert "lijn" in drawn
    assert page.locator("#place_id option:checked").inner_text() == "Rolde (Aa en Hunze)"
    assert len(in_store(page, "drafts")) == 1
    submit(page).click()
    page.get_by_role("main").get_by_text("Dank je").first.wait_for()
    assert in_store(page, "drafts") == []
    browser.look(page)


def test_photos_stay_when_a_button_asks_the_server_something(page, browser):
    page.goto("/elementen/nieuw")
    add_photo(page, "een.jpg", words="De poel")
    page.locator("input[name=name]").fill("Poel Noord")
    page.evaluate("() => { for (const each of document.querySelectorAll('details')) each.open = true; }")
    page.locator("input[name=query]").fill("Assen")
    page.locator("button[name=lees][value=zoek]").click()
    page.locator("input[name=spot]").first.wait_for()
    expect(photo_rows(page)).to_have_count(1)
    expect(page.get_by_label("Wat zie je op foto 1?")).to_have_value("De poel")
    expect(page.locator("input[name=name]")).to_have_value("Poel Noord")
    assert len(in_store(page, "drafts")) == 1
    browser.look(page)


def test_the_start_page_shows_drafts_opens_them_and_throws_one_away_when_asked_twice(page, wall, browser):
    work_form(page, wall)
    add_photo(page, "voor.jpg", moment="before")
    page.goto("/elementen/nieuw")
    page.locator("input[name=name]").fill("Poel Noord")
    wait_until_kept(page, "Poel Noord")
    page.goto("/")
    rows = page.locator("draft-list li")
    expect(rows).to_have_count(2)
    assert "Poel Noord" in rows.first.inner_text()
    assert "1 foto" in rows.last.inner_text()
    assert axe(page) == []
    page.get_by_role("link", name=TITLE).first.click()
    expect(photo_rows(page)).to_have_count(1)
    page.goto("/")
    page.get_by_role("button", name=f"Gooi weg: {TITLE}").click()
    expect(page.get_by_role("button", name="Nee, bewaren")).to_be_focused()
    page.keyboard.press("Escape")
    expect(rows).to_have_count(2)
    page.get_by_role("button", name=f"Gooi weg: {TITLE}").click()
    page.get_by_role("button", name="Ja, weggooien").click()
    expect(rows).to_have_count(1)
    assert in_store(page, "photos") == []
    browser.look(page)


@pytest.mark.O06
def test_nobody_else_sees_a_draft_and_a_form_that_was_only_looked_at_leaves_none(
    page, wall, browser, anna, bram
):
    work_form(page, wall)
    expect(page.locator("photo-input")).to_be_visible()
    page.goto("/")
    expect(page.locator("draft-list")).to_be_hidden()
    assert in_store(page, "drafts") == []
    work_form(page, wall)
    page.locator("textarea[name=notes]").fill("Alleen van Anna")
    wait_until_kept(page, "Alleen van Anna")
    key = page.url.split("concept=")[1]
    become(page, browser, bram)
    for address in (
        "/",
        f"/onderhoud/nieuw?element={wall.id}",
        f"/onderhoud/nieuw?element={wall.id}&concept={key}",
    ):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert not page.get_by_text("Alleen van Anna").is_visible()
        assert page.locator("draft-list li").count() == 0
        assert "concept" not in page.url
        assert not page.locator("[data-part=found]").is_visible()
    become(page, browser, anna)
    page.goto("/")
    page.get_by_text(DRAFTS).wait_for()
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.locator("textarea[name=notes]")).to_have_value("Alleen van Anna")
