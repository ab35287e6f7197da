"""/controle/samen of sightings: by species, place, day or author, named in one go and undone in one."""

import re
from datetime import date

import pytest

from app.extensions import db
from app.models import Certainty, CoordinatorArea, State
from app.services.validators import choose_groups
from tests.factories.elements import ElementFactory
from tests.factories.people import UserFactory
from tests.factories.sightings import stored_sighting
from tests.personas import sign_in

HAZEL, OAK, OWL = "corylus-avellana", "quercus-robur", "athene-noctua"
BY_SPECIES = "/controle/samen?per=soort"


@pytest.fixture
def desk(client, chris):
    sign_in(client, chris)
    return client


def fine(author, claimed_key=HAZEL, **columns):
    """A sighting at which nothing stands out."""
    return stored_sighting(author, claimed_key=claimed_key, blur_km=0, **{"needs_look": False} | columns)


def approve(desk, *items, to=BY_SPECIES, **said):
    sent = {"item": [f"{one.id}:{one.version}" for one in items], **said}
    return desk.send("/controle/samen?per=soort", sent, to=to)


def heads(desk, query: str) -> list[str]:
    return re.findall(r'<h2 id="groep-\d+">([^<]+)</h2>', desk.get(f"/controle/samen?{query}").text)


def test_sightings_are_grouped_in_five_ways_largest_first(desk, anna, bram):
    one = fine(anna)
    others = fine(bram), fine(bram, OAK, municipality_code="GM1680", at=(6.7, 52.98))
    for other in others:
        other.seen_from = date(2026, 5, 18)
    db.session.commit()
    assert heads(desk, "per=soort") == ["Hazelaar (2)", "Zomereik (1)"]
    assert heads(desk, "per=gemeente") == ["Assen (2)", "Aa en Hunze (1)"]
    assert heads(desk, "per=vak")[0] == f"{one.square} (2)"
    assert [head[-3:] for head in heads(desk, "per=dag")] == ["(2)", "(1)"]
    assert "18 mei" in heads(desk, "per=dag")[0]
    assert heads(desk, "per=melder") == ["Bram Voorbeeld (2)", "Anna Voorbeeld (1)"]
    assert heads(desk, "per=soort&gemeente=GM1680") == ["Zomereik (1)"]


def test_only_those_at_which_nothing_stands_out_are_offered_and_apart_from_the_rest(desk, anna, chris):
    fine(anna), fine(chris), fine(anna, OAK, needs_look=True)
    ElementFactory(author=anna, needs_look=False)
    assert heads(desk, "per=soort") == ["Hazelaar (1)"]
    page = desk.get("/controle/samen").text
    assert page.count('name="item"') == 1 and "Hazelaar" not in page


def test_groups_of_others_are_left_out_where_the_desk_does_so(desk, anna, chris):
    areas = [CoordinatorArea(municipality_code="GM0106")]
    els = UserFactory(name="Els Voorbeeld", role="coordinator", areas=areas)
    fine(anna)
    choose_groups(els.id, {"tree_shrub"}, actor=els)
    choose_groups(chris.id, {"bird"}, actor=chris)
    assert heads(desk, "per=soort") == ["Hazelaar (1)"]
    assert heads(desk, "per=soort&groepen=mijn") == []


@pytest.mark.M06
@pytest.mark.parametrize("certainty", ["sure", "likely"])
def test_several_get_their_name_in_one_go_each_with_its_own_trace_and_one_tap_undoes_all(
    certainty, desk, anna, bram, chris
):
    items = [fine(anna), fine(bram), fine(anna, OAK)]
    page = approve(desk, *items, certainty=certainty)
    assert "3 goedgekeurd" in page.text
    for item, key in zip(items, (HAZEL, HAZEL, OAK), strict=True):
        last = item.decisions[-1]
        assert (item.state, item.species_key, item.certainty) == (State.PUBLISHED, key, Certainty(certainty))
        assert (last.step, last.actor_id) == ("publish", chris.id)
        assert last.changes["species_key"] == [None, key] and last.changes["certainty"] == [None, certainty]
    back = {"item": [str(one.id) for one in items]}
    undone = desk.send("/controle", back, to="/controle/samen/herstel?per=soort")
    assert "3 teruggedraaid" in undone.text
    assert {(one.state, one.species_key, one.certainty) for one in items} == {(State.PENDING, None, None)}


def test_another_name_holds_for_all_that_was_ticked_and_hides_more_where_that_is_due(desk, anna):
    items = [fine(anna), fine(anna)]
    left = fine(anna)
    approve(desk, *items, certainty="sure", species="steenuil")
    assert {(one.claimed_key, one.species_key, one.blur_km) for one in items} == {(HAZEL, OWL, 1)}
    assert left.state == State.PENDING


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Kies hoe zeker de naam is: zeker of waarschijnlijk."),
        ({"certainty": "open"}, "Kies hoe zeker de naam is: zeker of waarschijnlijk."),
        ({"certainty": "sure", "species": "Draak"}, "Deze soort kennen wij niet. Kies er een uit de lijst."),
    ],
)
def test_what_is_missing_or_unknown_is_said_and_ticks_and_words_stay(said, sentence, desk, anna):
    ticked, left = fine(anna), fine(anna)
    page = approve(desk, ticked, **said)
    assert page.status_code == 422 and sentence in page.text and "Er is nog niets besloten" in page.text
    assert (ticked.state, left.state) == (State.PENDING, State.PENDING)
    assert re.search(rf'value="{ticked.id}:\d+" checked', page.text)
    assert not re.search(rf'value="{left.id}:\d+" checked', page.text)
    assert (f'value="{said["species"]}"' in page.text) if "species" in said else True


def test_sightings_and_other_kinds_do_not_mix(desk, anna):
    hazel, poel = fine(anna), ElementFactory(author=anna, needs_look=False)
    for said in ({}, {"certainty": "sure"}):
        page = approve(desk, hazel, poel, **said)
        assert page.status_code == 422 and "Over waarnemingen beslis je apart." in page.text
    assert approve(desk, poel, certainty="sure").status_code == 422
    assert {hazel.state, poel.state} == {State.PENDING}


def test_one_that_changed_or_is_of_another_desk_stops_no_other(desk, anna, chris):
    good, own, looks = fine(anna), fine(chris), fine(anna, needs_look=True)
    page = approve(desk, good, own, looks, certainty="sure")
    assert "1 goedgekeurd" in page.text and page.text.count("Niet gelukt:") == 2
    assert (good.state, own.state, looks.state) == (State.PUBLISHED, State.PENDING, State.PENDING)


def test_nothing_there_shows_the_way_to_sightings(desk):
    assert "/controle/samen?per=soort" in desk.get("/controle/samen").text.split("Niets om samen")[1]
    assert "Kijk bij waarnemingen" not in desk.get(BY_SPECIES).text
