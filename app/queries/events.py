"""Events as someone may see them: what comes, and what was."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from app.core.clock import now
from app.core.errors import NotFoundError
from app.core.paging import Page, cut, read_moment, unpack
from app.extensions import db
from app.models import Decision, Event, EventHost, EventKind, EventTask, Group, User
from app.policies import groups
from app.policies.events import visible_to

LATELY: Final = timedelta(days=60)
MOST_IN_FEED: Final = 1000


@dataclass(frozen=True, kw_only=True)
class EventFilter:
    """What the agenda is asked for; empty is all that comes."""

    kind: EventKind | None = None
    municipality: str = ""
    group_id: uuid.UUID | None = None
    light: bool = False  # something light or seated to do
    past: bool = False


def find_events(viewer: User | None, asked: EventFilter, *, after: str = "", size: int = 20) -> Page[Event]:
    """Return what comes, soonest first; or what was, latest first."""
    query, place = listed(viewer, asked), tuple_(Event.starts_at, Event.id)
    if (key := _key(after)) is not None:
        query = query.where(place < tuple_(*key) if asked.past else place > tuple_(*key))
    order = (Event.starts_at.desc(), Event.id.desc()) if asked.past else (Event.starts_at, Event.id)
    parts = (selectinload(Event.hosts), joinedload(Event.author))
    rows = db.session.scalars(query.order_by(*order).limit(size + 1).options(*parts)).unique().all()
    return cut(rows, size=size, key=lambda one: (one.starts_at.isoformat(), one.id.hex))


def listed(viewer: User | None, asked: EventFilter) -> Select[Event]:
    """Say in SQL which events a list holds: those on the agenda."""
    moment = now()
    over = Event.ends_at < moment if asked.past else Event.ends_at >= moment
    query = select(Event).where(visible_to(viewer), Event.is_public.is_(True), over)
    if asked.kind is not None:
        query = query.where(Event.event_kind == asked.kind)
    if asked.municipality:
        query = query.where(Event.municipality_code == asked.municipality)
    if asked.group_id is not None:
        query = query.where(
            Event.id.in_(select(EventHost.event_id).where(EventHost.group_id == asked.group_id))
        )
    if asked.light:
        query = query.where(Event.light_work.is_(True))
    return query


def get_event(ident: uuid.UUID, *, viewer: User | None) -> Event:
    """Return one with its groups, work and steps; raises NotFoundError for what one may not see."""
    parts = (
        selectinload(Event.hosts),
        selectinload(Event.tasks).options(joinedload(EventTask.activity), selectinload(EventTask.element)),
        joinedload(Event.author),
        selectinload(Event.decisions).joinedload(Decision.actor),
    )
    query = select(Event).where(Event.id == ident, visible_to(viewer))
    event = db.session.scalar(query.options(*parts))
    if event is None:
        raise NotFoundError
    return event


def find_inviting(viewer: User | None) -> Sequence[Group]:
    """Return the groups that ever invited, by name, for the filter."""
    invited = select(EventHost.group_id).join(Event, Event.id == EventHost.event_id)
    query = select(Group).where(Group.id.in_(invited.where(Event.is_public.is_(True))))
    return db.session.scalars(query.where(groups.visible_to(viewer)).order_by(Group.name, Group.id)).all()


def find_for_calendar(group_id: uuid.UUID | None) -> Sequence[Event]:
    """Return what is on the agenda for everyone, also called off: what comes and what was lately."""
    query = select(Event).where(visible_to(None), Event.is_public.is_(True), Event.ends_at >= now() - LATELY)
    if group_id is not None:
        query = query.where(Event.id.in_(select(EventHost.event_id).where(EventHost.group_id == group_id)))
    return db.session.scalars(query.order_by(Event.starts_at, Event.id).limit(MOST_IN_FEED)).all()


def get_inviting(ident: uuid.UUID, *, viewer: User | None) -> Group:
    """Return one group; raises NotFoundError for what one may not see."""
    found = db.session.scalar(select(Group).where(Group.id == ident, groups.visible_to(viewer)))
    if found is None:
        raise NotFoundError
    return found


def _key(after: str) -> tuple[datetime, uuid.UUID] | None:
    parts = unpack(after, parts=2) if after else None
    try:
        return (read_moment(parts[0]), uuid.UUID(parts[1])) if parts else None
    except ValueError:
        return None
