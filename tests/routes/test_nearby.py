"""Bedoel je deze? Asked before the form is filled, and at the latest when it is handed in."""

import json
import re

import pytest
import shapely

from app.extensions import db
from app.models import Element
from tests.factories.elements import ElementFactory
from tests.forms.filled import element_form, sent_again
from tests.personas import sign_in

NEW = "/elementen/nieuw"


@pytest.fixture
def known(database):
    """A public houtwal just where the form of the tests draws one."""
    drawn = shapely.from_geojson(element_form()["shape"])
    return ElementFactory(geometry=drawn, type_key="wooded_bank", title="Houtwal van vroeger", published=True)


def again(page: str, **more) -> dict:
    """What a browser without script sends from the page that came back."""
    told = element_form()
    return sent_again(page) | {"place_id": told["place_id"], "age": told["age"]} | more


def count() -> int:
    return db.session.query(Element).count()


def mark_in(page: str) -> str:
    return re.search(r'name="(?:near|another)" value="(\w{16})"', page)[1]


def test_the_fragment_shows_the_neighbour_with_what_can_be_done(client, anna, known):
    sign_in(client, anna)
    page = client.send(NEW, element_form(), to=f"{NEW}/dichtbij").text
    assert "Bedoel je deze?" in page and "Houtwal van vroeger" in page and "Op dezelfde plek" in page
    assert f"/onderhoud/nieuw?element={known.id}" in page
    assert f"/elementen/{known.id}/verbeteren" in page and f"/elementen/{known.id}/volgen" in page


def test_without_kind_or_place_the_fragment_is_silent(client, anna, known):
    sign_in(client, anna)
    for missing in ({"type_key": "", "family": ""}, {"shape": ""}, {"shape": "onzin"}):
        answer = client.send(NEW, element_form(**missing), to=f"{NEW}/dichtbij")
        assert answer.status_code == 200
        assert "Bedoel je deze?" not in answer.text


def test_handing_in_asks_once_and_keeps_what_was_typed(client, anna, known):
    sign_in(client, anna)
    asked = client.send(NEW, element_form())
    assert asked.status_code == 422 and count() == 1
    assert "Nee, een andere. Insturen" in asked.text and "Houtwal De Es" in asked.text
    sent = again(asked.text, another=mark_in(asked.text))
    assert client.send(NEW, sent).status_code == 303
    assert count() == 2


def test_the_button_without_script_asks_and_the_answer_is_remembered(client, anna, known):
    sign_in(client, anna)
    asked = client.send(NEW, element_form(near="look", name="Nieuwe wal"))
    assert asked.status_code == 200 and "Nee, een andere" in asked.text and "Nieuwe wal" in asked.text
    said = client.send(NEW, again(asked.text, near=mark_in(asked.text)))
    assert "Je meldt een ander element aan" in said.text and "Nieuwe wal" in said.text
    assert client.send(NEW, again(said.text)).status_code == 303


def test_another_place_is_another_question(client, anna, known):
    sign_in(client, anna)
    mark = mark_in(client.send(NEW, element_form(near="look")).text)
    moved = json.loads(element_form()["shape"])
    moved["coordinates"][0][0] += 0.00001
    asked = client.send(NEW, element_form(another=mark, shape=json.dumps(moved)))
    assert asked.status_code == 422 and "Bedoel je deze?" in asked.text


def test_of_what_waits_only_that_it_waits(client, anna, known):
    known.is_public, known.state, known.waits = False, "pending", True
    db.session.commit()
    sign_in(client, anna)
    page = client.send(NEW, element_form(near="look")).text
    assert "Vlakbij wacht al een melding" in page
    assert "Houtwal van vroeger" not in page and str(known.id) not in page
    assert client.send(NEW, element_form()).status_code == 303


def test_an_empty_place_says_so(client, anna, database):
    sign_in(client, anna)
    assert "Hier vlakbij staat nog niets van deze soort." in client.send(NEW, element_form(near="look")).text


def test_visitors_cannot_ask(client, database):
    assert client.post(f"{NEW}/dichtbij", data=element_form()).status_code in {302, 303, 400, 401, 403}
