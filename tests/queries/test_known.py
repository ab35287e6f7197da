"""What someone knows, last touched first; and what the form of work fills in for them."""

import datetime as dt

import pytest

from app.core.clock import now
from app.core.season import Advice
from app.extensions import db
from app.models import ElementDue, Follow, State, Visibility
from app.queries.known import find_known
from app.queries.presets import Preset, preset_for
from app.queries.seasons import season_of
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory

WINTER, SUMMER, AUTUMN = dt.date(2026, 1, 20), dt.date(2026, 6, 20), dt.date(2026, 11, 2)


def ago(days: float) -> dict:
    return {"received_at": now() - dt.timedelta(days=days)}


def element(title: str, **facts):
    return ElementFactory(**({"published": True, "title": title, **ago(900)} | facts))


def titles(person, **more):
    return [one.element.title for one in find_known(person, **more)]


@pytest.fixture
def wal(bram):
    return element("Wal", author=bram, type_key="wooded_bank")


def work(person, on, activity="coppicing", **facts):
    return MaintenanceLogFactory(author=person, element=on, activity_key=activity, **facts)


def test_what_was_touched_last_comes_first_each_once_with_the_last_work(anna, bram, wal):
    pond, mine = element("Poel", author=bram), element("Van mij", author=anna, **ago(2))
    work(anna, wal, "thinning", **ago(300))
    newest = work(anna, wal, **ago(1))
    work(bram, element("Niet van mij", author=bram), **ago(0))
    db.session.add(Follow(person_id=anna.id, element_id=pond.id, since=now() - dt.timedelta(days=3)))
    db.session.commit()
    assert titles(anna) == ["Wal", "Van mij", "Poel"]
    assert [one.last for one in find_known(anna)] == [newest, None, None]
    assert titles(anna, most=1) == ["Wal"]
    db.session.query(Follow).one().since = now()
    work(anna, mine, **ago(0.5))
    assert titles(anna) == ["Poel", "Van mij", "Wal"]


def test_what_one_may_not_see_does_not_stand_or_took_back_is_not_there(anna, bram):
    for facts in ({"visibility": Visibility.COORDINATORS, "is_public": False}, {"state": State.GONE}):
        work(anna, element("Weg", author=bram, **facts))
    for state in (State.WITHDRAWN, State.REJECTED):
        work(anna, element("Teruggenomen", author=bram), state=state, waits=False)
        element("Niets geworden", author=anna, published=False, state=state, waits=False)
    assert titles(anna) == []


def test_what_was_done_here_last_comes_first_when_it_is_in_season(anna, bram, wal):
    work(bram, wal, "thinning", done_on=dt.date(2025, 12, 1))
    work(anna, wal, "coppicing", done_on=dt.date(2024, 1, 10), people=7, **ago(100))
    work(anna, wal, "bank_restoration", done_on=dt.date(2025, 10, 1), people=4, **ago(50))
    work(anna, element("Elders", author=bram), "pond_clearing", people=5, **ago(10))
    assert preset_for(wal, AUTUMN, actor=anna) == Preset("bank_restoration", 5)
    assert preset_for(wal, WINTER, actor=anna) == Preset("coppicing", 5)


def test_else_what_is_done_on_most_of_that_type_else_what_is_most_usual(anna, bram, wal):
    usual = preset_for(wal, WINTER, actor=anna)
    assert usual == Preset("coppicing", 1)
    for number in range(3):
        other = element(f"Wal {number}", author=bram, type_key="wooded_bank")
        done = ["thinning", "coppicing"] if number else ["thinning"]
        for key in (*done, "bank_restoration"):  # not in winter
            when = {"done_on": WINTER, "due_from": WINTER}
            db.session.add(ElementDue(element_id=other.id, activity_key=key, type_key="wooded_bank", **when))
    db.session.commit()
    assert preset_for(wal, WINTER, actor=anna).activity_key == "thinning"


@pytest.mark.parametrize("day", [WINTER, SUMMER, AUTUMN, dt.date(2026, 4, 15)])
@pytest.mark.parametrize("kind", ["wooded_bank", "pond_small_historic_water", "clipped_hedge", "reed_fringe"])
def test_never_what_is_out_of_season_though_one_did_it_before(anna, bram, kind, day):
    here = element("Hier", author=bram, type_key=kind)
    for key in ("coppicing", "pond_clearing", "hedge_trimming", "sod_cutting"):
        work(anna, here, key, done_on=dt.date(2026, 1, 1))
    filled_in = preset_for(here, day, actor=anna).activity_key
    assert not filled_in or season_of(kind, filled_in, day).answer.advice is Advice.GOOD


def test_what_was_taken_back_says_nothing(anna, wal):
    work(anna, wal, "thinning", people=9, state=State.WITHDRAWN, waits=False)
    assert preset_for(wal, WINTER, actor=anna) == Preset("coppicing", 1)
