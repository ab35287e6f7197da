"""Places of an event: in order, never one too many, passed on by themselves."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.core.clock import now
from app.core.errors import ConflictError, GoneError, InvalidError, NotFoundError, TooManyError
from app.extensions import db
from app.models import BlockedSender, Event, EventStage, Going, Job, SignUp, User
from app.services.sign_ups import (
    SignUpFacts,
    ask_sign_up,
    cancel_own,
    cancel_sign_up,
    confirm_sign_up,
    sign_up,
)
from tests.factories.events import EventFactory
from tests.factories.people import UserFactory
from tests.together import together

BY_MAIL = {"network": "192.0.2.1", "language": "nl"}


def line(event) -> list[tuple[str, str, int]]:
    """Return who comes and who waits, in order."""
    db.session.expire_all()
    rows = db.session.scalars(select(SignUp).where(SignUp.event_id == event.id).order_by(SignUp.rank))
    return [(one.name_shown, str(one.going), one.size) for one in rows if one.going != Going.CANCELLED]


def come(event, person, **facts):
    return sign_up(event.id, uuid.uuid4(), SignUpFacts(**facts), actor=person)


def mailed(what: str) -> int:
    jobs = db.session.scalars(select(Job).where(Job.name == "mails.sign_up"))
    return sum(job.payload["what"] == what for job in jobs)


@pytest.fixture
def event(database):
    return EventFactory(published=True, maximum=3)


@pytest.fixture
def people(database):
    return [UserFactory(name=f"Mens {number}") for number in range(6)]


def test_places_go_in_order_and_then_there_is_a_line(event, people):
    for person in people[:5]:
        come(event, person)
    assert [going for _name, going, _size in line(event)] == ["going"] * 3 + ["waiting"] * 2
    assert mailed("placed") == 5


def test_who_cancels_lets_the_first_of_the_line_in_and_they_are_mailed(event, people):
    for person in people[:5]:
        come(event, person)
    cancel_own(event.id, actor=people[0])
    cancel_own(event.id, actor=people[0])
    assert [(name, going) for name, going, _size in line(event)] == [
        ("Mens 1", "going"), ("Mens 2", "going"), ("Mens 3", "going"), ("Mens 4", "waiting"),
    ]  # fmt: skip
    assert mailed("moved_up") == 1
    come(event, people[0])
    assert line(event)[-1] == ("Mens 0", "waiting", 1)


def test_nobody_passes_who_waits_for_more_places(event, people):
    come(event, people[0], people=2)
    come(event, people[1], people=1, children=1)
    come(event, people[2])
    assert [going for _name, going, _size in line(event)] == ["going", "waiting", "waiting"]
    cancel_own(event.id, actor=people[1])
    assert [going for _name, going, _size in line(event)] == ["going", "going"]


def test_twice_is_once(event, people):
    first = come(event, people[0])
    assert come(event, people[0], people=3).id == first.id
    assert line(event) == [("Mens 0", "going", 1)]


def test_without_a_maximum_everyone_comes(people):
    event = EventFactory(published=True)
    for person in people:
        come(event, person, people=20)
    assert {going for _name, going, _size in line(event)} == {"going"}


@pytest.mark.parametrize(
    "how",
    [{"stage": EventStage.OFF}, {"stage": EventStage.CLOSED}, {"starts_at": now() - timedelta(hours=1)}],
)
def test_what_is_over_takes_nobody(how, people):
    event = EventFactory(published=True, **how)
    with pytest.raises(ConflictError):
        come(event, people[0])


def test_what_one_may_not_see_is_not_there(people):
    event = EventFactory()
    for wrong in (event.id, uuid.uuid4()):
        with pytest.raises(NotFoundError):
            sign_up(wrong, uuid.uuid4(), SignUpFacts(), actor=people[0])


@pytest.mark.parametrize("facts", [{"people": 0}, {"people": 31}, {"children": -1}, {"phone": "0" * 31}])
def test_numbers_that_cannot_be_are_refused(event, people, facts):
    with pytest.raises(InvalidError):
        come(event, people[0], **facts)


def ask(event, email="eva@example.nl", ident=None, **facts) -> uuid.UUID:
    ident = ident or uuid.uuid4()
    ask_sign_up(event.id, ident, SignUpFacts(name="Eva", email=email, **facts), **BY_MAIL)
    return ident


def test_by_mail_one_has_a_place_once_it_is_confirmed(event, people):
    ident = ask(event)
    assert line(event) == [("Eva", "asked", 1)]
    for person in people[:3]:
        come(event, person)
    assert [confirm_sign_up(ident).going for _ in range(2)] == [Going.WAITING] * 2
    cancel_sign_up(ident)
    with pytest.raises(GoneError):
        confirm_sign_up(ident)


def test_a_link_that_is_too_old_confirms_nothing(event):
    ident = ask(event)
    with time_machine.travel(now() + timedelta(days=2, minutes=1)), pytest.raises(GoneError):
        confirm_sign_up(ident)


def test_the_same_address_has_one_place(event):
    first, second = ask(event), ask(event)
    confirm_sign_up(first)
    assert confirm_sign_up(second).id == first
    assert line(event) == [("Eva", "going", 1)]


def test_a_blocked_address_gets_no_mail_and_many_are_too_many(event):
    db.session.add(BlockedSender(value="example.org"))
    db.session.commit()
    ask(event, "x@example.org")
    assert mailed("confirm") == 0
    ident = ask(event)
    ask(event, ident=ident)
    assert mailed("confirm") == 1
    for _ in range(4):
        ask(event)
    with pytest.raises(TooManyError):
        ask(event)


@pytest.mark.committed
@pytest.mark.parametrize("maximum", [1, 10])
def test_fifty_at_once_for_ten_places_and_two_for_the_last(app, database, maximum):
    event = EventFactory(published=True, maximum=maximum).id
    people = [UserFactory().id for _ in range(2 if maximum == 1 else 50)]
    db.session.commit()

    def act(person):
        def come_along():
            who = db.session.get(User, person)
            return sign_up(event, uuid.uuid4(), SignUpFacts(), actor=who).going

        return come_along

    got = []
    for start in range(0, len(people), 25):
        got += together(app, *(act(person) for person in people[start : start + 25]))
    assert not [one for one in got if isinstance(one, Exception)], got
    assert got.count(Going.GOING) == maximum
    rows = db.session.scalars(select(SignUp).where(SignUp.event_id == event).order_by(SignUp.rank)).all()
    assert [one.rank for one in rows] == list(range(1, len(people) + 1))
    assert [str(one.going) for one in rows] == ["going"] * maximum + ["waiting"] * (len(people) - maximum)
    assert db.session.get(Event, event).version == 1
