"""Sightings, as a browser without scripts walks through them."""

import re

import pytest

from app.extensions import db
from app.models import Behaviour, ExactView, Licence, Sighting
from tests.factories.elements import ElementFactory
from tests.factories.sightings import HAZEL_SPOT, sighting
from tests.forms.filled import sent_again, sighting_form
from tests.personas import sign_in

OWL = "athene-noctua"
IDENT = "6f1d7c55-8f0c-4d0e-9a52-1f9a35c7a001"
NEW = "/waarnemingen/nieuw"


def form(**told):
    return sighting_form(id=IDENT, **told)


def test_from_the_form_to_thanks_to_the_page(client, anna):
    sign_in(client, anna)
    assert "Steenuil" in client.get(NEW).text
    answer = client.send(NEW, form())
    assert (answer.status_code, answer.location) == (303, f"/account/inzendingen?nieuw={form()['id']}")
    assert "Nog een waarneming" in client.get(answer.location).text
    one = db.session.query(Sighting).one()
    assert (one.claimed_key, one.licence, one.blur_km) == ("corylus-avellana", Licence.CC0, 0)
    page = client.get(f"/waarnemingen/{one.id}").text
    assert "Hazelaar (Corylus avellana)" in page and "17 mei 2026" in page and "Wild" in page


@pytest.mark.parametrize(
    ("told", "claim"),
    [
        ({"species": "kleine bruine fladderaar"}, ("kleine bruine fladderaar", "")),
        ({"species": None, "unknown": "y"}, ("", "")),
        ({"species": None, "claim_group": "bird"}, ("", "bird")),
        ({"species": "Steenuil", "unknown": "y"}, ("", "")),
    ],
)
def test_a_name_that_nobody_knows_is_fine_and_never_lost(client, anna, told, claim):
    sign_in(client, anna)
    assert client.send(NEW, form(**told)).status_code == 303
    one = db.session.query(Sighting).one()
    assert (one.claim_text, one.claim_group) == claim
    assert (one.claimed_key, one.blur_km) == (None, 1)


@pytest.mark.S10
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"species": None}, "Vul een naam in, kies een groep"),
        ({"species": "x" * 121}, "korter"),
        ({"begin": None}, "Geef aan waar het is"),
        ({"begin": "ergens"}, "getal"),
        ({"seen_on": ""}, "Vul de dag in"),
        ({"seen_on": "2090-01-01"}, "Kies vandaag of een eerdere dag"),
        ({"number": "1000000"}, "van 1 tot 100000"),
        ({"number": "veel"}, "heel getal"),
        ({"seen_at": "25:00"}, "Vul een tijd in"),
        ({"embargo_until": "morgen"}, "Vul de dag in"),
        ({"begin": None, "roughly": "y"}, "Kies het dorp"),
        ({"notes": "n" * 2001}, "korter"),
    ],
)
def test_each_error_is_named_and_everything_typed_is_kept(client, anna, changed, sentence):
    sign_in(client, anna)
    sent = form(**changed)
    answer = client.send(NEW, sent)
    assert answer.status_code == 422
    assert sentence in answer.text and 'id="error-summary"' in answer.text
    kept = sent_again(answer.text)
    assert {name: kept.get(name, "") for name in sent} == sent
    assert db.session.query(Sighting).count() == 0


def test_on_an_element_the_place_is_that_of_the_element_unless_another_is_told(client, anna):
    bank = ElementFactory(published=True, type_key="wooded_bank", title="Houtwal De Es")
    sign_in(client, anna)
    at = f"{NEW}?element={bank.id}"
    assert "Bij Houtwal De Es" in client.get(at).text
    assert client.send(at, form(begin=None)).status_code == 303
    assert db.session.query(Sighting).one().element_id == bank.id


@pytest.mark.L06
def test_others_see_the_square_and_the_month_and_nothing_that_betrays_more(client, anna, bram):
    bank = ElementFactory(published=True, type_key="wooded_bank", title="Houtwal De Es")
    one = sighting(
        anna, published=True, claimed_key=OWL, element_id=bank.id, notes="Bij de brug", seen_at="07:15"
    )
    sign_in(client, bram)
    page = client.get(f"/waarnemingen/{one.id}").text
    assert "Plek vervaagd tot 1 km" in page and "mei 2026" in page and one.square in page
    for secret in (
        "Houtwal De Es",
        str(bank.id),
        "Bij de brug",
        "07:15",
        "17 mei",
        "Anna",
        "6.5632",
        "52.9967",
    ):
        assert secret not in page, secret
    sign_in(client, anna)
    own = client.get(f"/waarnemingen/{one.id}").text
    assert "De precieze plek" in own and "Houtwal De Es" in own and "07:15" in own


