"""Who sees and changes a walk: the same in Python and in SQL, here and over all kinds."""

from itertools import product

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import SHOWN, Part, State, Submission, Walk, WalkStage
from app.policies import submissions, walks
from tests.factories.groups import GroupFactory, add_to
from tests.factories.walks import ROUND, WalkFactory


@pytest.fixture
def group(database, bram):
    """A group that Bram organises."""
    made = GroupFactory(published=True, name="Dorpsgroep Westeres")
    add_to(made, bram, Part.ORGANISER)
    return made


@pytest.fixture
def rows(anna, group):
    """One of each state and stage by Anna, of no group and of Bram's."""
    made = []
    for state, stage, group_id in product(State, WalkStage, (None, group.id)):
        walk = WalkFactory(author=anna, state=state, stage=stage, group_id=group_id, spots=ROUND)
        walk.is_public = walk.public_by_rule()
        made.append(walk)
    db.session.commit()
    return made


@pytest.mark.parametrize("who", ["nobody", "anna", "bram", "chris", "dirk"])
def test_seeing_is_the_same_in_python_and_in_sql(who, rows, request):
    viewer = None if who == "nobody" else request.getfixturevalue(who)
    in_python = {row.id for row in rows if walks.can_see(viewer, row)}
    assert set(db.session.scalars(select(Walk.id).where(walks.visible_to(viewer)))) == in_python
    ids = {row.id for row in rows}
    seen = set(db.session.scalars(select(Submission.id).where(submissions.visible_to(viewer)))) & ids
    assert seen == in_python == {row.id for row in rows if submissions.can_see(viewer, row)}
    if who == "nobody":
        shown = {row.id for row in rows if row.state == State.PUBLISHED and row.stage in SHOWN}
        assert in_python == shown
    if who == "bram":
        assert {row.id for row in rows if row.group_id} <= in_python < ids
    if who in {"anna", "chris", "dirk"}:
        assert in_python == ids


def test_an_organiser_changes_the_walks_of_the_own_group_only(anna, bram, chris, group):
    own, other = WalkFactory(author=anna, group_id=group.id), WalkFactory(author=anna)
    assert [walks.can_change(who, own) for who in (anna, bram, chris, None)] == [True, True, False, False]
    assert [walks.can_change(who, other) for who in (anna, bram, chris, None)] == [True, False, False, False]


def test_after_a_coordinator_agreed_only_organisers_change_the_words(anna, bram, group):
    walk = WalkFactory(author=anna, group_id=group.id, shown=True)
    assert walks.can_reword(bram, walk) and not walks.can_reword(anna, walk)


def test_who_only_asked_to_join_a_group_sees_nothing_of_its_walks(anna, group):
    walk = WalkFactory(group_id=group.id)
    add_to(group, anna, Part.ASKED)
    assert not walks.can_see(anna, walk)
    assert db.session.scalar(select(Walk.id).where(walks.visible_to(anna))) is None
