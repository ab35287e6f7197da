"""Who was there, and how long; and the end of a day: work is logged, and everyone is thanked."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from sqlalchemy import select

from app.core.clock import now
from app.core.errors import (
    N_,
    ConflictError,
    InvalidError,
    NotAllowedError,
    NotFoundError,
)
from app.core.ids import new_id
from app.extensions import db
from app.models import Event, EventStage, EventTask, Going, NestCheck, SignUp, User
from app.services.events import managed
from app.services.maintenance import LogFacts, log_maintenance
from app.services.places import tell
from app.transaction import transactional

MAX_WALK_INS: Final = 200
MAX_NAME: Final = 80
MAX_WORDS: Final = 4000
OVER: Final = N_("Deze dag is al afgesloten. Het werk is al vastgelegd.")


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """Who was there, by sign-up, and how many minutes each; and who came without signing up."""

    present: Mapping[uuid.UUID, bool]
    minutes: Mapping[uuid.UUID, int | None]
    walk_in_id: uuid.UUID
    walk_ins: int = 0
    walk_in_name: str = ""


@dataclass(frozen=True, kw_only=True)
class Ending:
    """What was done, task by task (None: not done); ``accident`` is for who runs the day."""

    version: int
    done: Mapping[uuid.UUID, Fraction | None]
    nest_check: NestCheck
    accident: str = ""


@transactional
def note_attendance(event_id: uuid.UUID, told: Attendance, *, actor: User) -> None:
    """Store who was there. The same form twice is once; what nobody told stays as it was.

    Raises NotFoundError, NotAllowedError, InvalidError, and ConflictError before the day or after its end.
    """
    event = _under_way(event_id, actor=actor)
    for one in come_to(event):
        if one.id in told.present:
            one.present = told.present[one.id]
            one.minutes = told.minutes.get(one.id) if one.present else None
    if told.walk_ins and db.session.get(SignUp, told.walk_in_id) is None:
        if not 1 <= told.walk_ins <= MAX_WALK_INS:
            raise InvalidError(N_("Vul een getal in van 1 tot 200."), field="walk_ins")
        rank = max((one.rank for one in come_to(event)), default=0) + 1
        more = SignUp(
            id=told.walk_in_id, event=event, name=told.walk_in_name[:MAX_NAME], people=told.walk_ins,
            going=Going.GOING, rank=rank, walk_in=True, present=True,
        )  # fmt: skip
        db.session.add(more)


@transactional
def close_event(event_id: uuid.UUID, told: Ending, *, actor: User) -> Event:
    """End the day: a log for each task that was done, with all people and their hours, and thanks by mail.

    The same click twice is once. Raises as note_attendance() does, ConflictError when it was closed before,
    InvalidError when nobody was there.
    """
    event = managed(event_id, actor=actor)
    last = event.decisions[-1] if event.decisions else None
    if last is not None and (last.step, last.actor_id) == ("close", actor.id):
        return event
    _check_ending(event, told)
    there = [one for one in come_to(event) if one.present]
    people = sum(one.size for one in there)
    if not people:
        raise InvalidError(N_("Vul eerst in wie er was."), field="nest_check")
    minutes = round(sum((one.minutes or _length(event)) * one.size for one in there) / people)
    done = [(task, share) for task in event.tasks if (share := told.done.get(task.id)) is not None]
    for task, share in done:
        _log(event, task, share, people=people, minutes=minutes, nest_check=told.nest_check, actor=actor)
    with db.session.no_autoflush:  # one UPDATE, so that the version rises by one
        event.accident = told.accident
        event.follow_up("close", actor=actor)
    for one in there:
        tell(one, "thanks")
    return event


def come_to(event: Event) -> list[SignUp]:
    """Return who has a place, in order."""
    query = select(SignUp).where(SignUp.event_id == event.id, SignUp.going == Going.GOING)
    return list(db.session.scalars(query.order_by(SignUp.rank)))


def is_under_way(event: Event) -> bool:
    """Tell whether people may be ticked off: it began, and nobody ended it or called it off."""
    return event.is_public and event.is_ahead and event.starts_at <= now()


def _log(  # noqa: PLR0913 (what was done, by how many, how long)
    event: Event,
    task: EventTask,
    share: Fraction,
    *,
    people: int,
    minutes: int,
    nest_check: NestCheck,
    actor: User,
) -> None:
    facts = LogFacts(
        element_id=task.element_id,
        activity_key=task.activity_key,
        done_on=event.day,
        people=min(people, 500),
        nest_check=nest_check,
        share=share,
        minutes_each=min(minutes, 24 * 60),
        notes=event.title,
    )
    try:
        log_maintenance(new_id(), facts, actor=actor)
    except (NotFoundError, NotAllowedError) as error:
        sentence = N_("Aan dit element kan geen werk worden vastgelegd. Kies: niet gedaan.")
        raise InvalidError(sentence, field=f"done_{task.id.hex}") from error


def _under_way(event_id: uuid.UUID, *, actor: User) -> Event:
    event = managed(event_id, actor=actor)
    _check_under_way(event)
    return event


def _check_under_way(event: Event) -> None:
    if event.stage == EventStage.CLOSED:
        raise ConflictError(OVER)
    if not is_under_way(event):
        raise ConflictError(N_("Dit kan vanaf het begin van de dag, en niet als de dag is afgelast."))


def _check_ending(event: Event, told: Ending) -> None:
    _check_under_way(event)
    if event.version != told.version:
        raise ConflictError(N_("Dit is intussen veranderd. Kijk opnieuw."))
    if len(told.accident) > MAX_WORDS:
        raise InvalidError(N_("Maak de tekst korter: hoogstens 4000 tekens."), field="accident")


def _length(event: Event) -> int:
    """Return the whole day, in minutes."""
    return round((event.ends_at - event.starts_at).total_seconds() / 60)
