"""Deciding at the same moment, and with a right that was taken away meanwhile."""

import pytest
from sqlalchemy import func, select

from app.core.errors import ConflictError, NotAllowedError
from app.extensions import db
from app.models import CoordinatorArea, Decision, Element, Job, Role, State, User
from app.services.moderation import Verdict, decide
from app.transaction import load, transactional
from tests.factories.elements import ElementFactory
from tests.factories.people import UserFactory
from tests.personas import ASSEN
from tests.together import together

pytestmark = pytest.mark.committed
STEPS = ("publish", "return", "reject")


def coordinators(count):
    return [
        UserFactory(role=Role.COORDINATOR, areas=[CoordinatorArea(municipality_code=ASSEN)]).id
        for _ in range(count)
    ]


def someone(ident):
    return db.session.get(User, ident)  # as the guard of a request reads it


def all_at_once(app, people, item_id, version):
    """Let each person take a step of their own on the same version."""

    def act(number, person):
        verdict = Verdict(id=item_id, version=version, step=STEPS[number % 3], reason=f"Van {number}.")
        return lambda: decide(verdict, actor=someone(person)).actor_id

    return together(app, *(act(number, person) for number, person in enumerate(people)))


def exactly_one_wins(app, people):
    poel = ElementFactory()
    ident, version, before = poel.id, poel.version, db.session.scalar(select(func.count(Job.id)))
    got = all_at_once(app, people, ident, version)
    winners = [one for one in got if not isinstance(one, Exception)]
    losers = [one for one in got if isinstance(one, Exception)]
    assert len(winners) == 1, got
    assert {type(one) for one in losers} <= {ConflictError}, losers
    decision = db.session.scalars(select(Decision).where(Decision.submission_id == ident)).one()
    assert decision.actor_id == winners[0]
    name = someone(winners[0]).name
    assert all(name in str(one) for one in losers), losers
    mails = select(func.count(Job.id)).where(Job.name == "mails.decision")
    assert db.session.scalar(mails) - before <= 1
    told = [
        job.payload["decision_id"]
        for job in db.session.scalars(select(Job).where(Job.name == "mails.decision"))
    ]
    assert told.count(str(decision.id)) == 1
    db.session.rollback()


@pytest.mark.M01
def test_of_many_who_decide_on_the_same_version_exactly_one_wins(app):
    people = coordinators(12)
    for _ in range(5):
        exactly_one_wins(app, people)


@pytest.mark.M01
@pytest.mark.slow
def test_of_fifty_who_decide_a_hundred_times_exactly_one_wins(app):
    people = coordinators(50)
    for _ in range(100):
        exactly_one_wins(app, people)


@pytest.mark.M01
def test_a_double_click_of_one_person_is_one_decision(app):
    (chris,) = coordinators(1)
    poel = ElementFactory()
    verdict = Verdict(id=poel.id, version=poel.version, step="publish")
    got = together(app, *[lambda: decide(verdict, actor=someone(chris)).id] * 8)
    assert len(set(got)) == 1, got
    assert db.session.scalar(select(func.count(Decision.id))) == 1


@transactional
def demote(person: User, *, actor: User) -> None:
    load(User, person.id).role = Role.VOLUNTEER


@transactional
def take_area(person: User, *, actor: User) -> None:
    load(User, person.id).areas.clear()


@pytest.mark.M04
@pytest.mark.parametrize("act", [demote, take_area])
def test_a_right_that_was_taken_after_the_page_was_opened_no_longer_counts(app, act):
    chris, _other = coordinators(2)
    dirk = UserFactory(role=Role.ADMIN).id
    poel = ElementFactory()
    ident, version = poel.id, poel.version
    db.session.rollback()
    person = someone(chris)  # the guard of the request has read the role: a coordinator of Assen
    assert person.role == Role.COORDINATOR and person.areas
    with app.app_context():  # another request, its own session
        act(someone(chris), actor=someone(dirk))
    with pytest.raises(NotAllowedError):
        decide(Verdict(id=ident, version=version, step="publish"), actor=person)
    assert db.session.get(Element, ident).state == State.PENDING
    assert db.session.scalar(select(func.count(Decision.id))) == 0
