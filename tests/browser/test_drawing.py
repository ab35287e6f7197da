"""Drawing besides putting points: a walk that stops or is refused, a track, many points, an old shape."""

import json

import pytest

from tests.browser.conftest import PHONE
from tests.browser.test_map_picker import ASSEN, READY, Picker
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
LON, LAT = ASSEN
AWAKE = """
window.asked = 0;
Object.defineProperty(navigator, "wakeLock", {
  value: { request: async () => { window.asked += 1; return { release: () => { window.asked -= 100; } }; } },
});
"""
SOURCE = """async (name) => {
  const data = await document.querySelector('map-picker').map.getSource(name).getData();
  return data.features.map((each) => [each.properties.part, each.geometry.coordinates]);
}"""


@pytest.fixture
def token(anna):
    return token_for(anna)


def fix(step: int, accuracy: float = 5) -> dict:
    """Some seven metres further at each step."""
    return {"longitude": LON + step * 0.0001, "latitude": LAT, "accuracy": accuracy}


PUT = """(text) => {
  const field = document.querySelector('map-picker [name=shape]');
  field.value = text;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}"""


def fill_in(page, shape: dict) -> None:
    """Put a shape in the form, as another script or a draft that comes back does."""
    page.evaluate(PUT, json.dumps(shape))


def jump(page, spot, zoom: float = 18) -> None:
    page.evaluate(
        "([center, zoom]) => document.querySelector('map-picker').map.jumpTo({ center, zoom })",
        [list(spot), zoom],
    )


def measured(page, number: int) -> None:
    page.wait_for_function(
        "(n) => document.querySelector('map-picker [data-part=walk-count]').textContent === String(n)",
        arg=number,
    )


def test_a_walk_keeps_the_screen_on_says_what_it_waits_for_and_outlives_stopping(browser, token):
    page = browser.open(token=token, permissions=["geolocation"], geolocation=fix(0, 34), **PHONE)
    page.add_init_script(AWAKE)
    picker = Picker(page, "wooded_bank")
    picker.open()
    badge = picker.part("accuracy").locator("[data-level=error]")
    badge.wait_for()
    assert badge.text_content() == "Op 34 meter nauwkeurig"
    picker.part("walk").tap()
    page.get_by_text("Wacht even: op 34 meter").last.wait_for()
    assert page.evaluate("() => window.asked") == 1
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate("() => window.asked") == 2  # a browser lets go of the screen when the page is hidden
    for step in range(3):
        page.context.set_geolocation(fix(step))
        measured(page, step + 1)
    picker.part("walk-pause").tap()
    page.context.set_geolocation(fix(9, 6))  # in a pause nothing is kept
    picker.part("accuracy").locator("[data-level=ok]", has_text="Op 6 meter").wait_for()
    assert picker.part("walk-count").text_content() == "3"
    picker.part("walk-pause").tap()
    measured(page, 4)
    page.keyboard.press("Escape")
    assert page.evaluate("() => window.asked") < 0  # the screen may go off again
    assert "4 metingen" in picker.part("offer-text").text_content()
    picker.part("offer-away").tap()
    assert page.evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('wandeling'))") == []
    picker.part("offer-away").tap()
    picker.part("offer-take").tap()
    measured(page, 4)
    picker.part("walk-done").tap()
    assert picker.says.startswith("Dit is je wandeling")
    picker.part("undo").tap()
    assert picker.part("count").text_content() == "0"
    browser.look(page)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("", "Wij mogen niet weten waar je bent."),
        ("Object.defineProperty(navigator, 'geolocation', { value: undefined });", "Dit toestel weet niet"),
    ],
)
def test_without_a_place_it_says_so_and_the_points_can_be_put(browser, token, script, words):
    page = browser.open(token=token, **PHONE)
    page.add_init_script(script)
    picker = Picker(page, "wooded_bank")
    picker.open()
    picker.part("walk").tap()
    page.get_by_text(words).wait_for()
    assert picker.part("walking").is_hidden()
    picker.tap(0, 0)
    assert picker.part("count").text_content() == "1"


