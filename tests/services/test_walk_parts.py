"""Stops along a walk and the weeks in which it is closed."""

import uuid
from datetime import date

import pytest
import shapely
import time_machine

from app.core.errors import ConflictError, InvalidError, NotFoundError
from app.extensions import db
from app.models import State, Walk, WalkStage
from app.services.walk_lines import draw_walk
from app.services.walk_parts import ClosureFacts, StopFacts, close_yearly, drop_closure, drop_stop, put_stop
from tests.factories.elements import ElementFactory
from tests.factories.walks import ROUND, WalkFactory, closure

BIRDS = "Er broeden weidevogels."


@pytest.fixture
def walk(anna):
    return WalkFactory(author=anna, drawn=True)


def read(walk) -> Walk:
    db.session.expire_all()
    return db.session.get(Walk, walk.id)


def put(walk, actor, ident=None, **facts):
    told = StopFacts(**{"name": "Poel"} | facts)
    put_stop(walk.id, ident or uuid.uuid4(), told, version=read(walk).version, actor=actor)
    return read(walk).stops


def test_stops_stand_in_the_order_of_walking(walk, anna):
    put(walk, anna, name="Bosje", spot=shapely.Point(6.5661, 52.9980))
    put(walk, anna, name="Brink", along_m=0)
    stops = put(walk, anna, name="Hek", along_m=500)
    assert [(one.name, round(one.along_m)) for one in stops] == [("Brink", 0), ("Hek", 500), ("Bosje", 625)]


def test_a_stop_may_lie_where_an_element_lies(walk, anna):
    pond = ElementFactory(published=True, lon=6.5663, lat=52.9970)
    (stop,) = put(walk, anna, element_id=pond.id)
    assert (stop.lon, stop.lat, stop.element_id) == (6.5663, 52.9970, pond.id)
    hidden = ElementFactory(lon=6.5663, lat=52.9970)
    with pytest.raises(NotFoundError):
        put(walk, anna, element_id=hidden.id)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"spot": shapely.Point(6.6100, 52.9980)}, "meter van de route. Een stop ligt hoogstens 200 meter"),
        ({"along_m": 5000.0}, "meter lang. Kies een plek daarop"),
        ({}, "Geef aan waar de stop is"),
        ({"name": ""}, "Geef de stop een naam"),
        ({"along_m": 1.0, "text": "x" * 601}, "hoogstens 600 tekens"),
    ],
)
def test_a_stop_that_cannot_be_is_refused_with_a_sentence(walk, anna, facts, sentence):
    with pytest.raises(InvalidError, match=sentence):
        put(walk, anna, **facts)


def test_a_stop_is_changed_by_its_id_and_taken_away_by_its_number(walk, anna):
    ident = uuid.uuid4()
    put(walk, anna, ident, along_m=100)
    (stop,) = put(walk, anna, ident, name="Vijver", text="Kikkers.")
    assert (stop.name, stop.text, stop.along_m) == ("Vijver", "Kikkers.", 100)
    drop_stop(walk.id, 1, version=walk.version, actor=anna)
    assert read(walk).stops == []
    with pytest.raises(NotFoundError):
        drop_stop(walk.id, 1, version=walk.version, actor=anna)


def test_another_line_moves_the_stops_along(walk, anna):
    put(walk, anna, along_m=500)
    draw_walk(walk.id, shapely.LineString(ROUND[1:]), version=walk.version, actor=anna)
    assert read(walk).stops[0].along_m == pytest.approx(97, abs=2)


def test_without_a_line_and_after_a_coordinator_agreed_no_stop_is_put(anna):
    with pytest.raises(ConflictError, match="Teken eerst de route"):
        put(WalkFactory(author=anna), anna, along_m=1.0)
    with pytest.raises(ConflictError, match="al bekeken"):
        put(WalkFactory(author=anna, shown=True), anna, along_m=1.0)


@pytest.mark.parametrize(
    ("first", "last", "day", "shut"),
    [
        ((3, 15), (7, 1), date(2027, 3, 15), True),
        ((3, 15), (7, 1), date(2027, 6, 30), True),
        ((3, 15), (7, 1), date(2027, 7, 1), False),
        ((3, 15), (7, 1), date(2027, 1, 1), False),
        ((11, 1), (2, 1), date(2027, 1, 31), True),
        ((11, 1), (2, 1), date(2027, 11, 1), True),
        ((11, 1), (2, 1), date(2027, 2, 1), False),
    ],
)
def test_a_walk_is_shut_in_the_weeks_that_were_told(anna, first, last, day, shut):
    walk = WalkFactory(author=anna, shown=True, closures=[closure(first, last)])
    with time_machine.travel(day.isoformat() + "T12:00:00+00:00"):
        assert walk.is_shut is shut and walk.stage == WalkStage.OPEN


def test_weeks_are_told_once_and_taken_back(anna):
    walk, ident = WalkFactory(author=anna, shown=True), uuid.uuid4()
    facts = ClosureFacts(first=(3, 15), last=(7, 1), why=BIRDS)
    for _twice in range(2):
        close_yearly(walk.id, ident, facts, version=read(walk).version, actor=anna)
    assert [one.why for one in read(walk).closures] == [BIRDS] and walk.state == State.PUBLISHED
    with pytest.raises(InvalidError, match="andere dag"):
        close_yearly(
            walk.id,
            uuid.uuid4(),
            ClosureFacts(first=(3, 1), last=(3, 1), why=BIRDS),
            version=walk.version,
            actor=anna,
        )
    drop_closure(walk.id, 1, version=walk.version, actor=anna)
    assert read(walk).closures == []
