"""Whose desk an item lies on, in Python and in SQL."""

import pytest
from sqlalchemy import select

from app.core.clock import now
from app.extensions import db
from app.models import CoordinatorArea, Role, State, Submission
from app.policies.moderation import can_decide, can_moderate, decidable_by, is_on_desk_of, on_desk_of
from app.queries.moderation import coordinators_of
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.people import UserFactory
from tests.personas import AA_EN_HUNZE, ASSEN

COEVORDEN, EMMEN, HOOGEVEEN, MEPPEL = "GM0109", "GM0114", "GM0118", "GM0119"


def coordinator(*codes, **more):
    areas = [CoordinatorArea(municipality_code=code) for code in codes]
    return UserFactory(role=Role.COORDINATOR, areas=areas, **more)


@pytest.fixture
def cast(anna, chris, dirk):
    return {
        "nobody": None,
        "anna": anna,
        "chris": chris,
        "dirk": dirk,
        "coevorden": coordinator(COEVORDEN),
        "suspended": coordinator(EMMEN, suspended_at=now()),
        "demoted": UserFactory(areas=[CoordinatorArea(municipality_code=HOOGEVEEN)]),
        "homeless": coordinator(),
    }


@pytest.fixture
def items(cast):
    """Return items of every kind of author, in every kind of municipality, in every state."""
    places = [ASSEN, AA_EN_HUNZE, COEVORDEN, EMMEN, HOOGEVEEN, MEPPEL, None]
    authors = [cast["anna"], cast["chris"], cast["coevorden"], cast["dirk"]]
    made = [
        ElementFactory(author=author, municipality_code=code, state=state, waits=state == State.PENDING)
        for author in authors
        for code in places
        for state in (State.PENDING, State.RETURNED)
    ]
    return [*made, MaintenanceLogFactory(author=cast["anna"])]


@pytest.mark.M06
@pytest.mark.parametrize(
    "who", ["nobody", "anna", "chris", "dirk", "coevorden", "suspended", "demoted", "homeless"]
)
def test_policy_in_python_and_in_sql_agree(who, cast, items):
    user = cast[who]

    def by(rule, **more):
        return {
            item.id
            for item in items
            if rule(user, item, coordinators=coordinators_of(item.municipality_code))
        }

    asked = Submission.id.in_([item.id for item in items])
    assert set(db.session.scalars(select(Submission.id).where(asked, on_desk_of(user)))) == by(is_on_desk_of)
    decidable = set(db.session.scalars(select(Submission.id).where(asked, decidable_by(user))))
    assert decidable == by(can_decide)
    assert not any(user is not None and item.author_id == user.id for item in items if item.id in decidable)
    assert bool(decidable) == can_moderate(user)


@pytest.mark.parametrize(
    ("author", "code", "who", "expected"),
    [
        ("anna", ASSEN, "chris", True),
        ("anna", COEVORDEN, "chris", False),
        ("anna", None, "chris", True),
        ("anna", None, "homeless", True),
        ("anna", MEPPEL, "chris", True),  # nobody looks after it
        ("anna", EMMEN, "chris", True),  # the only one was suspended
        ("anna", HOOGEVEEN, "chris", True),  # the only one is no coordinator any more
        ("coevorden", COEVORDEN, "chris", True),  # the only one made it
        ("coevorden", COEVORDEN, "coevorden", False),
        ("chris", ASSEN, "chris", False),
        ("chris", ASSEN, "dirk", True),
        ("dirk", ASSEN, "dirk", False),
        ("anna", ASSEN, "anna", False),
    ],
)
def test_an_item_lies_where_someone_else_looks(author, code, who, expected, cast):
    item = ElementFactory(author=cast[author], municipality_code=code)
    assert can_decide(cast[who], item, coordinators=coordinators_of(code)) is expected
