"""What someone saw themselves, by visit and by species, and what others may know of a visit."""

import datetime as dt
import re

import pytest

from app.extensions import db
from app.models import Behaviour, State
from app.queries.exact_places import find_known_species, find_mine
from app.queries.sightings import find_same_visit
from tests.factories.elements import ElementFactory
from tests.factories.sightings import HAZEL_SPOT, sighting
from tests.personas import sign_in

MINE, LIST = "/waarnemingen/mijn", "/waarnemingen/mijn/soorten"
OWL = "athene-noctua"
FAR = (6.70001, 52.90001)


def put(one, state):
    one.state, one.waits = state, state == State.PENDING
    db.session.commit()
    return one


def titles(page):
    return re.findall(r"<a href=\"/waarnemingen/[0-9a-f-]{36}\"><strong>([^<]+)</strong>", page)


def test_ones_own_stand_by_day_and_visit_with_the_true_day_and_place(client, anna, bram):
    wal = ElementFactory(published=True, title="Houtwal De Es")
    first = sighting(anna, element_id=wal.id, seen_at="07:15", number=3)
    sighting(anna, visit_id=first.id, claimed_key=OWL, behaviour=Behaviour.NEST, element_id=wal.id)
    sighting(anna, seen_on=dt.date(2026, 5, 18), claimed_key="sorbus-aucuparia", at=FAR)
    sighting(bram, claimed_key=OWL)
    sign_in(client, anna)
    page = client.get(MINE).text
    assert page.index("18 mei 2026") < page.index("17 mei 2026")
    assert len(titles(page)) == 3 and set(titles(page)) >= {"Hazelaar", "Steenuil"}
    assert page.count("Houtwal De Es") == 1 and "2 soorten bij dit bezoek" in page
    assert "3 keer gezien · 07:15" in page and "Anderen zien 1 km" in page
    assert f"/waarnemingen/nieuw?bij={first.id}" in page or page.count("?bij=") == 2
    assert str(HAZEL_SPOT[0]) not in page, "a page of many places is no list of coordinates"


def test_a_state_is_chosen_and_one_that_nothing_is_in_says_so(client, anna):
    sighting(anna)
    put(sighting(anna, claimed_key=OWL), State.RETURNED)
    sign_in(client, anna)
    assert titles(client.get(f"{MINE}?staat=vraag").text) == ["Steenuil"]
    assert titles(client.get(f"{MINE}?staat=wacht").text) == ["Hazelaar"]
    assert "Hier staat niets" in client.get(f"{MINE}?staat=afgewezen").text
    assert len(titles(client.get(f"{MINE}?staat=x&na=x").text)) == 2


def test_who_saw_nothing_yet_is_shown_the_way(client, anna):
    sign_in(client, anna)
    assert "Je hebt nog niets gemeld" in client.get(MINE).text
    assert "Je lijst is nog leeg" in client.get(LIST).text


def test_pages_are_walked_and_each_sighting_comes_once(database, anna):
    made = {sighting(anna, seen_on=dt.date(2026, 5, 1 + n // 3)).id for n in range(7)}
    found, after = [], ""
    for _ in range(4):
        page = find_mine(anna, after=after, size=2)
        found += [one.sighting.id for one in page]
        after = page.next_key
    assert (len(found), set(found), after) == (7, made, "")


def test_each_species_is_counted_once_with_its_first_day_and_its_places(client, anna, bram):
    sighting(anna)
    sighting(anna, seen_on=dt.date(2025, 4, 2), at=FAR)
    sighting(anna, seen_on=dt.date(2026, 6, 1), at=(HAZEL_SPOT[0] + 1e-5, HAZEL_SPOT[1]))
    renamed = sighting(anna, claimed_key="sorbus-aucuparia")
    renamed.species_key = OWL
    db.session.commit()
    put(sighting(anna, claimed_key="buteo-buteo"), State.REJECTED)
    put(sighting(anna, claimed_key="bubo-bubo"), State.WITHDRAWN)
    sighting(anna, claimed_key="tyto-alba", absent=True)
    sighting(anna, claimed_key=None, claim_text="fladderaar")
    sighting(bram, claimed_key="picus-viridis")
    rows = {one.species.key: (one.first_on, one.times, one.places) for one in find_known_species(anna)}
    assert rows == {"corylus-avellana": (dt.date(2025, 4, 2), 3, 2), OWL: (dt.date(2026, 5, 17), 1, 1)}
    sign_in(client, anna)
    page = client.get(LIST).text
    assert "Vogels (1)" in page and "Bomen en struiken (1)" in page
    assert "Voor het eerst op 2 april 2025 · 3 keer · op 2 plekken" in page


@pytest.mark.L06
def test_others_see_of_a_visit_only_what_is_shown_exactly(client, anna):
    exact = sighting(anna, published=True)
    also = sighting(anna, published=True, claimed_key="sorbus-aucuparia", visit_id=exact.id)
    owl = sighting(anna, published=True, claimed_key=OWL, visit_id=exact.id)
    waits = sighting(anna, visit_id=exact.id)
    held = sighting(anna, published=True, visit_id=exact.id, embargo_until=dt.date(2199, 1, 1))
    assert owl.blur_km and not also.blur_km
    page = client.get(f"/waarnemingen/{exact.id}").text
    assert "Ook gezien bij dit bezoek" in page and str(also.id) in page
    assert not {str(one.id) for one in (owl, waits, held)} & set(re.findall(r"[0-9a-f-]{36}", page))
    assert "bij dit bezoek" not in client.get(f"/waarnemingen/{owl.id}").text
    everything = {one.id for one in (also, owl, waits, held)}
    assert {one.id for one in find_same_visit(exact, mine=True)} == everything
    sign_in(client, anna)
    assert str(owl.id) in client.get(f"/waarnemingen/{exact.id}").text
    assert str(exact.id) in client.get(f"/waarnemingen/{owl.id}").text


@pytest.mark.L06
def test_a_visit_is_of_one_person_whatever_a_form_says(anna, bram):
    first = sighting(anna, published=True)
    other = sighting(bram, published=True, visit_id=first.id)
    assert not find_same_visit(first, mine=False) and not find_same_visit(other, mine=False)
