"""What the map asks beside its tiles: finding, one's own that wait, the way there."""

import pytest

from app import models
from tests.factories.elements import ElementFactory
from tests.personas import sign_in

PART = {"HX-Request-Type": "partial"}


def own(client) -> list[dict]:
    answer = client.get("/kaart/eigen.geojson")
    assert answer.headers["Cache-Control"] == "no-store"
    return [one["properties"] for one in answer.json["features"]]


def test_words_find_villages_and_elements_as_buttons(client):
    pond = ElementFactory(published=True, title="Assense kolk voorbeeld")
    found = client.get("/kaart/zoek?q=assen", headers=PART).text
    assert "<html" not in found
    assert "<strong>Assen</strong>" in found
    assert f'data-id="{pond.id.hex}"' in found


def test_finding_nothing_is_said(client):
    assert "Niets gevonden. Probeer een ander woord." in client.get("/kaart/zoek?q=xyzq", headers=PART).text


def test_what_one_may_not_see_is_not_found(client, anna, bram):
    ElementFactory(author=anna, title="Verborgen kolk voorbeeld")
    sign_in(client, bram)
    assert "Verborgen kolk" not in client.get("/kaart/zoek?q=verborgen", headers=PART).text
    sign_in(client, anna)
    assert "Verborgen kolk" in client.get("/kaart/zoek?q=verborgen", headers=PART).text


def test_without_script_the_list_finds(client):
    answer = client.get("/kaart/zoek?q=de+kolk")
    assert (answer.status_code, answer.location) == (303, "/elementen?zoek=de+kolk")


def test_ones_own_also_those_that_wait_are_kept_nowhere_and_nobody_elses(client, anna, bram):
    waiting = ElementFactory(author=anna)
    ElementFactory(author=bram)
    mine = ElementFactory(author=anna, published=True)
    sign_in(client, anna)
    found = {one["id"]: one for one in own(client)}
    assert set(found) == {waiting.id.hex, mine.id.hex}
    assert found[waiting.id.hex]["state"] == models.State.PENDING
    assert found[waiting.id.hex]["label"]
    assert found[mine.id.hex]["label"] == ""


def test_who_is_not_signed_in_has_no_own(client):
    assert client.get("/kaart/eigen.geojson").status_code in (302, 303, 401)
    assert "eigen.geojson" not in client.get("/kaart").text


def test_a_rough_place_says_on_the_sheet_that_its_line_is_to_be_drawn(client):
    rough = ElementFactory(published=True, accuracy_m=750)
    page = client.get(f"/kaart/element/{rough.id}", headers=PART).text
    assert "Lijn nog tekenen" in page


@pytest.mark.L12
def test_the_way_to_an_element_holds_its_place_and_nobody_elses(client):
    pond = ElementFactory(published=True)
    page = client.get(f"/kaart/element/{pond.id}", headers=PART).text
    assert 'href="geo:52.9' in page
    ways = [part for part in page.split("<a ") if "openstreetmap.org" in part or "maps.apple.com" in part]
    assert len(ways) == 2
    assert all(
        'rel="noreferrer noopener"' in way and "saddr" not in way and "from=" not in way for way in ways
    )
