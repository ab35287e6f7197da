"""A coordinator changes a species on its page; others see no way there."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Species, SpeciesChange
from app.services.species import seen
from tests.personas import sign_in

SHOW, EDIT = "/soorten/athene-noctua", "/soorten/athene-noctua/aanpassen"


@pytest.fixture
def desk(client, chris):
    sign_in(client, chris)
    return client


def owl() -> Species:
    return db.session.get(Species, "athene-noctua")


def filled(**told) -> dict[str, str]:
    plain = {"dutch_name": "Steenuil", "blur_km": "1", "nest_category": "1", "union_list_year": ""}
    plain |= {"blur_reason_nl": owl().blur_reason_nl, "opened_with": seen(owl()), "reason": ""}
    return plain | told


def test_only_coordinators_find_and_open_it(client, anna):
    assert EDIT not in client.get(SHOW).text and client.get(EDIT).status_code == 302
    sign_in(client, anna)
    assert EDIT not in client.get(SHOW).text
    assert client.get(EDIT).status_code == 403
    assert client.post(EDIT, data=filled() | {"csrf_token": client.csrf("/account")}).status_code == 403


def test_a_coordinator_changes_it_and_everyone_reads_it(desk, app):
    assert f'href="{EDIT}"' in desk.get(SHOW).text
    page = desk.get(EDIT).text
    assert 'value="Steenuil"' in page and "Er is nog niets veranderd" in page
    visitor = app.test_client()
    assert "1 bij 1 kilometer" in visitor.get(SHOW).text
    sent = desk.send(EDIT, filled(blur_km="5", union_list_year="2016", dutch_name="Steenuiltje"))
    assert (sent.status_code, sent.location) == (303, SHOW)
    assert "De soort is aangepast." in desk.get(SHOW).text
    told = visitor.get(SHOW).text
    assert "5 bij 5 kilometer" in told and "Steenuiltje" in told and "Sinds 2016" in told
    assert "vak van 1 km werd vak van 5 km" in desk.get(EDIT).text


@pytest.mark.L10
def test_less_is_hidden_only_with_a_reason_which_the_page_then_tells_coordinators(desk):
    refused = desk.send(EDIT, filled(blur_km="0", reason="Mag wel"))
    assert refused.status_code == 422 and "Schrijf in een paar woorden waarom dat mag." in refused.text
    assert "Mag wel" in refused.text and 'value="0" checked' in refused.text, "what was typed stays"
    assert owl().blur_km == 1
    assert desk.send(EDIT, filled(blur_km="0", reason="Er zijn er nu genoeg")).status_code == 303
    assert owl().blur_km == 0
    history = desk.get(EDIT).text
    assert "vak van 1 km werd de plek zelf" in history and "Er zijn er nu genoeg" in history
    assert "Chris Voorbeeld" in history and "Er zijn er nu genoeg" not in desk.get(SHOW).text


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"blur_km": "2"}, "Kies wat iedereen van de plek mag zien."),
        ({"nest_category": "9"}, "Kies een categorie, of kies geen."),
        ({"union_list_year": "1900"}, "van 2016 tot 2099"),
        ({"dutch_name": "x" * 201}, "hoogstens 200 tekens"),
        ({"reason": "x" * 501}, "hoogstens 500 tekens"),
    ],
)
def test_what_cannot_be_stands_beside_its_field(desk, told, words):
    answer = desk.send(EDIT, filled(**told))
    assert answer.status_code == 422 and words in answer.text
    assert db.session.scalars(select(SpeciesChange)).all() == []


def test_whoever_comes_second_sees_what_there_is_now(desk):
    mine = filled(dutch_name="Mijn uil")
    desk.send(EDIT, filled(blur_km="5"))
    late = desk.send(EDIT, mine)
    assert late.status_code == 409 and "Iemand anders heeft deze soort net aangepast" in late.text
    assert "Zo staat het er nu" in late.text and 'value="Mijn uil"' in late.text
    assert f'value="{seen(owl())}"' in late.text, "the next try counts"
    assert owl().blur_km == 5


@pytest.mark.parametrize("key", ["bestaat-niet", "%00", "Athene-noctua"])
def test_a_species_that_there_is_not_is_not_found(desk, key):
    assert desk.get(f"/soorten/{key}/aanpassen").status_code == 404
