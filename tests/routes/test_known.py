"""What a device keeps of the elements that someone knows (O14)."""

import uuid

import pytest

from app.models import State, Visibility
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.personas import sign_in

ADDRESS = "/api/v1/mijn-elementen"


def rows(client, *seen) -> list[dict]:
    answer = client.get(f"{ADDRESS}?gezien={','.join(map(str, seen))}")
    assert answer.status_code == 200 and "no-store" in answer.headers["Cache-Control"]
    return answer.get_json()["elements"]


def test_one_gets_what_one_registered_and_worked_on(client, anna, bram):
    own = ElementFactory(author=anna, title="Eigen wal (voorbeeld)")
    other = ElementFactory(author=bram, title="Wal van Bram (voorbeeld)", published=True)
    MaintenanceLogFactory(author=anna, element=other, published=True)
    ElementFactory(author=bram, published=True)
    sign_in(client, anna)
    found = {one["title"]: one for one in rows(client)}
    assert found.keys() == {own.title, other.title}
    assert found[own.title]["mine"] and not found[other.title]["mine"]
    assert found[other.title]["last"]["activity"] and found[own.title]["last"] is None


@pytest.mark.O14
def test_what_one_saw_comes_along_only_while_one_may_see_it(client, anna, bram):
    seen = ElementFactory(author=bram, title="Gezien (voorbeeld)", published=True)
    hidden = ElementFactory(
        author=bram,
        title="Verborgen (voorbeeld)",
        state=State.PUBLISHED,
        waits=False,
        visibility=Visibility.COORDINATORS,
    )
    pending = ElementFactory(author=bram, title="Wacht (voorbeeld)")
    sign_in(client, anna)
    assert [one["title"] for one in rows(client, hidden.id, seen.id, pending.id, uuid.uuid4(), "onzin")] == [
        seen.title
    ]


@pytest.mark.O14
def test_no_row_tells_an_exact_place_or_another_person(client, anna, bram):
    element = ElementFactory(author=bram, published=True)
    sign_in(client, anna)
    answer = client.get(f"{ADDRESS}?gezien={element.id}")
    assert bram.name not in answer.text and str(bram.id) not in answer.text
    for word in ("lon", "lat", "shape", "geometry", "coordinates"):
        assert word not in answer.get_json()["elements"][0]


def test_a_visitor_gets_nothing(client):
    assert client.get(ADDRESS, headers={"Accept": "application/json"}).status_code == 401
