"""How many things wait, on every page; and what the browser threw away."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.outbox import HOLD, seed, thing
from tests.browser.worker import wait_until
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
NOTED = "() => JSON.parse(localStorage.getItem('haarvaten.veld'))?.unsent === 1"


@pytest.fixture
def held(browser, anna):
    """Anna's phone, in which nothing is sent."""
    page = browser.open(token=token_for(anna), **PHONE)
    page.context.add_init_script(HOLD)
    page.goto("/versturen")
    return page


def badge(page):
    return page.locator("#versturen .hv-number-badge")


def test_the_number_stands_on_every_page_and_is_told_when_it_changes(browser, held, anna):
    spoken = held.locator("outbox-counter")
    expect(held.locator("outbox-list h2").first).to_be_attached()
    expect(badge(held)).to_be_hidden()
    seed(held, anna.id, [thing("Eslaan"), thing("Heg")])
    expect(badge(held)).to_have_text(", nog te versturen: 2")
    expect(spoken).to_have_text("Er staan 2 dingen te versturen.")
    other = held.context.new_page()
    other.goto("/elementen")
    expect(badge(other)).to_have_text(", nog te versturen: 2")
    expect(other.locator("outbox-counter")).to_be_empty()  # nothing changed: nothing is said
    held.get_by_role("button", name="Weggooien: Heg").click()
    held.get_by_role("button", name="Ja, weggooien").click()
    expect(badge(other)).to_have_text(", nog te versturen: 1")
    expect(other.locator("outbox-counter")).to_have_text("Er staat 1 ding te versturen.")
    other.emulate_media(media="print")
    expect(badge(other)).to_be_hidden()
    browser.look(other)


def test_who_is_signed_out_finds_the_way_as_long_as_something_waits(held, anna):
    seed(held, anna.id, [thing("Eslaan")])
    wait_until(held, NOTED)  # a page that goes away within milliseconds notes nothing
    held.context.clear_cookies()
    held.goto("/")
    entries = held.locator("#navigatie li:visible")
    expect(badge(held)).to_have_text(", nog te versturen: 1")
    assert [text.split("\n")[0] for text in entries.all_inner_texts()][-1] == "Versturen"
    assert entries.count() == 5
    held.goto("/versturen")
    held.get_by_role("button", name="Weggooien: Eslaan").click()
    held.get_by_role("button", name="Ja, weggooien").click()
    held.goto("/")
    expect(held.locator("#navigatie").get_by_role("link", name="Inloggen")).to_be_visible()
    expect(held.locator("#versturen")).to_be_hidden()


def test_a_visitor_who_never_kept_anything_loads_nothing_for_it(browser):
    page = browser.open(**LAPTOP)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/offline/outbox" in url or "/offline/store" in url]


@pytest.mark.O09
def test_what_the_browser_threw_away_is_told_until_someone_has_read_it(browser, held, anna):
    seed(held, anna.id, [thing("Eslaan"), thing("Heg"), thing("Poel")])
    expect(badge(held)).to_have_text(", nog te versturen: 3")
    held.goto("/dev/mail")  # in case a page holds it open
    held.evaluate(
        """() => new Promise((resolve, reject) => {
          const asked = indexedDB.deleteDatabase("veld");
          asked.onsuccess = resolve;
          asked.onerror = reject;
        })"""
    )
    for _ in range(2):  # who does not read it the first time, finds it again
        held.goto("/elementen")
        told = held.locator("#flash")
        expect(told).to_contain_text("Je browser heeft iets weggegooid")
    told.get_by_role("link").click()
    held.wait_for_url("/versturen")
    lost = held.locator("outbox-list").get_by_text("3 keer stond er iets te versturen")
    expect(lost).to_be_visible()
    held.get_by_role("button", name="Begrepen").click()
    expect(lost).to_be_hidden()
    held.reload()
    expect(held.get_by_role("heading", name="Er staat niets te versturen")).to_be_visible()
    expect(lost).to_be_hidden()
    browser.look(held)
