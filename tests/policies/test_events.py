"""Who sees an event and who runs it: the same in Python and in SQL, here and over all kinds."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Event, EventStage, Part, State, Submission
from app.policies import events, submissions
from tests.factories.events import EventFactory, join
from tests.factories.groups import GroupFactory


@pytest.fixture
def group(anna, bram):
    """Anna organises it, Bram is in it."""
    group = GroupFactory(published=True)
    join(anna, group)
    join(bram, group, Part.MEMBER)
    return group


@pytest.fixture
def rows(group):
    """One of each state by someone else, of the group and of nobody."""
    return [EventFactory(state=state, hosts=hosts) for state in State for hosts in ([group], [])]


@pytest.mark.parametrize("who", ["nobody", "anna", "bram", "chris", "dirk"])
def test_seeing_is_the_same_in_python_and_in_sql(who, rows, request):
    viewer = None if who == "nobody" else request.getfixturevalue(who)
    in_python = {row.id for row in rows if events.can_see(viewer, row)}
    assert set(db.session.scalars(select(Event.id).where(events.visible_to(viewer)))) == in_python
    seen = set(db.session.scalars(select(Submission.id).where(submissions.visible_to(viewer))))
    assert seen & {row.id for row in rows} == in_python
    assert {row.id for row in rows if submissions.can_see(viewer, row)} == in_python
    assert len(in_python) == {"nobody": 2, "bram": 2, "anna": len(rows) // 2 + 1}.get(who, len(rows))


def test_organisers_of_a_group_that_invites_run_it_and_coordinators_do(rows, group, anna, bram, chris):
    for row in rows:
        ours = group in row.hosts
        run_by = [events.can_manage(who, row) for who in (anna, bram, chris, None)]
        assert run_by == [ours, False, True, False]


@pytest.mark.parametrize("stage", EventStage)
def test_what_is_over_is_changed_no_more(stage, group, anna):
    day = EventFactory(published=True, hosts=[group], stage=stage)
    assert events.can_edit(anna, day) is (stage in {EventStage.PLANNED, EventStage.ON})


@pytest.mark.parametrize("state", State)
def test_a_proposal_is_its_authors_until_the_desk_has_decided(state, bram, anna):
    proposal = EventFactory(author=bram, state=state)
    assert events.can_edit(bram, proposal) is (state in {State.PENDING, State.RETURNED})
    assert not events.can_edit(anna, proposal)
