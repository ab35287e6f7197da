"""Only legal steps, and a log that nobody can change."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.core.clock import now
from app.core.workflow import IllegalTransitionError
from app.extensions import db
from app.models import WORKFLOW, Decision, State
from tests.factories.elements import ElementFactory
from tests.factories.people import UserFactory

# written out again, so that a slip in the workflow's own table is seen
LEGAL = {
    ("pending", "publish", "published"),
    ("pending", "return", "returned"),
    ("pending", "reject", "rejected"),
    ("pending", "withdraw", "withdrawn"),
    ("returned", "resubmit", "pending"),
    ("returned", "withdraw", "withdrawn"),
    ("returned", "undo", "pending"),
    ("rejected", "undo", "pending"),
    ("rejected", "resubmit", "pending"),
    ("published", "undo", "pending"),
    ("published", "recall", "pending"),
    ("published", "withdraw", "withdrawn"),
    ("published", "gone", "gone"),
    ("gone", "restore", "published"),
}
SPOILT = {"step": "'reject'", "before": "NULL", "after": "'withdrawn'", "reason": "'iets anders'"}


class Life(RuleBasedStateMachine):
    """One submission through any steps in any order, and attempts on its log in between."""

    @initialize()
    def begin(self):
        self.person = UserFactory()
        self.item = ElementFactory(author=self.person)
        self.log = []

    @rule(steps=st.lists(st.sampled_from(sorted(WORKFLOW.steps)), min_size=5, max_size=15))
    def take_some(self, steps):
        for step in steps:
            self.take(step)

    def take(self, step):
        before = str(self.item.state)
        after = next((to for start, name, to in LEGAL if (start, name) == (before, step)), None)
        try:
            self.item.take(step, actor=self.person, reason="Omdat.")
        except IllegalTransitionError:
            assert after is None
            return
        db.session.commit()
        assert str(self.item.state) == after
        self.log.append((step, before, after))

    @rule(column=st.sampled_from(sorted(SPOILT)))
    def change(self, column):
        self.refused(f"UPDATE decision SET {column} = {SPOILT[column]}")

    @rule()
    def delete(self):
        self.refused("DELETE FROM decision")

    def refused(self, statement):
        if not self.log:
            return
        with pytest.raises(DBAPIError, match="append-only"):
            db.session.execute(text(statement))
        db.session.rollback()

    @invariant()
    def log_tells_the_whole_life(self):
        rows = db.session.scalars(
            select(Decision).where(Decision.submission_id == self.item.id).order_by(Decision.at)
        )
        assert [(row.step, str(row.before), str(row.after)) for row in rows] == self.log
        assert self.item.waits == (self.item.state == State.PENDING)


@pytest.mark.M02
@pytest.mark.parametrize("state", list(State))
def test_every_step_starts_only_where_it_may(state):
    found = {
        (str(state), step, str(WORKFLOW.next_state(state, step)))
        for step in WORKFLOW.steps
        if WORKFLOW.allows(state, step)
    }
    assert found == {legal for legal in LEGAL if legal[0] == state}


@pytest.mark.M02
def test_only_legal_steps_and_each_stays_in_the_log(database):
    calm = settings(
        max_examples=25,
        stateful_step_count=8,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Life, settings=calm)


@pytest.mark.M02
def test_the_words_of_a_decision_can_be_erased_once_and_nothing_else(anna, chris):
    poel = ElementFactory(author=anna)
    poel.take("reject", actor=chris, reason="Met een naam erin.")
    db.session.commit()
    decision = poel.decisions[-1]
    decision.reason, decision.erased_at = "", now()
    db.session.commit()
    assert decision.reason == ""
    for again in ({"reason": "terug"}, {"erased_at": now()}, {"step": "publish"}):
        for name, value in again.items():
            setattr(decision, name, value)
        with pytest.raises(DBAPIError, match="append-only"):
            db.session.commit()
        db.session.rollback()


@pytest.mark.M02
@pytest.mark.parametrize("after", [State.REJECTED, State.RETURNED])
def test_a_rejection_or_return_without_words_cannot_be_stored(after, anna, chris):
    poel = ElementFactory(author=anna)
    db.session.add(Decision(submission_id=poel.id, actor=chris, step="x", before=State.PENDING, after=after))
    with pytest.raises(DBAPIError, match="has_words"):
        db.session.commit()
    db.session.rollback()
