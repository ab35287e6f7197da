"""One houtwal, registered in five ways: each gives the same line, within what that way can do."""

import re

import pytest
import shapely
from sqlalchemy import select

from app.extensions import db
from app.models import Element
from app.spatial.crs import in_rd
from app.spatial.shapes import unwrap
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.test_map_picker import FORM, READY, Picker
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser]
ASSEN = (6.5625, 52.99667)  # where the map opens for this village, at zoom 15
STEP = 100 * 360 / (512 * 2**15)  # degrees of longitude that one arrow moves it
UP = 0.6018  # cosine of the latitude of Assen: a degree of latitude is that much longer on this map
LINE = [ASSEN, (ASSEN[0] + 2 * STEP, ASSEN[1]), (ASSEN[0] + 3 * STEP, ASSEN[1] + STEP * UP)]
GPX = (
    '<gpx version="1.1" creator="voorbeeld" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>'
    + "".join(f'<trkpt lat="{lat:.7f}" lon="{lon:.7f}"/>' for lon, lat in LINE)
    + "</trkseg></trk></gpx>"
)


@pytest.fixture
def token(anna):
    return token_for(anna)


def hand_in(page) -> None:
    page.get_by_role("button", name="Insturen").last.click()
    page.wait_for_url(re.compile(r"/account/inzendingen\?nieuw="))


def metres_off() -> float:
    """How far the stored line is from the right one at most, in RD New."""
    db.session.rollback()  # another process wrote it
    (stored,) = db.session.scalars(select(Element)).all()
    assert (stored.type_key, stored.accuracy_m, stored.author.name) == ("wooded_bank", None, "Anna Voorbeeld")
    right, found = in_rd(shapely.LineString(LINE)), in_rd(unwrap(stored.shape))
    return max(right.hausdorff_distance(found), found.hausdorff_distance(right))


def at(page, spot) -> None:
    """Bring the map under the cross, as two thumbs would."""
    page.evaluate(
        "(center) => document.querySelector('map-picker').map.jumpTo({ center, zoom: 18 })", list(spot)
    )


def test_by_the_button_under_the_cross(browser, token):
    page = browser.open(token=token, **PHONE)
    picker = Picker(page, "wooded_bank")
    picker.open()
    for number, spot in enumerate(LINE, 1):
        at(page, spot)
        picker.part("put").tap()
        assert picker.part("count").text_content() == str(number)
    picker.part("done").tap()
    hand_in(page)
    assert metres_off() < 0.3
    browser.look(page)


def test_by_a_tap_and_mending_a_point_from_the_list(browser, token):
    """A wrong point is picked up and put down by buttons, one is put between, one is taken away."""
    page = browser.open(token=token, **PHONE)
    picker = Picker(page, "wooded_bank")
    picker.open()
    wrong = (ASSEN[0] + STEP, ASSEN[1] - 0.0005)
    for spot in (LINE[0], wrong, LINE[2]):
        at(page, spot)
        picker.part("put").tap()
    picker.part("grip").tap()
    row = page.locator('map-picker [data-part="points"] > li')
    row.nth(1).get_by_role("button", name="Verplaats").tap()
    assert "opgepakt" in picker.says
    at(page, LINE[1])
    picker.part("put").tap()
    row.nth(0).get_by_role("button", name="Zet een punt na punt 1").tap()
    at(page, (LINE[0][0] + STEP, LINE[0][1] + 0.0009))
    picker.part("put").tap()
    assert picker.part("count").text_content() == "4"
    row.nth(1).get_by_role("button", name="Haal punt 2 weg").tap()
    picker.part("done").tap()
    hand_in(page)
    assert metres_off() < 0.3
    browser.look(page)


def test_by_keyboard_alone(browser, token):
    page = browser.open(token=token, **LAPTOP)
    picker = Picker(page, "wooded_bank")
    picker.part("open").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(READY)
    page.wait_for_function("() => document.activeElement.className.startsWith('maplibregl-canvas')")
    for keys in ((), ("ArrowRight", "ArrowRight"), ("ArrowRight", "ArrowUp")):
        for key in keys:
            page.keyboard.press(key)
        page.keyboard.press("Enter")
    assert picker.says.startswith("Punt 3 gezet. De lijn is nu")
    picker.part("done").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Insturen").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/account/inzendingen\?nieuw="))
    assert metres_off() < 1.5
    browser.look(page)


def test_by_walking_also_through_a_reload(browser, token):
    page = browser.open(token=token, permissions=["geolocation"], geolocation=place(ASSEN, 45), **PHONE)
    picker = Picker(page, "wooded_bank")
    picker.open()
    picker.part("walk").tap()
    page.get_by_text("Wij bewaren nog niets").last.wait_for()
    along = shapely.LineString(LINE).segmentize(STEP / 5)  # every 29 metres, and at each bend
    steps = [shapely.Point(each) for each in shapely.get_coordinates(along)]
    for number, spot in enumerate(steps[:11], 1):
        walk_to(page, picker, spot, number)
    page.reload()
    picker.choose("wooded_bank")
    picker.part("offer-take").tap()
    page.wait_for_function(READY)
    for number, spot in enumerate(steps[11:], 12):
        walk_to(page, picker, spot, number)
    picker.part("walk-done").tap()
    assert picker.says.startswith("Dit is je wandeling")
    picker.part("done").tap()
    page.select_option("select[name=place_id]", label="Assen (Assen)")
    hand_in(page)
    assert metres_off() < 3
    browser.look(page)


def place(spot, accuracy: float) -> dict:
    lon, lat = (spot.x, spot.y) if isinstance(spot, shapely.Point) else spot
    return {"longitude": lon, "latitude": lat, "accuracy": accuracy}


def walk_to(page, picker, spot, number: int) -> None:
    page.context.set_geolocation(place(spot, 5))
    page.wait_for_function(
        "(n) => document.querySelector('map-picker [data-part=walk-count]').textContent === String(n)",
        arg=number,
    )


def test_by_a_gpx_file(browser, token):
    page = browser.open(token=token, **PHONE)
    picker = Picker(page, "wooded_bank")
    page.evaluate("() => { for (const each of document.querySelectorAll('details')) each.open = true; }")
    page.locator("#track_file").set_input_files(
        {"name": "wandeling.gpx", "mimeType": "application/gpx+xml", "buffer": GPX.encode()}
    )
    page.get_by_role("button", name="Lees het bestand").click()
    page.get_by_text("Je hebt een lijn getekend van").wait_for()
    assert len(picker.shape["coordinates"]) == 3
    hand_in(page)
    assert metres_off() < 0.2
    browser.look(page)


def test_by_coordinates_without_javascript(browser, token):
    page = browser.open(token=token, java_script_enabled=False, **PHONE)
    page.goto(FORM)
    page.locator("label[for=family-lijn]").click()
    page.locator("label[for=type-wooded_bank]").click()
    begin, middle, end = (f"{lat:.6f} {lon:.6f}" for lon, lat in LINE)
    page.get_by_label("Begin, of de plek zelf").fill(begin)
    page.get_by_label("Eind").first.fill(end)
    page.get_by_label("Punten ertussen").fill(middle)
    page.select_option("select[name=place_id]", label="Assen (Assen)")
    hand_in(page)
    assert metres_off() < 0.2
