"""Hostile words in a real browser: no dialog, no error, no report, no request of theirs (W01)."""

import re

import pytest

from tests.browser.addresses import WHO, pages
from tests.browser.conftest import LAPTOP
from tests.browser.test_map import opened
from tests.checks.payloads import MARK, VECTORS, everywhere
from tests.factories.elements import ASSEN
from tests.world import settle

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
NEAR = f"/kaart#plek=15.00/{ASSEN[1]}/{ASSEN[0]}"


@pytest.fixture
def world(app, anna, chris):
    with everywhere():
        return settle(app, anna, chris)


def watched(browser, token):
    """Open a window that notes every dialog and every request that only hostile words can cause."""
    page = browser.open(token=token, **LAPTOP)

    def dialog(shown):
        browser.wrong.append(f"{page.url}: a dialog {shown.message}")
        shown.dismiss()

    def request(asked):
        if re.search(r"/kanarie\b", asked.url):
            browser.wrong.append(f"{page.url}: asks for {asked.url}")

    page.on("dialog", dialog)
    page.on("request", request)
    return page


@pytest.mark.W01
@pytest.mark.parametrize("who", WHO)
def test_no_page_does_what_words_say(world, browser, who):
    page = watched(browser, world.tokens.get(who))
    shown = 0
    for _, looker, path in pages(world):
        if looker == who or path.startswith("/elementen/"):
            page.goto(path)
            page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            shown += MARK in page.content()
            browser.look(page)
    assert shown > 2


@pytest.mark.W01
def test_the_map_its_search_and_its_sheet_show_words(world, browser):
    page = opened(watched(browser, world.tokens["anna"]), NEAR)
    box = page.get_by_label("Zoek een plaats, adres of naam")
    box.fill("kanarie")
    page.get_by_role("button", name=re.compile(re.escape(MARK))).first.click()
    title = page.locator("#map-sheet h2")
    title.wait_for()
    assert VECTORS[0] in title.inner_text()
    box.fill(VECTORS[0])
    page.wait_for_function("() => document.querySelector('map-view').map.loaded()")
    browser.look(page)


@pytest.mark.W01
def test_the_browser_would_see_it(world, browser):
    """The words do harm where nothing keeps them out: else the walk above would prove nothing."""
    page = watched(browser, "")
    page.goto("/hulp")
    page.evaluate(
        "(words) => { document.querySelector('main').innerHTML = words; }",
        "<img src=/kanarie onerror=alert(1)>",
    )
    page.wait_for_function("() => window.broken.length > 0")
    browser.look(page)
    assert any("asks for" in each for each in browser.wrong)
    assert any("CSP" in each for each in browser.wrong)
    browser.wrong.clear()
