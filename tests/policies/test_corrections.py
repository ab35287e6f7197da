"""Who sees corrections, presence checks and owners' wishes: the same in Python and in SQL."""

from itertools import product

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import ElementChange, GroundClaim, PhotoReport, PresenceCheck, State, Submission, Visibility
from app.policies import corrections, submissions
from tests.factories.corrections import (
    ElementChangeFactory,
    GroundClaimFactory,
    PhotoReportFactory,
    PresenceCheckFactory,
)
from tests.factories.elements import ElementFactory

KINDS = {
    PresenceCheck: (PresenceCheckFactory, corrections.checks_visible_to),
    ElementChange: (ElementChangeFactory, corrections.changes_visible_to),
    GroundClaim: (GroundClaimFactory, corrections.claims_visible_to),
    PhotoReport: (PhotoReportFactory, corrections.reports_visible_to),
}


@pytest.fixture
def rows(anna):
    """One of each kind and state by Anna, on elements that are public, gone, hidden and waiting."""
    elements = [
        ElementFactory(published=True),
        ElementFactory(state=State.GONE, waits=False),
        ElementFactory(state=State.PUBLISHED, visibility=Visibility.COORDINATORS, waits=False),
        ElementFactory(),
    ]
    return [
        factory(author=anna, element=element, state=state)
        for (factory, _rule), element, state in product(KINDS.values(), elements, State)
    ]


@pytest.mark.parametrize("who", ["nobody", "anna", "bram", "chris", "dirk"])
def test_seeing_is_the_same_in_python_and_in_sql(who, rows, request):
    viewer = None if who == "nobody" else request.getfixturevalue(who)
    for kind, (_factory, rule) in KINDS.items():
        in_python = {row.id for row in rows if isinstance(row, kind) and corrections.can_see(viewer, row)}
        assert set(db.session.scalars(select(kind.id).where(rule(viewer)))) == in_python
    ids = {row.id for row in rows}
    seen = set(db.session.scalars(select(Submission.id).where(submissions.visible_to(viewer)))) & ids
    assert seen == {row.id for row in rows if submissions.can_see(viewer, row)}


def test_others_see_only_checks_that_joined_the_history_of_what_they_see(rows, bram):
    seen = [row for row in rows if corrections.can_see(bram, row)]
    assert len(seen) == 2
    assert all(isinstance(row, PresenceCheck) and row.state == State.PUBLISHED for row in seen)
    assert {row.element.state for row in seen} == {State.PUBLISHED, State.GONE}


@pytest.mark.parametrize("state", State)
def test_only_what_is_published_is_corrected_and_checked_also_when_gone(state, anna, bram):
    element = ElementFactory(author=anna, state=state, is_public=state == State.PUBLISHED)
    assert corrections.can_correct(anna, element) is (state == State.PUBLISHED)
    assert corrections.can_check(anna, element) is (state in {State.PUBLISHED, State.GONE})
    assert not corrections.can_correct(None, element)
    hidden = ElementFactory(state=State.PUBLISHED, visibility=Visibility.COORDINATORS)
    assert not corrections.can_correct(bram, hidden)
