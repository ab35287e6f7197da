"""Sightings on the moving map: on and off, a tap, a square, filters, by keyboard and in a list."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from app.queries.sighting_tiles import sightings_tile
from app.routes._sighting_list import filter_of
from app.spatial.blur import cell_of
from app.spatial.tiles import Tile
from tests.browser.conftest import LAPTOP, PHONE, axe
from tests.browser.test_map import opened, tap_middle
from tests.factories.sightings import HAZEL_SPOT, sighting

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once]
AT = f"#plek=16/{HAZEL_SPOT[1]}/{HAZEL_SPOT[0]}"
MAP = "document.querySelector('map-view').map"
DRAWN = f"(layer) => {MAP}.getLayer(layer) ? {MAP}.queryRenderedFeatures({{layers: [layer]}}).length : 0"


@pytest.fixture
def owl(anna):
    """An owl as its square, around a hazel that everyone may see."""
    sighting(anna, published=True)
    return sighting(anna, published=True, claimed_key="athene-noctua")


def drawn(page, layer: str, *, some: bool = True) -> None:
    """Wait until there are some, or none: a square on a border is in the tiles on both sides of it."""
    page.wait_for_function(f"([layer, some]) => ({DRAWN})(layer) > 0 === some", arg=[layer, some])


def test_switched_on_a_tap_tells_what_was_seen_and_filters_outlive_a_reload(browser, owl):
    page = opened(browser.open(**PHONE), f"/kaart{AT}")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    assert page.evaluate(DRAWN, "sighting-spots") == 0
    chip = page.get_by_role("button", name="Waarnemingen", exact=True)
    chip.click()
    assert chip.get_attribute("aria-pressed") == "true"
    drawn(page, "sighting-spots")
    drawn(page, "sighting-squares")
    tap_middle(page)
    page.locator("#map-sheet").get_by_role("link", name="Hazelaar").wait_for()
    assert page.evaluate("() => document.activeElement.id") == "map-sheet-title"
    assert axe(page) == []
    browser.look(page)
    page.locator("#map-sheet").get_by_role("button", name="Sluit").click()
    page.get_by_role("button", name="Kies waarnemingen (0)").click()
    page.locator("#w-naam").fill("iets geks")
    page.get_by_role("dialog").get_by_role("button", name="Laat zien").click()
    page.get_by_text("Deze soort kennen wij niet.").wait_for()
    assert axe(page) == []
    page.locator("#w-naam").fill("steenuil")
    page.get_by_role("dialog").get_by_role("button", name="Laat zien").click()
    drawn(page, "sighting-spots", some=False)
    drawn(page, "sighting-squares")
    assert page.url.endswith("&waarnemingen=1&w-soort=athene-noctua")
    there = page.locator("[data-part=sightings-list]").get_attribute("href")
    assert there.endswith("/waarnemingen?soort=athene-noctua")
    page.reload()
    page.locator("map-view[data-ready]").wait_for()
    drawn(page, "sighting-squares")
    page.get_by_role("button", name="Kies waarnemingen (1)").wait_for()
    chip.click()
    drawn(page, "sighting-squares", some=False)
    assert "waarnemingen" not in page.url
    assert not [url for url in asked if "52.9" in url.split("#")[0]]


def test_by_keyboard_the_square_in_the_middle_tells_what_is_in_it(browser, owl):
    lon, lat = cell_of(owl.square, 1).centre
    page = opened(browser.open(**LAPTOP), f"/kaart#plek=14/{lat}/{lon}&waarnemingen=1")
    drawn(page, "sighting-squares")
    page.locator("map-view canvas").focus()
    page.keyboard.press("Enter")
    sheet = page.locator("#map-sheet")
    sheet.get_by_role("link", name="Steenuil").wait_for()
    assert f"Vak {owl.square}" in sheet.inner_text()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate("() => Promise.all(document.getAnimations().map((each) => each.finished))")
        assert axe(page) == []
    drawn(page, "sighting-squares")  # the other colours are another style
    browser.look(page)
    page.locator("map-view canvas").focus()
    page.keyboard.press("Escape")
    assert sheet.count() == 0


def test_a_map_without_sightings_says_why(browser, owl):
    page = opened(browser.open(**PHONE), f"/kaart{AT}&waarnemingen=1&w-groep=reptile")
    page.get_by_text("Hier zijn geen waarnemingen te zien.").wait_for()
    page.evaluate(f"() => {{ {MAP}.setZoom(10); }}")
    page.get_by_text("Kom dichterbij om waarnemingen te zien.").wait_for()
    browser.offline = True
    page.route("**/tegels/waarnemingen/**", lambda route: route.abort())
    page.evaluate(f"() => {{ {MAP}.setZoom(13); }}")
    page.get_by_text("De waarnemingen laden niet.").wait_for()
    page.get_by_role("button", name="Waarnemingen", exact=True).click()
    page.wait_for_function("() => !document.querySelector('[data-part=status]').textContent")


def test_a_map_that_leaves_sightings_out_says_so_and_takes_it_back(app, browser, anna, monkeypatch):
    for species in ("corylus-avellana", "sturnus-vulgaris"):
        sighting(anna, published=True, claimed_key=species)
    monkeypatch.setattr("app.queries.sighting_tiles.MOST_SPOTS", 1)  # here, not in the server

    def answer(route):
        address = urlsplit(route.request.url)
        place = [int(number) for number in re.findall(r"\d+", address.path)]
        with app.app_context():
            _, body = sightings_tile(Tile(*place), filter_of(dict(parse_qsl(address.query))))
        route.fulfill(body=body, content_type="application/vnd.mapbox-vector-tile")

    page = browser.open(service_workers="block", **PHONE)
    page.route("**/tegels/waarnemingen/**", answer)
    opened(page, f"/kaart{AT}&waarnemingen=1")
    status = page.get_by_role("status").filter(has_text="Hier is meer gezien dan de kaart laat zien.")
    status.get_by_text("Kies een soort of een jaar.").wait_for()
    assert axe(page) == []
    browser.look(page)
    page.evaluate(f"() => {{ {MAP}.setZoom(13); }}")
    status.get_by_text("Kom dichterbij of kies een soort.").wait_for()
    page.evaluate("() => { location.hash += '&w-groep=bird'; }")
    page.wait_for_function("() => !document.querySelector('[data-part=status]').textContent")
    drawn(page, "sighting-spots")


def test_without_script_the_map_leads_to_the_list(browser, owl):
    page = browser.open(java_script_enabled=False, **PHONE)
    page.goto("/kaart")
    page.get_by_role("link", name="Waarnemingen in een lijst").click()
    assert page.get_by_role("link", name="Steenuil").first.is_visible()
