"""Hands that groups ask for, found by place and day."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from app.core.clock import today
from app.core.errors import NotFoundError
from app.core.paging import Page, cut, unpack
from app.extensions import db
from app.models import Group, HelpCall, HelpOffer, Place, User
from app.policies.groups import groups_of, visible_to


@dataclass(frozen=True, kw_only=True)
class HandsFilter:
    """What a list is asked for; empty is all. ``weekday`` is 1 (Monday) to 7."""

    municipality: str = ""
    place_id: uuid.UUID | None = None
    weekday: int | None = None
    day: date | None = None


def find_calls(viewer: User | None, asked: HandsFilter, *, after: str = "", size: int = 20) -> Page[HelpCall]:
    """Return what is asked now, what ends first on top."""
    query = _open(viewer).join(Group.place)
    if asked.municipality:
        query = query.where(Place.municipality_code == asked.municipality)
    if asked.place_id is not None:
        query = query.where(Group.place_id == asked.place_id)
    if asked.weekday is not None:
        query = query.where(_on(asked.weekday))
    if asked.day is not None:
        period = and_(HelpCall.on_day.is_(None), HelpCall.until >= asked.day, _on(asked.day.isoweekday()))
        query = query.where(or_(HelpCall.on_day == asked.day, period))
    if (key := _key(after)) is not None:
        query = query.where(tuple_(HelpCall.until, HelpCall.id) > tuple_(*key))
    rows = db.session.scalars(query.order_by(HelpCall.until, HelpCall.id).limit(size + 1)).all()
    return cut(rows, size=size, key=lambda one: (one.until.isoformat(), one.id.hex))


def find_calls_of(group: Group, *, viewer: User | None) -> Sequence[HelpCall]:
    """Return what one group asks now."""
    query = _open(viewer).where(HelpCall.group_id == group.id)
    return db.session.scalars(query.order_by(HelpCall.until, HelpCall.id)).all()


def get_call(ident: uuid.UUID, *, viewer: User | None) -> HelpCall:
    """Return one, also when it is over; raises NotFoundError for what one may not see."""
    query = select(HelpCall).join(HelpCall.group).where(HelpCall.id == ident, visible_to(viewer))
    found = db.session.scalar(query.options(*_PARTS))
    if found is None:
        raise NotFoundError
    return found


def find_helpers(call: HelpCall) -> Sequence[HelpOffer]:
    """Return who can help, in the order in which they said so; for those in the group."""
    query = select(HelpOffer).join(HelpOffer.person).where(HelpOffer.call_id == call.id)
    query = query.where(User.suspended_at.is_(None)).options(joinedload(HelpOffer.person))
    return db.session.scalars(query.order_by(HelpOffer.at, HelpOffer.person_id)).all()


def get_offer(call_id: uuid.UUID, person_id: uuid.UUID) -> HelpOffer | None:
    """Return what someone said."""
    return db.session.get(HelpOffer, (call_id, person_id), options=[joinedload(HelpOffer.person)])


def find_calls_for(viewer: User) -> Sequence[HelpCall]:
    """Return what the groups ask that this person is in."""
    if not (mine := groups_of(viewer)):
        return ()
    query = _open(viewer).where(HelpCall.group_id.in_(mine)).order_by(HelpCall.until, HelpCall.id)
    return db.session.scalars(query.limit(5)).all()


_PARTS = (
    joinedload(HelpCall.group).options(
        joinedload(Group.place).joinedload(Place.municipality), joinedload(Group.author)
    ),
    selectinload(HelpCall.offers),
)


def _open(viewer: User | None) -> Select[HelpCall]:
    query = select(HelpCall).join(HelpCall.group).options(*_PARTS)
    now = and_(HelpCall.closed_at.is_(None), HelpCall.until >= today(), Group.resting_on.is_(None))
    return query.where(visible_to(viewer), Group.is_public.is_(True), now)


def _on(weekday: int) -> ColumnElement[bool]:
    return or_(HelpCall.weekday == weekday, HelpCall.weekday.is_(None))


def _key(after: str) -> tuple[date, uuid.UUID] | None:
    parts = unpack(after, parts=2) if after else None
    try:
        return (date.fromisoformat(parts[0]), uuid.UUID(parts[1])) if parts else None
    except ValueError:
        return None
