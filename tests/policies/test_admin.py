"""Who may do what below /beheer, in Python and in SQL."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import CoordinatorArea, Role, Submission, User
from app.policies.admin import (
    can_change_rights,
    can_edit_answers,
    can_manage,
    can_see_person,
    people_visible_to,
)
from app.policies.moderation import on_desk_of
from tests.factories.elements import ElementFactory
from tests.factories.people import UserFactory

EMMEN = "GM0114"
MAY = {  # who → manage, edit answers
    "nobody": (False, False),
    "anna": (False, False),
    "chris": (False, True),
    "dirk": (True, True),
}


@pytest.fixture
def cast(anna, bram, chris, dirk):
    """Anna sent something to Chris' desk, Bram to that of Emmen, Eva nothing."""
    UserFactory(name="Fien", role=Role.COORDINATOR, areas=[CoordinatorArea(municipality_code=EMMEN)])
    ElementFactory(author=anna, municipality_code="GM0106")
    ElementFactory(author=bram, municipality_code=EMMEN)
    UserFactory(name="Eva")
    return {"nobody": None, "anna": anna, "chris": chris, "dirk": dirk}


@pytest.mark.parametrize("who", MAY)
def test_who_manages_and_who_edits_answers(cast, who):
    assert (can_manage(cast[who]), can_edit_answers(cast[who])) == MAY[who]


def test_nobody_changes_their_own_rights(anna, chris, dirk):
    assert [can_change_rights(one, anna) for one in (None, anna, chris, dirk)] == [False, False, False, True]
    assert not can_change_rights(dirk, dirk)


@pytest.mark.parametrize("who", MAY)
def test_who_sees_whom_is_the_same_in_python_and_in_sql(cast, who):
    viewer = cast[who]
    here = set(db.session.scalars(select(Submission.author_id).where(on_desk_of(viewer))))
    people = db.session.scalars(select(User)).all()
    in_sql = set(db.session.scalars(select(User.name).where(people_visible_to(viewer))))
    assert in_sql == {one.name for one in people if can_see_person(viewer, sent_here=one.id in here)}
    expected = {"chris": {"Anna Voorbeeld"}, "dirk": {one.name for one in people}}.get(who, set())
    assert in_sql == expected
