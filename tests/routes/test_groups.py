"""/account/soortgroepen, what an admin gives, and the desk that opens with one's own groups."""

import re

import pytest

from app.models import CoordinatorArea, Role
from app.queries.validators import find_groups_of
from app.services.validators import choose_groups
from tests.factories.people import UserFactory
from tests.factories.sightings import sighting
from tests.personas import sign_in

OWL, HAZEL = "athene-noctua", "corylus-avellana"


@pytest.fixture
def desk(client, chris):
    sign_in(client, chris)
    return client


@pytest.fixture
def birder(database):
    areas = [CoordinatorArea(municipality_code="GM0106")]
    els = UserFactory(name="Els Voorbeeld", role=Role.COORDINATOR, areas=areas)
    choose_groups(els.id, {"bird"}, actor=els)
    return els


def lines(desk, query: str = "") -> list[str]:
    return re.findall(r'id="wacht-([0-9a-f-]+)"', desk.get(f"/controle?{query}").text)


def test_one_chooses_ones_own_groups_and_reads_them_back(desk, chris):
    assert "Nog geen gekozen" in desk.get("/account").text
    sent = {"groups": ["bird", "plant"], "own_first": "y"}
    assert desk.send("/account/soortgroepen", sent).status_code == 303
    assert find_groups_of(chris) == ["bird", "plant"] and chris.desk_own_groups
    assert "Vogels, Planten" in desk.get("/account").text
    page = desk.get("/account/soortgroepen").text
    assert len(re.findall(r'name="groups"[^>]* checked', page)) == 2
    refused = desk.send("/account/soortgroepen", {"groups": ["bird", "draken"]})
    assert refused.status_code == 422 and "Kies groepen uit de lijst." in refused.text
    assert re.search(r'value="bird" checked', refused.text), "what was chosen stays"


def test_an_admin_gives_groups_and_leaves_how_the_desk_opens(client, chris, dirk):
    chris.desk_own_groups = True
    sign_in(client, dirk)
    person = f"/beheer/mensen/{chris.id}"
    assert "Nog geen groep gekozen" in client.get(person).text
    assert client.send(f"{person}/soortgroepen", {"groups": "bird"}).location.endswith(person)
    assert find_groups_of(chris) == ["bird"] and chris.desk_own_groups
    assert "Kijkt naar: vogels." in client.get(person).text
    assert "own_first" not in client.get(f"{person}/soortgroepen").text


def test_the_desk_says_whose_group_it_is(desk, anna, birder):
    owl, hazel = sighting(anna, claimed_key=OWL), sighting(anna, claimed_key=HAZEL)
    assert desk.get("/controle").text.count("Vogels: Els Voorbeeld") == 1
    assert "Vogels: Els Voorbeeld" in desk.get(f"/controle/{owl.id}").text
    assert "Wie kijkt hiernaar" not in desk.get(f"/controle/{hazel.id}").text
    sign_in(desk, birder)
    assert "Vogels: jij" in desk.get("/controle").text


def test_the_filter_is_there_for_who_has_groups_and_the_desk_opens_as_was_chosen(desk, anna, birder, chris):
    owl, hazel = (str(sighting(anna, claimed_key=key).id) for key in (OWL, HAZEL))
    assert 'name="groepen"' not in desk.get("/controle").text
    choose_groups(chris.id, {"plant"}, own_first=False, actor=chris)
    assert 'name="groepen"' in desk.get("/controle").text
    assert set(lines(desk)) == {owl, hazel}
    assert lines(desk, "groepen=mijn") == [hazel]
    choose_groups(chris.id, {"plant"}, own_first=True, actor=chris)
    assert lines(desk) == [hazel]
    assert set(lines(desk, "groepen=alle")) == {owl, hazel}
    page = desk.get("/controle").text
    assert "Filters (1)" in page and f"/controle/{hazel}?groepen=mijn" in page
    assert "/controle?groepen=alle" in page, "all of it is one tap away"


def test_when_all_that_waits_is_of_another_the_desk_says_so_and_shows_the_way(desk, anna, birder, chris):
    sighting(anna, claimed_key=OWL)
    choose_groups(chris.id, {"plant"}, own_first=True, actor=chris)
    page = desk.get("/controle").text
    assert "Met deze filters wacht er niets." in page and "/controle?groepen=alle" in page
    assert "Alles is nagekeken</h" not in page
