"""Two people correct one element in real browsers: the line is drawn over the old one, and both see both."""

import json
import re

import pytest
import shapely

from app.extensions import db
from app.models import Condition, Element
from tests.browser.conftest import LAPTOP, LOOKED, PHONE, axe
from tests.browser.test_map_picker import READY
from tests.factories.elements import ElementFactory
from tests.world import BANK, token_for

pytestmark = [pytest.mark.browser, pytest.mark.committed]


@pytest.fixture
def wal(anna):
    facts = {"geometry": BANK, "type_key": "wooded_bank", "condition": Condition.FAIR}
    return ElementFactory(author=anna, published=True, title="Wal De Es", name="Wal De Es", **facts).id


def choose(page, field: str, value: str) -> None:
    ident = page.locator(f"input[name='{field}'][value='{value}']").get_attribute("id")
    page.locator(f"label[for='{ident}']").click()


def accept(desk) -> None:
    desk.goto("/controle")
    desk.get_by_role("link", name="Begin bij de oudste").click()
    desk.locator("[data-start]").wait_for()
    desk.wait_for_function(LOOKED)
    desk.get_by_role("button", name="Goedkeuren").click()
    desk.get_by_role("button", name="Ongedaan maken").wait_for()


def stored(ident) -> Element:
    db.session.rollback()
    return db.session.get(Element, ident)


def test_two_people_correct_one_element(browser, wal, anna, bram, chris):
    first = browser.open(token=token_for(bram), **PHONE)
    second = browser.open(token=token_for(anna), java_script_enabled=False, **PHONE)
    desk = browser.open(token=token_for(chris), **LAPTOP)
    for page in (first, second):
        page.goto(f"/elementen/{wal}")
        page.get_by_role("link", name="Iets verbeteren").click()
        page.wait_for_url("**/voorstel")
    first.locator('map-picker [data-part="open"]').click()
    first.wait_for_function(READY)
    end = [6.5660, 52.9975]
    first.evaluate("(at) => document.querySelector('map-picker').map.jumpTo({ center: at, zoom: 18 })", end)
    first.locator('map-picker [data-part="put"]').click()
    first.locator('map-picker [data-part="done"]').click()
    choose(first, "condition", "poor")
    first.get_by_text("Je verandert 2 dingen.").wait_for()
    assert axe(first) == []
    first.get_by_role("button", name="Voorstel insturen").last.click()
    first.wait_for_url(re.compile(r"/account/inzendingen\?nieuw="))
    accept(desk)
    longer = stored(wal).length_m
    assert longer > 300 and stored(wal).condition == Condition.POOR

    choose(second, "condition", "good")
    second.get_by_role("button", name="Voorstel insturen").last.click()
    second.get_by_role("heading", name="Twee versies").wait_for()
    text = second.get_by_role("main").text_content()
    assert "Nu, van iemand anders" in text and "Slecht" in text and "Goed" in text
    assert "Plek of lijn veranderde iemand anders" in text
    second.get_by_role("button", name="Insturen met mijn keuze").click()
    second.wait_for_url(re.compile(r"/account/inzendingen\?nieuw="))
    accept(desk)
    assert (stored(wal).condition, stored(wal).length_m) == (Condition.GOOD, longer)
    browser.look(first)
    browser.look(desk)


def test_the_old_line_can_be_kept(browser, wal, bram):
    page = browser.open(token=token_for(bram), **PHONE)
    page.goto(f"/elementen/{wal}/voorstel")
    page.locator('map-picker [data-part="open"]').click()
    page.wait_for_function(READY)
    page.locator('map-picker [data-part="put"]').click()
    page.locator('map-picker [data-part="done"]').click()
    page.get_by_text("Je verandert 1 ding.").wait_for()
    page.get_by_role("button", name="Lijn van nu houden").click()
    page.get_by_text("Je verandert nog niets.").wait_for()
    kept = json.loads(page.locator("map-picker input").input_value())
    assert kept == json.loads(shapely.to_geojson(BANK))
    browser.look(page)
