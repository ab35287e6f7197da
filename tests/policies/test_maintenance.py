"""Work follows its element: the same in Python and in SQL."""

from itertools import product

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import MaintenanceLog, State, Submission, Visibility
from app.policies import maintenance, submissions
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.policies.test_elements import EVERYONE, cast  # noqa: F401 (the fixture)


@pytest.fixture
def rows(anna, bram):
    """Work by Anna on an element of Anna's and one of Bram's, in every state of both."""
    found = []
    for owner, on, state in product((anna, bram), State, State):
        for visibility in (Visibility.EVERYONE, Visibility.COORDINATORS):
            element = ElementFactory(author=owner, state=on, visibility=visibility)
            element.is_public = element.public_by_rule()
            found.append(MaintenanceLogFactory(author=anna, element=element, state=state))
    return found


@pytest.mark.parametrize("who", EVERYONE)
def test_seeing_work_is_the_same_in_python_and_in_sql(who, cast, rows):  # noqa: F811 (the fixture, by its name)
    viewer = cast[who]
    logs = {row.id for row in rows}
    in_python = {row.id for row in rows if maintenance.can_see(viewer, row)}
    in_sql = set(db.session.scalars(select(MaintenanceLog.id).where(maintenance.visible_to(viewer))))
    assert in_sql == in_python
    assert {row.id for row in rows if submissions.can_see(viewer, row)} == in_python
    over_all = set(db.session.scalars(select(Submission.id).where(submissions.visible_to(viewer))))
    assert over_all & logs == in_python


def test_a_visitor_sees_published_work_on_what_is_or_was_public_only(rows):
    seen = [row for row in rows if maintenance.can_see(None, row)]
    assert len(seen) == 4
    stands = {State.PUBLISHED, State.GONE}
    assert all(row.state == State.PUBLISHED and row.element.state in stands for row in seen)


def test_who_registered_an_element_sees_published_work_on_it_before_others_do(bram):
    element = ElementFactory(author=bram)
    log = MaintenanceLogFactory(element=element, state=State.PUBLISHED)
    assert maintenance.can_see(bram, log)
    assert not maintenance.can_see(None, log)


@pytest.mark.parametrize("state", State)
def test_published_work_is_never_changed_only_withdrawn(state, anna, bram, chris):
    log = MaintenanceLogFactory(author=anna, state=state)
    before = state in {State.PENDING, State.RETURNED}
    assert maintenance.can_edit(anna, log) is before
    assert maintenance.can_withdraw(anna, log) is (before or state == State.PUBLISHED)
    for other in (None, bram, chris):
        assert not maintenance.can_edit(other, log)
        assert not maintenance.can_withdraw(other, log)
