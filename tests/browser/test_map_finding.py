"""Finding and filtering on the map, and what that tells to others: nothing finer than a kilometre square."""

import re

import pytest

from tests.browser.conftest import LAPTOP, PHONE, axe
from tests.browser.test_looks import TOO_WIDE
from tests.browser.test_map import opened, tap_middle
from tests.factories.elements import ASSEN, ElementFactory
from tests.factories.photos import ready_photo
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once]
FAR = f"/kaart#plek=12.00/{ASSEN[1]}/{ASSEN[0]}"


@pytest.fixture
def pond(database):
    return ElementFactory(published=True, title="Poel De Kolk (voorbeeld)").id


def test_chips_change_tiles_fragment_and_list_and_outlive_a_reload(browser, pond):
    page = opened(browser.open(**PHONE), FAR)
    chip = page.get_by_role("button", name="Achterstallig", exact=True)
    with page.expect_request(re.compile(r"\.mvt\?achterstallig=1")):
        chip.click()
    assert chip.get_attribute("aria-pressed") == "true"
    assert re.search(r"#plek=[^&]+&achterstallig=1$", page.url)
    assert (
        page.locator("map-view [data-part=list]").get_attribute("href").endswith("/elementen?achterstallig=1")
    )
    page.reload()
    page.locator("map-view[data-ready]").wait_for()
    assert chip.get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Filters (1)").click()
    assert page.locator("#f-late").is_checked()
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Wis filters").click()
    assert chip.get_attribute("aria-pressed") == "false"
    assert "achterstallig" not in page.url
    browser.look(page)


def test_by_keyboard_a_name_brings_the_element(browser, pond):
    page = opened(browser.open(**LAPTOP), FAR)
    page.get_by_label("Zoek een plaats, adres of naam").fill("kolk")
    page.get_by_role("button", name=re.compile("Poel De Kolk")).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#map-sheet").get_by_role("link", name="Poel De Kolk (voorbeeld)").wait_for()
    assert page.evaluate("() => document.querySelector('map-view').map.getZoom()") == pytest.approx(16)
    browser.look(page)


def test_ones_own_that_waits_is_drawn_for_its_author_only(browser, database, anna):
    ElementFactory(author=anna)
    page = opened(browser.open(token=token_for(anna), **PHONE))
    page.wait_for_function(
        "() => document.querySelector('map-view').map"
        ".queryRenderedFeatures({layers: ['own-dots']}).length === 1"
    )
    browser.look(page)


@pytest.mark.L12
def test_no_address_title_or_referer_tells_where_someone_is(browser, pond, anna):
    """The canary: a place with digits of its own, that only the fragment of the address may hold."""
    page = browser.open(token=token_for(anna), **PHONE)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"longitude": 6.571234, "latitude": 52.991234, "accuracy": 7})
    told = []

    def hear(request) -> None:
        told.append(request.url.split("#")[0])
        told.append(request.headers.get("referer", ""))

    page.on("request", hear)
    opened(page, FAR)
    page.get_by_role("button", name="Toon waar ik ben").click()
    page.get_by_text("op 7 meter nauwkeurig").wait_for()
    page.wait_for_function("() => location.hash.includes('52.991')")
    page.wait_for_function(
        "() => document.querySelector('map-view').map.queryRenderedFeatures({layers: ['me-zone']}).length > 0"
    )
    for address in ("/elementen", f"/elementen/{pond}", "/elementen/nieuw?soort=pond_small_historic_water"):
        page.evaluate("(address) => { location.href = address; }", address)
        page.wait_for_url("**" + address)
        told.append(page.title())
    assert any("/tegels/" in one for one in told)
    assert not [one for one in told if "52.99" in one or "6.57" in one]
    browser.look(page)


def test_back_undoes_a_filter_and_moving_the_map_keeps_it(browser, pond):
    """MapLibre writes the place into the same address: neither may wipe what the other wrote."""
    page = opened(browser.open(**PHONE), FAR)
    water = page.get_by_role("button", name="Water", exact=True)
    late = page.get_by_role("button", name="Achterstallig", exact=True)
    water.click()
    late.click()
    page.get_by_role("button", name="Kaart dichterbij").click()
    page.wait_for_function("() => location.hash.includes('plek=13/')")
    assert page.evaluate("() => location.hash").endswith("&groep=water&achterstallig=1")
    page.get_by_text("Hier staat niets dat bij je filters past.").wait_for()
    with page.expect_request(re.compile(r"\.mvt\?groep=water$")):
        page.go_back()
    assert [each.get_attribute("aria-pressed") for each in (water, late)] == ["true", "false"]
    page.get_by_text("Hier staat niets dat bij je filters past.").wait_for(state="detached")
    page.go_back()
    page.get_by_role("button", name="Filters (0)").wait_for()
    page.go_forward()
    page.get_by_role("button", name="Filters (1)").wait_for()
    assert water.get_attribute("aria-pressed") == "true"
    browser.look(page)


def test_a_tap_on_ones_own_that_waits_tells_that_it_waits(browser, database, anna):
    ElementFactory(author=anna, title="Poel Wacht (voorbeeld)")
    page = opened(browser.open(token=token_for(anna), **PHONE))
    page.wait_for_function(
        "() => document.querySelector('map-view').map"
        ".queryRenderedFeatures({layers: ['own-dots']}).length === 1"
    )
    tap_middle(page)
    sheet = page.locator("#map-sheet")
    sheet.get_by_role("link", name="Poel Wacht (voorbeeld)").wait_for()
    assert sheet.get_by_text("Wacht op controle").is_visible()
    browser.look(page)


def test_the_sheet_has_the_photo_and_leaves_half_of_the_map(browser, database):
    element = ElementFactory(published=True, title="Een lange naam voor een poel bij Noord-Sleen (voorbeeld)")
    ready_photo(element.author, element)
    page = opened(browser.open(**PHONE))
    tap_middle(page)
    page.locator("#map-sheet img").wait_for()
    page.locator("#map-sheet summary").click()
    page.wait_for_function("() => document.querySelector('#map-sheet img').naturalWidth > 0")
    sheet = page.locator(".hv-sheet").bounding_box()
    assert sheet["height"] <= PHONE["viewport"]["height"] / 2
    assert sheet["y"] >= 0.3 * PHONE["viewport"]["height"]
    assert axe(page) == []
    browser.look(page)


def test_the_panel_of_filters_fits_a_small_phone_and_large_letters(browser, large_letters, pond):
    small = {**PHONE, "viewport": {"width": 320, "height": 640}}
    for opens, size in ((browser, small), (large_letters, PHONE)):
        page = opened(opens.open(**size), FAR)
        assert axe(page) == []
        page.get_by_role("button", name="Filters (0)").click()
        assert page.evaluate(TOO_WIDE) == ""
        search = page.get_by_label("Zoek een plaats, adres of naam").bounding_box()
        assert search["x"] + search["width"] <= page.viewport_size["width"]
        panel = page.get_by_role("dialog")
        assert panel.evaluate("(one) => one.scrollWidth - one.clientWidth") <= 0
        assert axe(page) == []
        panel.get_by_role("button", name="Sluiten").click()
        opens.look(page)
