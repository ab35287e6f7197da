"""What becomes of an event: it goes on, or it is called off; and who comes is reminded the day before."""

import uuid
from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy import select

from app.core.clock import HOME, now, today
from app.core.errors import N_, ConflictError, InvalidError, NotFoundError
from app.extensions import db
from app.models import EVENT_STAGES, Event, EventStage, Going, SignUp, User
from app.services.events import managed
from app.services.places import tell
from app.transaction import load, transactional

STEPS: Final = {"confirm": "on", "call_off": "off"}  # and what the mail is called
MAX_WORDS: Final = 1000
COMING: Final = (Going.GOING, Going.WAITING)


@transactional
def take_step(event_id: uuid.UUID, *, version: int, step: str, reason: str = "", actor: User) -> Event:
    """Say that it goes on, or call it off; everyone who comes or waits is mailed. The same twice is once.

    Raises NotFoundError, NotAllowedError, InvalidError for a call-off without words, and ConflictError when
    it is not as the person saw it or over.
    """
    event = managed(event_id, actor=actor)
    if step not in STEPS:
        raise NotFoundError
    last = event.decisions[-1] if event.decisions else None
    if last is not None and (last.step, last.actor_id) == (step, actor.id):
        return event
    if event.version != version or not may_take(event, step):
        raise ConflictError(N_("Dit is intussen veranderd. Kijk opnieuw."))
    if step == "call_off" and not reason:
        raise InvalidError(N_("Schrijf waarom het niet doorgaat."), field="reason")
    if len(reason) > MAX_WORDS:
        sentence = N_("Maak de tekst korter: hoogstens %(most)s tekens.")
        raise InvalidError(sentence, field="reason", most=MAX_WORDS)
    event.follow_up(step, actor=actor, reason=reason)
    db.session.flush()
    coming = select(SignUp).where(SignUp.event_id == event.id, SignUp.going.in_(COMING))
    for one in db.session.scalars(coming.order_by(SignUp.rank)):
        tell(one, STEPS[step])
    return event


def may_take(event: Event, step: str) -> bool:
    """Tell whether a step may be taken now, whoever takes it."""
    return event.is_public and not event.is_over and EVENT_STAGES.allows(EventStage(event.stage), step)


def remind_tomorrow() -> None:
    """Have everyone mailed who comes to something tomorrow, each once."""
    first = datetime.combine(today() + timedelta(days=1), time(), tzinfo=HOME)
    days = select(Event.id).where(
        Event.is_public.is_(True), Event.starts_at >= first, Event.starts_at < first + timedelta(days=1)
    )
    for ident in db.session.scalars(days.order_by(Event.id)).all():
        _remind(ident)


@transactional
def _remind(event_id: uuid.UUID) -> None:
    event = load(Event, event_id)
    if event is None or not event.is_ahead:
        return
    coming = select(SignUp).where(
        SignUp.event_id == event.id, SignUp.going == Going.GOING, SignUp.reminded_at.is_(None)
    )
    for one in db.session.scalars(coming.order_by(SignUp.rank)):
        one.reminded_at = now()
        tell(one, "remind")
