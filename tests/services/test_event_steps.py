"""It goes on or is called off, with mail to all; the day before everyone is reminded once."""

import uuid
from datetime import datetime, timedelta

import pytest
import time_machine

from app.config import settings
from app.core.clock import HOME, now
from app.core.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.jobs import DAILY
from app.jobs import sign_ups as job
from app.mail import folder
from app.models import Event, EventStage, Job
from app.services.event_steps import remind_tomorrow, take_step
from app.services.sign_ups import SignUpFacts, sign_up
from tests.factories.events import EventFactory, join
from tests.factories.groups import GroupFactory


@pytest.fixture
def event(anna, bram):
    """Anna organises it; she comes, and Bram waits."""
    group = GroupFactory(published=True)
    join(anna, group)
    day = EventFactory(published=True, hosts=[group], maximum=1)
    for person in (anna, bram):
        sign_up(day.id, uuid.uuid4(), SignUpFacts(), actor=person)
    db.session.query(Job).delete()
    db.session.commit()
    return day


def told() -> list[tuple[str, str]]:
    """Send what waits; return to whom and about what, in order."""
    box = settings().data_dir / "mail"
    for file in box.glob("*.eml"):
        file.unlink()
    for one in db.session.query(Job).filter_by(name="mails.sign_up"):
        job.tell(**one.payload)
    return sorted((mail.to, mail.subject.partition(":")[0]) for mail in folder.find(box))


def step(event, name, actor, *, version=1, reason="Het stormt."):
    return take_step(event.id, version=version, step=name, reason=reason, actor=actor)


def test_calling_off_is_told_to_all_who_come_or_wait(event, anna):
    assert step(event, "call_off", anna).stage == EventStage.OFF
    assert told() == [("anna@example.nl", "Afgelast"), ("bram@example.nl", "Afgelast")]
    mail = next(folder.find(settings().data_dir / "mail"))
    assert "Het stormt." in mail.text
    assert "Het stormt." in mail.html
    found = db.session.get(Event, event.id)
    last = found.decisions[-1]
    assert (last.step, last.changes) == ("call_off", {"stage": ["planned", "off"]})


def test_that_it_goes_on_is_told_and_it_may_still_be_called_off(event, anna):
    assert step(event, "confirm", anna, reason="").stage == EventStage.ON
    assert [subject for _to, subject in told()] == ["Gaat door"] * 2
    assert step(event, "call_off", anna, version=2).stage == EventStage.OFF


def test_the_same_step_twice_is_one_and_another_one_is_too_late(event, anna, chris):
    step(event, "call_off", anna)
    step(event, "call_off", anna)
    assert db.session.query(Job).filter_by(name="mails.sign_up").count() == 2
    for name in ("call_off", "confirm"):
        with pytest.raises(ConflictError):
            step(event, name, chris, version=2)


def test_each_refusal(event, anna, bram):
    with pytest.raises(InvalidError):
        step(event, "call_off", anna, reason="")
    with pytest.raises(InvalidError):
        step(event, "call_off", anna, reason="x" * 1001)
    with pytest.raises(NotAllowedError):
        step(event, "call_off", bram)
    with pytest.raises(ConflictError):
        step(event, "call_off", anna, version=7)
    with pytest.raises(NotFoundError):
        step(event, "close", anna)
    assert db.session.get(Event, event.id).stage == EventStage.PLANNED


def test_who_comes_is_reminded_once_the_day_before(event, anna):
    day = db.session.get(Event, event.id).day
    eve = datetime(day.year, day.month, day.day, 16, 0, tzinfo=HOME) - timedelta(days=1)
    with time_machine.travel(eve - timedelta(days=1)):
        remind_tomorrow()
        assert told() == []
    with time_machine.travel(eve):
        remind_tomorrow()
        remind_tomorrow()
        assert told() == [("anna@example.nl", "Morgen")]
    assert db.session.query(Job).filter_by(name="mails.sign_up").count() == 1
    assert db.session.get(Event, event.id).version == 1
    assert "events.remind" in DAILY


def test_of_what_was_called_off_nobody_is_reminded(event, anna):
    step(event, "call_off", anna)
    db.session.query(Job).delete()
    db.session.commit()
    with time_machine.travel(now() + timedelta(days=13)):
        remind_tomorrow()
    assert db.session.query(Job).count() == 0
