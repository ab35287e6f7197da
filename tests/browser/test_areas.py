"""A coordinator reads in a map of municipalities; the page follows the work by itself."""

import pytest

from app.extensions import db
from app.jobs.worker import Worker
from app.models import Element
from tests import maps
from tests.browser.conftest import PHONE
from tests.factories.elements import ElementFactory
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]


def test_from_a_file_to_elements_that_moved(app, browser, anna, chris, tmp_path):
    moved = ElementFactory(author=anna, lon=6.9069, lat=52.7792)  # told to be in Assen, stands in Emmen
    path = tmp_path / "gemeenten.geojson"
    path.write_bytes(maps.towns())
    page = browser.open(token=token_for(chris), **PHONE)
    page.goto("/beheer/gebieden")
    page.get_by_text("Gemeenten", exact=True).last.click()
    page.get_by_label("Bestand").set_input_files(path)
    page.get_by_role("button", name="Kijk het bestand na").click()
    page.get_by_text("Het bestand wordt gelezen").wait_for()
    Worker(app).run_until_empty()
    page.get_by_text("Nagekeken, nog niet gebruikt").wait_for()  # htmx asked again
    page.get_by_role("link", name="Gebruik deze kaart").click()
    page.get_by_role("button", name="Ja, gebruik deze kaart").click()
    page.get_by_text("Elementen worden opnieuw ingedeeld: 0 van 1").wait_for()
    Worker(app).run_until_empty()
    page.get_by_text("Elementen worden opnieuw ingedeeld").wait_for(state="detached")
    page.get_by_text("Deze kaart geldt nu").wait_for()
    db.session.expire_all()
    assert db.session.get(Element, moved.id).municipality_code == "GM0114"
