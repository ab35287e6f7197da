"""Who sees an idea: the same in Python and in SQL, here and over all kinds."""

from itertools import product

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Idea, State, Submission, Visibility
from app.policies import ideas, submissions
from tests.factories.elements import ElementFactory
from tests.factories.ideas import IdeaFactory, IdeaOnFactory


@pytest.fixture
def rows(anna):
    """One of each state by Anna, at free places and on elements that are public, gone, hidden and waiting."""
    elements = [
        ElementFactory(published=True),
        ElementFactory(state=State.GONE, waits=False),
        ElementFactory(state=State.PUBLISHED, visibility=Visibility.COORDINATORS, waits=False),
        ElementFactory(),
    ]
    on = [
        IdeaOnFactory(author=anna, element=element, state=state)
        for element, state in product(elements, State)
    ]
    return on + [IdeaFactory(author=anna, state=state) for state in State]


@pytest.mark.parametrize("who", ["nobody", "anna", "bram", "chris", "dirk"])
def test_seeing_is_the_same_in_python_and_in_sql(who, rows, request):
    viewer = None if who == "nobody" else request.getfixturevalue(who)
    in_python = {row.id for row in rows if ideas.can_see(viewer, row)}
    assert set(db.session.scalars(select(Idea.id).where(ideas.visible_to(viewer)))) == in_python
    ids = {row.id for row in rows}
    seen = set(db.session.scalars(select(Submission.id).where(submissions.visible_to(viewer)))) & ids
    assert seen == in_python == {row.id for row in rows if submissions.can_see(viewer, row)}
    assert (in_python == ids) is (who in {"anna", "chris", "dirk"})
    assert len(in_python) >= 3
