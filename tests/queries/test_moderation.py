"""What waits, page by page, and what stands out."""

import datetime as dt

import pytest

from app.core.clock import now
from app.extensions import db
from app.models import Decision, MaintenanceLog, State
from app.queries.desk import get_desk
from app.queries.desk_filter import EVERYTHING
from app.queries.moderation import find_waiting, get_around, get_done, get_next
from app.queries.review import changes_since_last_look, count_approved, find_near, get_review
from app.services.moderation import UNDO_WITHIN, Verdict, decide
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory

MONDAY = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)


@pytest.fixture
def line(anna):
    """Return seven things that wait, made in another order than they came in; two at the same moment."""
    hours = [3, 1, 6, 2, 2, 5, 4]
    made = [ElementFactory(author=anna, received_at=MONDAY + dt.timedelta(hours=hour)) for hour in hours]
    return [item.id for item in sorted(made, key=lambda item: (item.received_at, item.id.hex))]


def test_pages_by_key_show_everything_once_oldest_first(line, chris):
    found, key = [], ""
    for _ in range(4):
        page = find_waiting(chris, after=key, size=2)
        found += [item.id for item in page]
        key = page.next_key
    assert found == line and key == ""


def test_an_item_that_comes_in_between_two_pages_disturbs_nothing(line, anna, chris):
    page = find_waiting(chris, size=3)
    decide(Verdict(id=line[0], version=page.rows[0].version, step="publish"), actor=chris)
    late = ElementFactory(author=anna).id
    rest = find_waiting(chris, after=page.next_key)
    assert [item.id for item in rest] == [*line[3:], late]


def test_neighbours_and_place_in_the_line(line, chris):
    item = find_waiting(chris).rows[3]
    around = get_around(item, chris)
    assert (around.position, around.previous, around.next) == (4, line[2], line[4])
    assert [one.id for one in find_near(item, chris)] == line[2:]  # one before it: it stays in sight itself
    assert get_next(line[3], chris) == line[4]
    assert get_next(line[-1], chris) == line[0]


def test_the_bar_counts_what_waits_and_what_was_done(line, anna, chris):
    assert (get_desk(chris, EVERYTHING).waiting, get_desk(chris, EVERYTHING).oldest) == (
        7,
        MONDAY + dt.timedelta(hours=1),
    )
    poel = ElementFactory(author=anna)
    decide(Verdict(id=poel.id, version=poel.version, step="publish"), actor=chris)
    db.session.add(
        Decision(submission_id=poel.id, actor=chris, step="publish", before="pending", after="published",
                 at=now() - dt.timedelta(days=8))
    )  # fmt: skip
    db.session.commit()
    assert (get_desk(chris, EVERYTHING).waiting, get_desk(chris, EVERYTHING).decided) == (7, 1)
    assert count_approved(anna.id) == 1


def test_a_decision_is_offered_for_undo_to_who_took_it_for_a_short_time(anna, chris, dirk):
    poel = ElementFactory(author=anna)
    decision = decide(Verdict(id=poel.id, version=poel.version, step="publish"), actor=chris)
    assert get_done(str(poel.id), chris, within=UNDO_WITHIN).id == decision.id
    assert get_done(str(poel.id), dirk, within=UNDO_WITHIN) is None
    assert get_done(str(poel.id), chris, within=dt.timedelta()) is None


def test_changes_since_the_desk_looked_are_told_once_with_the_first_and_the_last_value(anna, chris):
    poel = ElementFactory(author=anna)
    poel.note("submit", actor=anna)
    poel.note("edit", actor=anna, changes={"consent": ["unknown", "asked"], "count": [None, 2]})
    poel.note("edit", actor=anna, changes={"consent": ["asked", "yes"], "count": [2, None]})
    db.session.commit()
    assert changes_since_last_look(poel)["consent"] == ("unknown", "yes")
    poel.take("return", actor=chris, reason="Waar?")
    db.session.commit()
    assert changes_since_last_look(poel) == {}
    poel.take("resubmit", actor=anna, reason="Hier.", changes={"shape": [None, None]})
    db.session.commit()
    assert changes_since_last_look(poel) == {"shape": (None, None)}
    assert get_review(poel.id, chris).answer == "Hier."


def test_an_element_says_which_work_waits_for_it_and_work_that_its_element_waits(anna, chris):
    poel = ElementFactory(author=anna)
    log = MaintenanceLogFactory(author=anna, element=poel)
    own = MaintenanceLogFactory(author=chris, element=poel)
    assert [one.id for one in get_review(poel.id, chris).work] == [log.id]
    seen = get_review(log.id, chris)
    assert seen.element_waits.id == poel.id and seen.both
    assert not get_review(own.id, chris).may_decide
    decide(Verdict(id=poel.id, version=poel.version, step="publish"), actor=chris)
    assert get_review(log.id, chris).element_waits is None
    assert db.session.get(MaintenanceLog, log.id).state == State.PENDING
