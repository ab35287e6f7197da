"""/kaart: something to see at once, then the moving map; by keyboard too, and a list without script."""

import re

import pytest

from tests.browser.conftest import LAPTOP, PHONE, axe
from tests.factories.elements import ASSEN, ElementFactory

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once]
NEAR = f"/kaart#plek=16/{ASSEN[1]}/{ASSEN[0]}"


@pytest.fixture
def pond(database):
    return ElementFactory(published=True, title="Poel De Kolk (voorbeeld)").id


def opened(page, address: str = NEAR):
    page.goto(address)
    page.locator("map-view[data-ready]").wait_for()
    page.wait_for_function("() => document.querySelector('map-view').map.areTilesLoaded()")
    return page


def tap_middle(page) -> None:
    box = page.locator("map-view [data-part=canvas]").bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_tap_comes_nearer_and_then_tells_what_stands_there(browser, pond):
    """Where the map stands is in the fragment of the address, and in nothing that is asked of the server."""
    page = browser.open(**PHONE)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, f"/kaart#plek=12.5/{ASSEN[1]}/{ASSEN[0]}")
    tap_middle(page)
    page.wait_for_function("() => document.querySelector('map-view').map.getZoom() > 13")
    page.wait_for_function("() => !document.querySelector('map-view').map.isMoving()")
    page.wait_for_function("() => document.querySelector('map-view').map.areTilesLoaded()")
    tap_middle(page)
    sheet = page.locator("#map-sheet")
    sheet.get_by_role("link", name="Poel De Kolk (voorbeeld)").wait_for()
    assert page.evaluate("() => document.activeElement.id") == "map-sheet-title"
    assert sheet.get_by_role("link", name="Bekijk").get_attribute("href") == f"/elementen/{pond}"
    assert axe(page) == []
    sheet.get_by_role("button", name="Sluit").click()
    assert page.locator("#map-sheet").count() == 0
    page.route("**/kaart/element/*", lambda route: route.fulfill(status=404, body=""))
    tap_middle(page)
    page.get_by_text("Dit element is er niet meer.").wait_for()
    assert page.evaluate("() => location.hash").startswith("#plek=")
    assert page.evaluate("() => location.search") == ""
    assert not [url for url in asked if "52.9" in url.split("#")[0]]
    browser.look(page)


def test_a_tap_beside_a_dot_from_far_away_brings_the_dot_to_the_middle(browser, pond):
    """At the first zooms a finger is kilometres wide: the place of the tap itself would show nothing."""
    page = opened(browser.open(**PHONE), f"/kaart#plek=9/{ASSEN[1]}/{ASSEN[0]}")
    box = page.locator("map-view [data-part=canvas]").bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2 + 18, box["y"] + box["height"] / 2)
    page.wait_for_function("() => document.querySelector('map-view').map.getZoom() > 13")
    page.wait_for_function("() => !document.querySelector('map-view').map.isMoving()")
    page.wait_for_function("() => document.querySelector('map-view').map.areTilesLoaded()")
    tap_middle(page)
    page.locator("#map-sheet").get_by_role("link", name="Poel De Kolk (voorbeeld)").wait_for()


def test_by_keyboard_in_light_and_dark(browser, pond):
    page = opened(browser.open(**LAPTOP))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour halfway
        page.evaluate("() => Promise.all(document.getAnimations().map((each) => each.finished))")
        assert axe(page) == []
    page.wait_for_function("() => document.querySelector('map-view').map.areTilesLoaded()")
    page.locator("map-view canvas").focus()
    page.keyboard.press("Enter")
    page.locator("#map-sheet").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "Poel De Kolk (voorbeeld)"
    browser.look(page)


def test_without_script_or_webgl_there_is_a_still_map_and_the_list(browser, pond):
    page = browser.open(java_script_enabled=False, **PHONE)
    page.goto("/kaart")
    assert page.locator("map-view svg.hv-kaart").is_visible()
    assert "Zonder script beweegt deze kaart niet." in page.locator("map-view").inner_text()
    assert page.locator("map-view").get_by_role("link", name="Lijst", exact=True).is_visible()
    assert not page.locator("map-view button:visible").count()
    page = browser.open(**PHONE)
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null;")
    page.goto("/kaart")
    page.get_by_text("De kaart werkt hier niet. De lijst werkt wel.").wait_for()
    assert page.locator("map-view svg.hv-kaart").is_visible()


def test_the_map_library_comes_after_the_first_paint_and_only_on_the_map(browser, pond):
    page = browser.open(**PHONE)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/elementen", f"/elementen/{pond}"):
        page.goto(path, wait_until="networkidle")
    assert not [url for url in asked if re.search("maplibre|/tegels/|map-view", url)]
    opened(page)
    painted, fetched = page.evaluate(
        "() => [performance.getEntriesByName('first-contentful-paint')[0].startTime,"
        " performance.getEntriesByType('resource').find((e) => e.name.includes('maplibre-gl.mjs')).startTime]"
    )
    assert painted < fetched
