"""What a script adds to the form of an element, and that its kinds need none."""

import pytest

from app.extensions import db
from app.models import Element
from tests.browser.conftest import LAPTOP, PHONE
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
FORM = "/elementen/nieuw"
ASSEN_LINE = {"type": "LineString", "coordinates": [[6.5625, 52.9967], [6.5635, 52.9977]]}
DRAW = """(shape) => {
  const field = document.querySelector("input[name=shape]");
  field.value = JSON.stringify(shape);
  field.dispatchEvent(new Event("change", { bubbles: true }));
}"""


@pytest.mark.parametrize("scripts", [True, False])
def test_only_the_kinds_of_the_chosen_family_are_seen_also_without_scripts(browser, anna, scripts):
    page = browser.open(token=token_for(anna), java_script_enabled=scripts, **PHONE)
    page.goto(FORM)
    kinds = page.locator(".hv-soorten label")
    assert not any(one.is_visible() for one in kinds.all())
    page.locator("label[for=family-water]").click()
    seen = [one.inner_text().split("\n")[0] for one in kinds.all() if one.is_visible()]
    assert "Sloot" in seen and "Bosje" not in seen


def test_after_drawing_the_villages_near_it_come_first_and_the_choice_stays(browser, anna):
    page = browser.open(token=token_for(anna), **LAPTOP)
    page.goto(FORM)
    page.locator("#place_id").select_option(label="Rolde (Aa en Hunze)")
    page.evaluate(DRAW, ASSEN_LINE)
    first = page.locator("#place_id optgroup").first
    page.wait_for_function(
        "() => document.querySelector('#place_id optgroup').label.startsWith('Het dichtst')"
    )
    assert "Assen (Assen)" in first.locator("option").all_inner_texts()
    assert page.locator("#place_id option:checked").inner_text() == "Rolde (Aa en Hunze)"
    browser.look(page)


def test_the_enter_key_hands_in_and_presses_no_small_button(browser, anna):
    page = browser.open(token=token_for(anna), **LAPTOP)
    page.goto(FORM)
    page.locator("label[for=family-lijn]").click()
    page.locator("label[for=type-wooded_bank]").click()
    page.evaluate(DRAW, ASSEN_LINE)
    page.locator("#place_id").select_option(label="Rolde (Aa en Hunze)")
    page.locator("input[name=name]").fill("Houtwal De Es")
    page.locator("input[name=name]").press("Enter")
    page.get_by_role("main").get_by_text("Dank je").first.wait_for()
    element = db.session.query(Element).one()
    assert element.name == "Houtwal De Es"


def test_an_error_brings_the_focus_to_what_is_needed(browser, anna):
    page = browser.open(token=token_for(anna), **PHONE)
    page.goto(FORM)
    page.get_by_role("button", name="Insturen").last.click()
    page.locator("#error-summary").wait_for()
    assert page.evaluate("() => document.activeElement.id") == "error-summary"
    page.locator("#error-summary a", has_text="Dorp").click()
    assert page.evaluate("() => location.hash") == "#place_id"
    browser.look(page)