def test_points_near_ones_own_track_land_on_it_until_that_is_switched_off(browser, token):
    page = browser.open(token=token, **PHONE)
    picker = Picker(page, "wooded_bank")
    track = [[LON - 0.001, LAT], [LON + 0.001, LAT]]
    fill_in(page, {"type": "LineString", "coordinates": track})
    picker.open()
    picker.part("grip").tap()
    picker.part("as-track").click()
    assert picker.part("count").text_content() == "0"
    assert page.evaluate(SOURCE, "draw-aids") == [["track", track]]
    jump(page, (LON, LAT + 0.00002))  # two metres beside it: some eleven pixels
    picker.part("put").click()
    assert picker.says.endswith("Het plakt aan je spoor.")
    jump(page, (LON + 0.0005, LAT + 0.0001))
    picker.part("put").click()
    picker.part("track-snap").click()
    assert picker.part("track-snap").get_attribute("aria-pressed") == "false"
    jump(page, (LON + 0.0008, LAT + 0.00002))
    picker.part("put").click()
    picker.part("done").click()
    heights = [round(lat - LAT, 6) for _, lat in picker.shape["coordinates"]]
    assert heights == [0, 0.0001, 0.00002]
    browser.look(page)


def test_ten_thousand_points_are_drawn_without_a_list_and_made_simpler(browser, token):
    page = browser.open(token=token, **PHONE)
    picker = Picker(page, "wooded_bank")
    many = [[round(LON + step * 1e-6, 7), round(LAT + (step % 2) * 1e-6, 7)] for step in range(10_000)]
    fill_in(page, {"type": "LineString", "coordinates": many})
    picker.open()
    assert picker.part("count").text_content() == "10000"
    assert [part for part, _ in page.evaluate(SOURCE, "drawing")] == ["spot", "spot", "line"]
    picker.part("grip").tap()
    assert "te veel voor een lijst" in picker.part("many-text").text_content()
    assert page.locator("map-picker [data-part=points] > li").count() == 0
    picker.part("simplify").click()
    assert picker.says == "De lijn is eenvoudiger. Nu: 2 punten."
    assert page.locator("map-picker [data-part=points] > li").count() == 2
    picker.part("undo").click()
    assert picker.part("count").text_content() == "10000"


def test_the_old_shape_lies_below_and_can_be_kept_to_the_letter(browser, token):
    page = browser.open(token=token, **PHONE)
    picker = Picker(page, "wooded_bank")
    old = json.dumps({"type": "LineString", "coordinates": [[LON, LAT], [LON + 0.001, LAT + 0.00012345678]]})
    page.evaluate(
        """(old) => {
          const picker = document.querySelector("map-picker");
          const fresh = picker.cloneNode(true);
          fresh.dataset.old = fresh.querySelector("input").defaultValue = old;
          picker.replaceWith(fresh);
        }""",
        old,
    )
    assert picker.part("summary").text_content() == "De lijn blijft zoals hij is."
    assert picker.part("keep").is_hidden()
    picker.part("open").click()
    page.wait_for_function(READY)
    page.wait_for_function("() => document.querySelector('map-picker').map.getSource('draw-aids')")
    assert [part for part, _ in page.evaluate(SOURCE, "draw-aids")] == ["old"]
    jump(page, (LON + 0.002, LAT))
    picker.part("put").click()
    picker.part("done").click()
    assert len(picker.shape["coordinates"]) == 3
    picker.part("keep").click()
    assert page.locator("map-picker input").input_value() == old
    assert picker.part("keep").is_hidden()
    browser.look(page)


def test_on_its_side_a_phone_shows_cross_and_buttons_together(browser, token):
    on_its_side = {**PHONE, "viewport": {"width": 844, "height": 390}}
    page = browser.open(token=token, **on_its_side)
    picker = Picker(page, "wooded_bank")
    picker.open()
    for name in ("stop", "put", "undo", "done"):
        box = picker.part(name).bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 390, name
    _, down = picker.middle()
    assert down == pytest.approx(195, abs=2)
