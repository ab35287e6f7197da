"""Who comes to an event: numbers for everyone, names for who runs it, one's own for oneself."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.core.clock import now
from app.core.errors import N_, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import Event, Going, SignUp, User
from app.policies.events import can_manage, visible_to


@dataclass(frozen=True)
class Places:
    """How many people come, how many wait, and how many places are left (None: no maximum)."""

    going: int
    waiting: int
    left: int | None
    certified: bool  # one of those who come holds a certificate


def places_of(event: Event) -> Places:
    """Count people, not names."""
    size = func.sum(SignUp.people + SignUp.children)
    found: dict[Going, int] = dict(
        db.session.execute(
            select(SignUp.going, size).where(SignUp.event_id == event.id).group_by(SignUp.going)
        ).all()
    )
    certified = select(SignUp.id).where(
        SignUp.event_id == event.id, SignUp.going == Going.GOING, SignUp.certified.is_(True)
    )
    going = int(found.get(Going.GOING, 0))
    return Places(
        going=going,
        waiting=int(found.get(Going.WAITING, 0)),
        left=None if event.maximum is None else max(event.maximum - going, 0),
        certified=db.session.scalar(certified.limit(1)) is not None,
    )


@dataclass(frozen=True)
class Done:
    """How many people were there, and how many minutes they worked together."""

    people: int
    minutes: int


def done_on(event: Event) -> Done:
    """Count who was there; who told no hours stayed the whole day."""
    whole = round((event.ends_at - event.starts_at).total_seconds() / 60)
    size = SignUp.people + SignUp.children
    counted = select(func.sum(size), func.sum(size * func.coalesce(SignUp.minutes, whole)))
    people, minutes = db.session.execute(
        counted.where(SignUp.event_id == event.id, SignUp.present.is_(True))
    ).one()
    return Done(int(people or 0), int(minutes or 0))


def find_sign_ups(event: Event, *, viewer: User) -> Sequence[SignUp]:
    """Return who comes and who waits, each in order; raises NotAllowedError for who does not run it."""
    if not can_manage(viewer, event):
        raise NotAllowedError(N_("Alleen de organisatoren en coördinatoren zien wie er komt."))
    query = select(SignUp).where(SignUp.event_id == event.id, SignUp.going.in_((Going.GOING, Going.WAITING)))
    rows = query.order_by(SignUp.going, SignUp.rank).options(joinedload(SignUp.person))
    return db.session.scalars(rows).all()


def get_own_sign_up(event: Event, viewer: User | None) -> SignUp | None:
    """Return one's own, unless it was cancelled."""
    if viewer is None:
        return None
    query = select(SignUp).where(SignUp.event_id == event.id, SignUp.person_id == viewer.id)
    return db.session.scalar(query.where(SignUp.going != Going.CANCELLED))


def get_sign_up(ident: uuid.UUID | None) -> SignUp:
    """Return one with its event, for who holds its key or is mailed; raises NotFoundError."""
    query = select(SignUp).where(SignUp.id == ident)
    part = joinedload(SignUp.event).options(selectinload(Event.hosts), joinedload(Event.author))
    found = db.session.scalar(query.options(part, joinedload(SignUp.person)))
    if found is None:
        raise NotFoundError
    return found


def find_own_days(viewer: User, *, limit: int = 5) -> Sequence[SignUp]:
    """Return to which events someone comes or waits for a place, soonest first: what is still to come."""
    query = select(SignUp).join(SignUp.event).where(SignUp.person_id == viewer.id, visible_to(viewer))
    ahead = query.where(SignUp.going.in_((Going.GOING, Going.WAITING)), Event.ends_at >= now())
    rows = ahead.order_by(Event.starts_at, SignUp.id).options(contains_eager(SignUp.event)).limit(limit)
    return db.session.scalars(rows).all()
