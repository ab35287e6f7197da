"""Species on a phone and on a laptop: the list follows while one types, and a page tells how to treat it."""

import os
from pathlib import Path

import pytest

from tests.browser.conftest import LAPTOP, PHONE, axe

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
SIZES = {"phone": PHONE, "laptop": LAPTOP}


def keep(page, name: str) -> None:
    """Save a picture where the one who runs it asked for them."""
    if folder := os.environ.get("HAARVATEN_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("size", SIZES)
def test_a_mistyped_name_leads_to_the_page_of_the_species(size, browser, database):
    page = browser.open(**SIZES[size])
    page.goto("/soorten")
    keep(page, f"soorten-{size}")
    assert axe(page) == []
    page.get_by_label("Zoek op naam").press_sequentially("grone spect")
    page.locator("#soortenlijst li").first.get_by_text("Groene specht").wait_for()
    assert page.locator("#soortenlijst li").count() == 1
    assert page.evaluate("document.activeElement.id") == "f-zoek", "who types goes on typing"
    keep(page, f"gezocht-{size}")
    assert axe(page) == []
    page.get_by_role("link", name="Groene specht").click()
    page.get_by_role("heading", name="Groene specht", level=1).wait_for()
    keep(page, f"soort-{size}")
    assert axe(page) == []
    page.goto("/soorten/reynoutria-japonica")
    keep(page, f"invasief-{size}")
    assert axe(page) == []
    browser.look(page)


def test_it_works_without_script(browser, database):
    page = browser.open(java_script_enabled=False, **PHONE)
    page.goto("/soorten")
    page.get_by_label("Zoek op naam").fill("kamslamander")
    page.get_by_role("button", name="Laat zien").click()
    page.get_by_role("link", name="Kamsalamander").click()
    assert page.locator("h1").inner_text() == "Kamsalamander"
