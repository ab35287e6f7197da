"""A coordinator chooses groups of species, and names several sightings in one go, on phone and laptop."""

import pytest

from app.extensions import db
from app.models import State
from app.queries.validators import find_groups_of
from tests.browser.conftest import LAPTOP, PHONE, axe
from tests.factories.sightings import stored_sighting
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
FINE = {"blur_km": 0, "needs_look": False}


@pytest.mark.parametrize("device", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_groups_are_chosen_and_several_sightings_named_and_undone(browser, anna, bram, chris, device):
    hazels = [stored_sighting(one, claimed_key="corylus-avellana", **FINE) for one in (anna, bram)]
    oak = stored_sighting(anna, claimed_key="quercus-robur", **FINE)
    page = browser.open(token=token_for(chris), **device)
    page.goto("/account")
    page.get_by_role("link", name="Naar welke groepen kijk je?").click()
    page.get_by_text("Bomen en struiken", exact=True).click()
    page.get_by_text("Open Controle met mijn groepen", exact=True).click()
    assert axe(page) == []
    browser.look(page)
    page.locator(".hv-save-bar button").click()
    page.wait_for_url("**/account")
    assert find_groups_of(chris) == ["tree_shrub"]

    page.goto("/controle")
    page.get_by_role("link", name="Samen goedkeuren").click()
    page.get_by_role("link", name="Per soort").click()
    card = page.locator("form", has=page.get_by_role("heading", name="Hazelaar (2)"))
    assert axe(page) == []
    browser.look(page)
    card.get_by_role("button", name="Zeker", exact=True).click()
    page.get_by_text("2 goedgekeurd").wait_for()
    assert page.get_by_role("heading", name="Zomereik (1)").count() == 1
    assert axe(page) == []
    db.session.rollback()  # another process wrote it
    assert [one.state for one in hazels] == [State.PUBLISHED] * 2
    page.get_by_role("button", name="Alles ongedaan maken").click()
    page.get_by_text("2 teruggedraaid").wait_for()
    browser.look(page)
    db.session.rollback()
    assert {one.state for one in (*hazels, oak)} == {State.PENDING}
