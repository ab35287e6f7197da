"""What the parent row promises."""

import pytest
import shapely
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from app.core.workflow import IllegalTransitionError
from app.extensions import db
from app.models import Condition, Decision, Element, State, Submission
from app.spatial.shapes import unwrap, wgs84
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory


def test_a_change_of_the_kinds_own_facts_raises_the_version():
    element = ElementFactory()
    assert element.version == 1
    element.name = "Poel bij de brink"
    db.session.commit()
    assert element.version == 2


def test_a_change_of_the_shape_alone_raises_the_version():
    element = ElementFactory()
    element.shape = wgs84(shapely.Point(6.6, 53))
    db.session.commit()
    assert element.version == 2


def test_what_hangs_below_raises_it_only_when_flagged(chris):
    element = ElementFactory()
    element.note("edit", actor=chris)
    db.session.commit()
    assert element.version == 1
    flag_modified(element, "state")
    db.session.commit()
    assert element.version == 2


def test_a_lost_race_is_an_error_not_an_overwrite():
    element = ElementFactory()
    assert element.version == 1  # read, as on the desk
    db.session.execute(text("UPDATE submission SET version = 9"))
    element.condition = Condition.GOOD
    with pytest.raises(StaleDataError):
        db.session.commit()
    db.session.rollback()


def test_reading_by_the_parent_gives_the_child():
    ident = MaintenanceLogFactory().id
    db.session.expunge_all()
    assert db.session.get(Submission, ident).activity_key == "pond_clearing"
    assert db.session.get(Element, ident) is None


def test_a_shape_comes_back_to_the_last_digit():
    line = shapely.LineString([(6.123456789012345, 52.98765432109876), (6.2, 53.1)])
    element = ElementFactory(geometry=line)
    db.session.expire_all()
    assert unwrap(element.shape).wkb == line.wkb


def test_a_step_moves_the_state_and_leaves_a_decision(chris):
    element = ElementFactory()
    element.take("publish", actor=chris)
    db.session.commit()
    assert (element.state, element.waits) == (State.PUBLISHED, False)
    assert [(d.before, d.after, d.actor) for d in element.decisions] == [("pending", "published", chris)]


def test_a_step_from_the_wrong_state_is_refused(chris):
    element = ElementFactory(published=True)
    with pytest.raises(IllegalTransitionError):
        element.take("publish", actor=chris)


@pytest.mark.parametrize("step", ["return", "reject"])
def test_no_rejection_or_question_without_words(step, chris):
    element = ElementFactory()
    element.take(step, actor=chris)
    with pytest.raises(IntegrityError):
        db.session.commit()
    db.session.rollback()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decision SET reason = 'anders'",
        "UPDATE decision SET after = 'rejected'",
        "DELETE FROM decision",
    ],
)
def test_the_log_of_decisions_only_grows(change, chris):
    element = ElementFactory()
    element.take("return", actor=chris, reason="Van wie is de grond?")
    db.session.commit()
    with pytest.raises(DBAPIError, match="append-only"), db.session.begin_nested():
        db.session.execute(text(change))
    assert db.session.query(Decision).one().reason == "Van wie is de grond?"


def test_only_the_erasure_of_words_may_change_a_decision(chris):
    element = ElementFactory()
    element.take("return", actor=chris, reason="Van wie is de grond?")
    db.session.commit()
    db.session.execute(text("UPDATE decision SET reason = '', erased_at = '2026-11-01 10:00:00'"))
    db.session.expire_all()
    assert db.session.query(Decision).one().reason == ""
