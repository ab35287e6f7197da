"""Who sees a group, and who acts in its name: the same in Python and in SQL, here and over all kinds."""

import pytest
from sqlalchemy import select

from app.core.clock import now
from app.extensions import db
from app.models import Group, Part, State, Submission
from app.policies import groups, submissions
from tests.factories.groups import GroupFactory, add_to


@pytest.fixture
def rows(anna):
    """One of each state by Anna."""
    return [GroupFactory(author=anna, state=state) for state in State]


@pytest.mark.parametrize("who", ["nobody", "anna", "bram", "chris", "dirk"])
def test_seeing_is_the_same_in_python_and_in_sql(who, rows, request):
    viewer = None if who == "nobody" else request.getfixturevalue(who)
    in_python = {row.id for row in rows if groups.can_see(viewer, row)}
    assert set(db.session.scalars(select(Group.id).where(groups.visible_to(viewer)))) == in_python
    seen = set(db.session.scalars(select(Submission.id).where(submissions.visible_to(viewer))))
    assert seen == in_python == {row.id for row in rows if submissions.can_see(viewer, row)}
    assert len(in_python) == (len(rows) if who in {"anna", "chris", "dirk"} else 1)


def test_its_author_changes_a_request_and_its_organisers_what_was_agreed_to(rows, anna, bram, chris):
    for row in rows:
        add_to(row, bram, Part.ORGANISER)
    db.session.commit()
    for row in rows:
        agreed = row.state == State.PUBLISHED
        assert groups.can_change(anna, row) is not agreed and groups.can_change(bram, row) is agreed
        assert not groups.can_change(chris, row) and not groups.can_change(None, row)
        assert groups.can_edit(anna, row) is (row.state in {State.PENDING, State.RETURNED})


@pytest.mark.parametrize(
    ("part", "belongs", "organises"),
    [
        (None, False, False),
        (Part.ASKED, False, False),
        (Part.MEMBER, True, False),
        (Part.ORGANISER, True, True),
    ],
)
def test_who_asked_is_not_in_yet_and_only_organisers_act(anna, bram, part, belongs, organises):
    group, other = GroupFactory(author=anna, published=True), GroupFactory(author=anna, published=True)
    if part is not None:
        add_to(group, bram, part)
    assert (groups.belongs(bram, group.id), groups.organises(bram, group.id)) == (belongs, organises)
    assert not groups.belongs(bram, other.id) and not groups.belongs(None, group.id)
    bram.suspended_at = now()
    assert not groups.belongs(bram, group.id) and not groups.organises(bram, group.id)
