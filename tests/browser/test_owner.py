"""An owner asks, one key hides; what is gone leaves the list and comes back: in real browsers."""

import pytest

from app.extensions import db
from app.models import Element, GroundClaim, State, Visibility
from tests.browser.conftest import LAPTOP, PHONE, axe
from tests.factories.elements import ElementFactory
from tests.world import token_for

pytestmark = [pytest.mark.browser, pytest.mark.committed, pytest.mark.once("postgis")]


@pytest.fixture
def wal(anna):
    return ElementFactory(author=anna, published=True, title="Wal De Es (voorbeeld)").id


def stored(ident) -> Element:
    db.session.rollback()
    return db.session.get(Element, ident)


def test_an_owner_asks_and_one_key_hides_until_it_is_undone(browser, wal, bram, chris):
    owner = browser.open(token=token_for(bram), **PHONE)
    owner.goto(f"/elementen/{wal}")
    owner.get_by_role("link", name="Dit is mijn grond").click()
    owner.locator("label", has_text="Haal het van de kaart").click()
    owner.get_by_role("textbox", name="Hoe kunnen wij je bereiken?").fill("0592-000000")
    owner.get_by_role("button", name="Vraag versturen").click()
    owner.wait_for_url("**/account/inzendingen?*")
    claim = db.session.query(GroundClaim).one().id
    desk = browser.open(token=token_for(chris), **LAPTOP)
    desk.goto(f"/controle/{claim}")
    assert axe(desk) == []
    desk.keyboard.press("h")
    desk.get_by_role("button", name="Ongedaan maken").wait_for()
    assert (stored(wal).visibility, stored(wal).is_public) == (Visibility.COORDINATORS, False)
    assert owner.goto(f"/elementen/{wal}").status == 404
    desk.get_by_role("button", name="Ongedaan maken").click()
    desk.wait_for_url(f"**/controle/{claim}")
    assert (stored(wal).visibility, stored(wal).is_public) == (Visibility.EVERYONE, True)
    browser.look(desk)


def test_gone_without_a_script_is_undone_and_later_put_back(browser, wal, bram, chris):
    seer = browser.open(token=token_for(bram), java_script_enabled=False, **PHONE)
    seer.goto(f"/elementen/{wal}/staat-er-nog")
    seer.locator("label", has_text="Nee, het is weg").click()
    seer.get_by_role("button", name="Insturen").last.click()
    seer.wait_for_url("**/account/inzendingen?*")
    desk = browser.open(token=token_for(chris), java_script_enabled=False, **LAPTOP)
    for undone in (True, False):
        desk.goto("/controle")
        desk.get_by_role("link", name="Begin bij de oudste").click()
        desk.get_by_role("button", name="Goedkeuren").click()
        desk.get_by_role("button", name="Ongedaan maken").wait_for()
        assert (stored(wal).state, stored(wal).is_public) == (State.GONE, False)
        if undone:
            desk.get_by_role("button", name="Ongedaan maken").click()
            assert (stored(wal).state, stored(wal).is_public) == (State.PUBLISHED, True)
    desk.goto(f"/elementen/{wal}")
    desk.get_by_text("Dit staat er niet meer").first.wait_for()
    desk.get_by_text("Voor coördinatoren").click()
    desk.get_by_role("link", name="Zet het terug").click()
    desk.get_by_role("button", name="Ja, zet het terug").click()
    desk.wait_for_url(f"**/elementen/{wal}")
    assert (stored(wal).state, stored(wal).is_public) == (State.PUBLISHED, True)