@pytest.mark.L11
def test_a_coordinator_asks_for_the_true_place_and_that_is_remembered(client, anna, chris):
    one = sighting(anna, claimed_key=OWL, seen_at="07:15")
    sign_in(client, chris)
    there = f"/waarnemingen/{one.id}"
    assert "07:15" not in client.get(there).text and db.session.query(ExactView).count() == 0
    answer = client.send(there, {}, to=f"{there}/plek")
    assert answer.status_code == 200 and "07:15" in answer.text
    view = db.session.query(ExactView).one()
    assert (view.sighting_id, view.actor_id) == (one.id, chris.id)


@pytest.mark.L11
def test_true_places_are_not_looked_at_without_end(client, anna, chris, bram):
    one = sighting(anna, claimed_key=OWL)
    sign_in(client, chris)
    page = f"/waarnemingen/{one.id}"
    assert {client.send(page, {}, to=f"{page}/plek").status_code for _ in range(60)} == {200}
    assert client.send(page, {}, to=f"{page}/plek").status_code == 429
    sign_in(client, bram)
    assert client.send("/account", {}, to=f"{page}/plek").status_code == 403


def test_it_is_changed_with_its_own_place_until_the_desk_has_decided(client, anna):
    one = sighting(anna, claimed_key=OWL, number=2)
    sign_in(client, anna)
    there = f"/waarnemingen/{one.id}/verbeteren"
    sent = sent_again(client.get(there).text)
    assert (sent["species"], sent["number"], sent["seen_on"]) == ("Steenuil", "2", "2026-05-17")
    assert str(HAZEL_SPOT[0]) in sent.get("shape", "") or "8" in client.get(there).text
    assert client.send(there, sent | {"number": "3", "behaviour": Behaviour.NEST}).status_code == 303
    db.session.refresh(one)
    assert (one.number, one.behaviour, one.blur_km) == (3, Behaviour.NEST, 1)


def test_a_page_leads_to_its_species_when_that_has_a_name(client, anna):
    link = 'href="/soorten/corylus-avellana"'
    assert link in client.get(f"/waarnemingen/{sighting(anna, published=True).id}").text
    unnamed = sighting(anna, published=True, claimed_key=None)
    assert "Over deze soort" not in client.get(f"/waarnemingen/{unnamed.id}").text


def test_a_known_species_that_nobody_saw_is_not_called_unknown(client):
    page = client.get("/waarnemingen?naam=adder").text
    assert "Niets gevonden" in page and "Deze soort kennen wij niet" not in page
    assert "Deze soort kennen wij niet" in client.get("/waarnemingen?naam=jabberwock").text


def test_without_a_photo_a_plant_has_a_leaf_and_an_animal_a_bird(client, anna):
    sighting(anna, published=True)
    assert _pictures(client) == ["blad"]
    sighting(anna, published=True, claimed_key=OWL)
    assert sorted(_pictures(client)) == ["blad", "vogel"]


def test_the_list_filters_and_pages(client, anna, bram):
    sighting(anna, published=True)
    sighting(anna, published=True, claimed_key=OWL)
    sighting(anna, claimed_key="vipera-berus")
    page = client.get("/waarnemingen").text
    assert "Hazelaar" in page and "Vervaagd tot 1 km" in page and "Adder" not in _cards(page)
    for address, names in {
        "?naam=steenuil": ["Steenuil"],
        "?naam=bestaat+niet": [],
        "?groep=bird": ["Steenuil"],
        "?rode-lijst=1": ["Steenuil"],
        "?invasief=1": [],
        "?jaar=2026": ["Hazelaar", "Steenuil"],
        "?jaar=2025": [],
        "?foto=1": [],
        "?gemeente=GM0106": ["Hazelaar", "Steenuil"],
        "?gemeente=GM1680": [],
    }.items():
        found = client.get(f"/waarnemingen{address}")
        assert found.status_code == 200
        assert sorted(_cards(found.text)) == names, address


def _pictures(client):
    shown = client.get("/waarnemingen").text.partition('<div class="hv-stack" id="lijst">')[2]
    return re.findall(r"#i-(blad|vogel)", shown)


def _cards(page):
    return re.findall(r'class="hv-card__link" href="[^"]*">([^<]*)<', page)


def test_it_is_taken_back_by_its_author(client, anna):
    one = sighting(anna, published=True)
    sign_in(client, anna)
    assert one.title_shown in client.get(f"/waarnemingen/{one.id}/intrekken").text
    assert client.send(f"/waarnemingen/{one.id}/intrekken", {}).status_code == 303
    client.set_cookie("aanmelding", "")
    assert client.get(f"/waarnemingen/{one.id}").status_code == 404
