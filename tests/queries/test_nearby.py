"""What stands close to a place that someone points at."""

import random

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.extensions import db
from app.models import ElementType, State, Visibility
from app.queries.nearby import REACH_M, find_nearby
from app.spatial.crs import in_rd, wgs84_of
from tests.factories.elements import ElementFactory

X, Y = 233900.0, 557200.0  # RD New, near Assen


def at(east: float, north: float) -> shapely.Point:
    """Return the WGS84 point so many metres from a spot in Assen."""
    return shapely.Point(wgs84_of(X + east, Y + north))


def line(*ends: tuple[float, float]) -> shapely.LineString:
    return shapely.LineString([at(*end) for end in ends])


def kind(key: str) -> ElementType:
    return db.session.scalars(select(ElementType).where(ElementType.key == key)).one()


def bank(geometry, **facts):
    return ElementFactory(geometry=geometry, type_key="wooded_bank", **facts)


def seen(shape, viewer, *, key="wooded_bank", **more):
    found = find_nearby(kind(key), shape, viewer=viewer, **more)
    return [(one.element.title, round(one.metres)) for one in found.shown], found.waiting


HERE = line((0, 0), (100, 0))


def test_at_most_three_nearest_first_within_25_metres(database, anna):
    for metres in (30, 20, 5, 15, 10):
        bank(line((0, metres), (100, metres)), title=f"op {metres}", published=True)
    assert seen(HERE, anna) == ([("op 5", 5), ("op 10", 10), ("op 15", 15)], False)


def test_only_of_the_same_family(database, anna):
    ElementFactory(geometry=at(50, 3), title="Poel", published=True)
    ElementFactory(geometry=line((0, 4), (50, 4)), type_key="clipped_hedge", title="Heg", published=True)
    assert seen(HERE, anna) == ([("Heg", 4)], False)
    assert seen(at(50, 0), anna, key="pond_small_historic_water") == ([("Poel", 3)], False)


def test_what_waits_of_others_is_a_sentence_and_of_oneself_a_card(database, anna, bram):
    bank(line((0, 5), (9, 5)), title="van Bram", author=bram)
    assert seen(HERE, anna) == ([], True)
    assert seen(HERE, bram) == ([("van Bram", 5)], False)


@pytest.mark.parametrize(
    "hidden",
    [
        {"state": State.PUBLISHED, "visibility": Visibility.COORDINATORS, "waits": False},
        {"state": State.REJECTED, "waits": False},
        {"state": State.WITHDRAWN, "waits": False},
        {"state": State.GONE, "waits": False},
    ],
    ids=lambda facts: f"{facts['state']} {facts.get('visibility', '')}",
)
def test_of_what_is_hidden_nothing_is_told(hidden, database, anna):
    bank(line((0, 5), (9, 5)), **hidden)
    assert seen(HERE, anna) == ([], False)


def test_a_rough_place_looks_as_far_as_its_doubt_up_to_150_metres(database, anna):
    bank(line((0, 100), (9, 100)), title="op 100", published=True)
    bank(line((0, 180), (9, 180)), title="op 180", published=True)
    assert seen(at(0, 0), anna) == ([], False)
    assert seen(at(0, 0), anna, accuracy_m=90) == ([("op 100", 100)], False)
    assert seen(at(0, 0), anna, accuracy_m=2000) == ([("op 100", 100)], False)


def test_the_form_that_was_sent_before_is_not_its_own_neighbour(database, anna):
    mine = bank(HERE, author=anna)
    assert seen(HERE, anna, but=mine.id) == ([], False)


def test_hidden_ones_do_not_push_visible_ones_away(database, anna):
    for number in range(5):
        bank(line((0, number), (9, number)), visibility=Visibility.COORDINATORS, state=State.PUBLISHED)
    bank(line((0, 20), (9, 20)), title="te zien", published=True)
    assert seen(HERE, anna) == ([("te zien", 20)], False)


@pytest.fixture
def scattered(database):
    """Eighty points within a hundred metres of a spot, from a fixed seed."""
    chance = random.Random(25)
    spots = [(chance.uniform(-100, 100), chance.uniform(-100, 100)) for _ in range(80)]
    return {bank(at(*spot), published=True).id: at(*spot) for spot in spots}


@pytest.mark.G04
@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.tuples(st.floats(-120, 120), st.floats(-120, 120)), wide=st.floats(1, 60), high=st.floats(1, 60)
)
def test_near_is_the_distance_in_rd_new(start, wide, high, scattered, anna):
    here = line(start, (start[0] + wide, start[1] + high))
    away = {ident: in_rd(point).distance(in_rd(here)) for ident, point in scattered.items()}
    nearest = sorted((metres, ident) for ident, metres in away.items() if metres <= REACH_M)
    found = find_nearby(kind("wooded_bank"), here, viewer=anna)
    assert [one.element.id for one in found.shown] == [ident for _metres, ident in nearest[:3]]
