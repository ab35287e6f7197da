"""Drawing on the form of a new element: by touch, by the crosshair, by keyboard, and without WebGL."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE, axe
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once]
FORM = "/elementen/nieuw"
ASSEN = (6.5625, 52.9967)
READY = "() => document.querySelector('map-picker').map?.getSource('drawing')"
OTHER_COUNT = "(before) => document.querySelector('map-picker [data-part=count]').textContent !== before"
NO_WEBGL = """
const real = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
  return kind.startsWith("webgl") ? null : real.call(this, kind, ...more);
};
"""


@pytest.fixture
def token(anna):
    return token_for(anna)


class Picker:
    """The drawing tool of an open form, for a person who works with hands, or with keys."""

    def __init__(self, page, kind: str) -> None:
        self.page = page
        page.goto(FORM)
        self.choose(kind)
        value = page.locator("select[name=place_id] option", has_text="Assen").first.get_attribute("value")
        page.select_option("select[name=place_id]", value)

    def choose(self, kind: str) -> None:
        self.page.evaluate("(kind) => { document.querySelector(`input[value=${kind}]`).click(); }", kind)

    def part(self, name: str):
        return self.page.locator(f'map-picker [data-part="{name}"]')

    def open(self) -> None:
        self.part("open").click()
        self.part("canvas").locator("canvas").wait_for()
        self.page.wait_for_function(READY)

    def middle(self) -> tuple[float, float]:
        box = self.part("canvas").bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def tap(self, right: int, down: int) -> None:
        x, y = self.middle()
        before = self.part("count").text_content()
        self.page.touchscreen.tap(x + right, y + down)
        self.page.wait_for_function(
            "(before) => document.querySelector('map-picker [data-part=count]').textContent !== before",
            arg=before,
        )

    @property
    def says(self) -> str:
        return self.part("status").text_content()

    @property
    def shape(self) -> dict | None:
        text = self.page.locator("map-picker input").input_value()
        return json.loads(text) if text else None


def near_assen(spots) -> bool:
    return all(abs(lon - ASSEN[0]) < 0.02 and abs(lat - ASSEN[1]) < 0.02 for lon, lat in spots)


def test_a_line_by_touch(browser, token):
    """It starts at the village, is told point by point, outlives stopping, and comes back with the form."""
    page = browser.open(token=token, **PHONE)
    picker = Picker(page, "wooded_bank")
    picker.open()
    picker.tap(-80, 40)
    assert picker.says.startswith("Punt 1 gezet")
    picker.tap(0, -20)
    assert picker.says.startswith("Punt 2 gezet. De lijn is nu ")
    picker.tap(70, -60)
    picker.part("undo").click()
    assert picker.part("count").text_content() == "2"
    page.keyboard.press("Escape")
    assert picker.shape is None
    expect(picker.part("summary")).to_contain_text("Je tekening is nog niet klaar")
    picker.part("open").click()
    picker.part("done").click()
    drawn = picker.shape
    assert drawn["type"] == "LineString"
    assert len(drawn["coordinates"]) == 2 and near_assen(drawn["coordinates"])
    assert picker.part("dialog").is_hidden()
    page.evaluate("() => { document.querySelector('input[name=width_m]').value = 'breed'; }")
    with page.expect_navigation():
        page.evaluate("() => { document.querySelector('map-picker').closest('form').submit(); }")
    assert page.locator("#error-summary").is_visible()
    assert picker.shape == drawn
    expect(picker.part("summary")).to_contain_text("lijn getekend van")
    picker.open()
    assert picker.part("count").text_content() == "2"
    browser.look(page)


def test_the_usual_shape_of_a_type_comes_first(browser, token):
    """A pollard may be a row too, but one tap is enough for one tree; what was begun stays."""
    picker = Picker(browser.open(token=token, **PHONE), "pollard_tree")
    picker.open()
    pressed = picker.page.locator("map-picker [data-mode][aria-pressed=true]")
    assert pressed.get_attribute("data-mode") == "point"
    picker.tap(0, -40)
    picker.part("done").click()
    assert picker.shape["type"] == "Point"


def test_the_type_says_what_is_drawn(browser, token):
    """An area closes itself, becomes a line and an area again with the type; a point is put at the cross."""
    here = {"longitude": 6.6, "latitude": 52.9, "accuracy": 6}
    page = browser.open(token=token, geolocation=here, permissions=["geolocation"], **PHONE)
    picker = Picker(page, "small_wood")  # an area only
    picker.open()
    for right, down in ((-60, 50), (60, 50)):
        picker.tap(right, down)
    picker.part("done").click(force=True)  # it is marked as not ready yet, and says why
    assert picker.says == "Zet nog 1 punt."
    assert picker.shape is None and picker.part("dialog").is_visible()
    picker.tap(0, -50)
    assert re.search("[0-9] (m²|ha)$", picker.part("amount").text_content())
    picker.part("done").click()
    ring = picker.shape["coordinates"][0]
    assert picker.shape["type"] == "Polygon" and len(ring) == 4 and ring[0] == ring[-1]
    picker.choose("alder_belt")  # a line only
    assert picker.shape == {"type": "LineString", "coordinates": ring[:-1]}
    picker.choose("small_wood")
    assert picker.shape == {"type": "Polygon", "coordinates": [ring]}
    picker.choose("pollard_tree")  # a point first: which of the three, nobody can guess
    assert picker.shape is None
    picker.part("open").click()
    picker.part("here").click()
    page.get_by_text("Het kruis staat waar je bent, op 6 m nauwkeurig.").wait_for()
    assert picker.part("put").text_content().strip() == "Hier staat het"
    picker.part("put").click()
    picker.part("done").click()
    assert picker.shape["coordinates"] == [pytest.approx(6.6, abs=1e-4), pytest.approx(52.9, abs=1e-4)]
    browser.look(page)


def test_a_line_by_keyboard_alone(browser, token):
    page = browser.open(token=token, **LAPTOP)
    picker = Picker(page, "wooded_bank")
    picker.part("open").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(READY)
    assert page.evaluate("() => document.activeElement.className").startswith("maplibregl-canvas")
    page.keyboard.press("Enter")
    for key in ("ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
        page.wait_for_function("() => !document.querySelector('map-picker').map.isMoving()")
        page.keyboard.press("Enter")
    page.keyboard.press("Backspace")
    assert picker.says == "Het laatste punt is weg. Nu: 2."
    picker.part("done").focus()
    page.keyboard.press("Enter")
    (west, _), (east, _) = picker.shape["coordinates"]
    assert picker.shape["type"] == "LineString" and east > west
    assert page.evaluate("() => document.activeElement.dataset.part") == "open"


def test_without_webgl_the_form_says_so_and_the_coordinates_take_over(browser, token):
    page = browser.open(token=token, **PHONE)
    page.add_init_script(NO_WEBGL)
    picker = Picker(page, "wooded_bank")
    picker.part("open").click()
    picker.part("no-map").wait_for()
    assert "Vul de plek in met coördinaten" in picker.part("no-map").text_content()
    assert picker.part("dialog").is_hidden() and picker.part("open").is_hidden()


def test_the_tool_is_accessible_and_its_buttons_are_large_enough(browser, token):
    page = browser.open(token=token, **PHONE)
    picker = Picker(page, "wooded_bank")
    picker.open()
    picker.tap(-40, 0)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour halfway
        page.evaluate("() => Promise.all(document.getAnimations().map((each) => each.finished))")
        assert axe(page) == []
    for button in page.locator("map-picker dialog button:visible").all():
        box = button.bounding_box()
        assert box["height"] >= 44 and box["width"] >= 44, button.text_content()
