"""What scripts add to a place without a map: the phone's place, the summary, the way of last time, Enter."""

import json

import pytest

from app.extensions import db
from app.models import Element
from tests.browser.conftest import LAPTOP, PHONE, axe
from tests.browser.test_element_form import ASSEN_LINE, DRAW
from tests.spatial.test_tracks import LINE, gpx, track
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
FORM = "/elementen/nieuw"
WAYS = '[data-part="ways"]'
NOW = '[data-part="place-now"]'


def at(lon: float, lat: float, accuracy: float) -> dict:
    where = {"longitude": lon, "latitude": lat, "accuracy": accuracy}
    return PHONE | {"geolocation": where, "permissions": ["geolocation"]}


def choose(page, family: str, kind: str) -> None:
    page.locator(f"label[for=family-{family}]").click()
    page.locator(f"label[for=type-{kind}]").click()


def test_waar_ik_nu_ben_puts_the_phone_s_place_in_the_form_and_takes_it_out(browser, anna):
    page = browser.open(token=token_for(anna), **at(6.5625, 52.9967, 8))
    page.goto(FORM)
    choose(page, "lijn", "wooded_bank")
    page.get_by_role("button", name="Waar ik nu ben").tap()
    page.get_by_text("op 8 meter nauwkeurig").wait_for()
    page.locator(NOW).get_by_text("Plek bij benadering, op ongeveer 25 meter").wait_for()
    assert page.locator(NOW).get_by_text("Lijn nog tekenen").is_visible()
    page.wait_for_function(
        "() => document.querySelector('#place_id optgroup').label.startsWith('Het dichtst')"
    )
    page.get_by_role("button", name="Mijn plek weghalen").tap()
    page.locator(NOW).get_by_text("Nog geen plek").wait_for()
    page.locator(f"{WAYS} > summary").tap()
    page.get_by_role("button", name="Ik sta bij het begin").tap()
    page.wait_for_function("() => document.querySelector('[name=begin]').value === '52.996700 6.562500'")
    page.locator("[name=end]").fill("52,9977 6,5635")
    page.locator("[name=end]").blur()
    page.locator(NOW).get_by_text("Lijn van").wait_for()
    browser.look(page)


def test_who_says_no_gets_another_way_in_words(browser, anna):
    page = browser.open(token=token_for(anna), **PHONE)
    page.goto(FORM)
    page.get_by_role("button", name="Waar ik nu ben").tap()
    page.get_by_text("kies een andere manier").wait_for()
    assert page.locator("[name=here]").input_value() == ""


def test_the_ways_are_folded_until_one_is_used_and_the_last_is_on_top(browser, anna):
    page = browser.open(token=token_for(anna), **LAPTOP)
    page.goto(FORM)
    assert page.locator(WAYS).get_attribute("open") is None
    page.locator(f"{WAYS} > summary").click()
    assert page.locator("[data-way]").first.get_attribute("data-way") == "search"
    page.locator("[name=square]").fill("233-557")
    page.locator("[name=square]").blur()
    page.locator(NOW).get_by_text("Hok 233-557, bij Assen").wait_for()
    page.goto(FORM)
    assert page.locator("[data-way]").first.get_attribute("data-way") == "square"
    assert page.locator("[name=square]").is_visible()


def test_enter_searches_and_a_choice_shows_what_we_have(browser, anna):
    page = browser.open(token=token_for(anna), **LAPTOP)
    page.goto(FORM)
    page.locator(f"{WAYS} > summary").click()
    page.locator("[name=query]").fill("rolde")
    page.locator("[name=query]").press("Enter")
    page.get_by_label("Rolde").first.click(force=True)  # the answer may put another one in its place
    page.locator(NOW).get_by_text("Plek bij benadering, op ongeveer 2 km").wait_for()
    assert axe(page) == []
    browser.look(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_file_is_the_line_with_and_without_scripts(browser, anna, tmp_path, scripts):
    (tmp_path / "spoor.gpx").write_bytes(gpx(track(LINE)))
    page = browser.open(token=token_for(anna), java_script_enabled=scripts, **PHONE)
    page.goto(FORM)
    choose(page, "lijn", "wooded_bank")
    page.locator("#place_id").select_option(label="Anloo (Aa en Hunze)")
    if scripts:
        page.locator(f"{WAYS} > summary").click()
    page.locator("[name=track_file]").set_input_files(tmp_path / "spoor.gpx")
    page.get_by_role("button", name="Lees het bestand").click()
    page.locator(NOW).get_by_text("Lijn van 300 meter").wait_for()
    assert json.loads(page.locator("[name=shape]").input_value())["type"] == "LineString"
    page.locator(".hv-save-bar button").click()
    page.get_by_role("main").get_by_text("Dank je").first.wait_for()
    assert db.session.query(Element).one().length_m == pytest.approx(300, abs=5)


@pytest.mark.L12
def test_no_address_that_is_asked_holds_a_place(browser, anna):
    page = browser.open(token=token_for(anna), **LAPTOP)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(FORM)
    page.evaluate(DRAW, ASSEN_LINE)
    page.locator(NOW).get_by_text("Vlak van").or_(page.locator(NOW).get_by_text("Lijn van")).wait_for()
    assert any("hok=233-557" in url for url in asked)
    assert not any("52.99" in url or "6.56" in url for url in asked)
