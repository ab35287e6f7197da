"""What every page has: the menu, the skip link, and the focus on what is wrong with a form."""

import pytest

from tests.browser.conftest import PHONE

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]


@pytest.mark.parametrize("script", [True, False])
def test_the_focus_goes_to_the_summary_of_what_is_wrong(browser, script):
    page = browser.open(java_script_enabled=script, **PHONE)
    page.goto("/account/inloggen")
    page.fill("input[type=email]", "geen adres")
    page.click("main button[type=submit]")
    page.wait_for_selector("#error-summary")
    assert page.locator(":focus").get_attribute("id") == "error-summary"
    page.click("#error-summary a")
    assert page.input_value("input[type=email]") == "geen adres"


def test_the_skip_link_comes_first_and_leads_to_the_content(browser):
    page = browser.open()
    page.goto("/over")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Naar de inhoud"
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "inhoud"


def test_escape_closes_the_menu_and_gives_the_focus_back(browser):
    page = browser.open(**PHONE)
    page.goto("/over")
    page.click(".hv-menu > summary")
    assert page.locator(".hv-menu__panel").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".hv-menu__panel").is_visible()
    assert page.locator(":focus").inner_text() == "Menu"


def test_the_menu_opens_without_script(browser):
    page = browser.open(java_script_enabled=False, **PHONE)
    page.goto("/over")
    page.click(".hv-menu > summary")
    page.click(".hv-menu__panel >> text=Hulp")
    assert page.url.endswith("/hulp")


def test_at_the_end_of_a_page_the_navigation_covers_nothing(browser):
    page = browser.open(**PHONE)
    page.goto("/hulp")
    page.evaluate("() => window.scrollTo(0, document.documentElement.scrollHeight)")
    footer, navigation = page.locator("#voet").bounding_box(), page.locator("#navigatie").bounding_box()
    assert footer["y"] + footer["height"] <= navigation["y"] + 1


def test_the_links_around_every_page_carry_no_bullets(browser):
    page = browser.open(**PHONE)
    page.goto("/over")
    signs = page.locator("#voet li, #navigatie li, .hv-menu__panel li")
    kinds = signs.evaluate_all("(all) => all.map((each) => getComputedStyle(each).listStyleType)")
    assert len(kinds) > 8
    assert set(kinds) == {"none"}


@pytest.mark.W04
def test_htmx_runs_as_strictly_as_the_layout_says(browser):
    page = browser.open()
    page.goto("/over")
    assert page.evaluate(
        "() => [htmx.config.mode, htmx.config.includeIndicatorCSS, htmx.config.extensions]"
    ) == [
        "same-origin",
        False,
        "none",
    ]
