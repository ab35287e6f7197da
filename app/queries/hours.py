"""The time that someone gave to landscape elements: their own work that is published or waits."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, case, extract, func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from app.core.paging import PAGE, Page, cut, unpack
from app.extensions import db
from app.models import Element, MaintenanceLog, State, User

COUNTED: Final = (State.PUBLISHED, State.PENDING)
_ON: Final = selectinload(MaintenanceLog.element)
_PARTS: Final = (
    joinedload(MaintenanceLog.activity),
    _ON.joinedload(Element.type),
    _ON.joinedload(Element.place),
)
Key = tuple[date, uuid.UUID]


@dataclass(frozen=True, kw_only=True)
class Year:
    """What someone gave in one year; ``untimed`` counts the work of which no time was told."""

    year: int
    minutes: int = 0
    days: int = 0
    times: int = 0
    untimed: int = 0


def find_years(viewer: User) -> list[Year]:
    """Return the years in which someone worked, the newest first."""
    year: Any = extract("year", MaintenanceLog.done_on)
    timed = MaintenanceLog.minutes_each > 0
    facts = (
        func.coalesce(func.sum(MaintenanceLog.minutes_each), 0),
        func.count(case((timed, MaintenanceLog.done_on)).distinct()),
        func.count(case((timed, 1))),
        func.count(),
    )
    rows = db.session.execute(select(year, *facts).where(*_own(viewer)).group_by(year).order_by(year.desc()))
    return [
        Year(year=int(row[0]), minutes=int(row[1]), days=row[2], times=row[3], untimed=row[4] - row[3])
        for row in rows
    ]


def find_hours(viewer: User, *, year: int, after: str = "", size: int = PAGE) -> Page[MaintenanceLog]:
    """Return a page of one's own work of which the time is known, in one year, the newest day first."""
    order = (MaintenanceLog.done_on, MaintenanceLog.id)
    query = select(MaintenanceLog).where(*_timed(viewer, year))
    if (key := _key(after)) is not None:
        query = query.where(tuple_(*order) < tuple_(*key))
    newest = query.order_by(*(column.desc() for column in order)).limit(size + 1)
    rows = db.session.scalars(newest.options(*_PARTS)).all()
    return cut(rows, size=size, key=lambda log: (log.done_on.isoformat(), str(log.id)))


def find_all_hours(viewer: User, *, year: int, most: int) -> Sequence[MaintenanceLog]:
    """Return the same as a whole, oldest first, but no further than one more than ``most``."""
    query = select(MaintenanceLog).where(*_timed(viewer, year))
    oldest = query.order_by(MaintenanceLog.done_on, MaintenanceLog.id).limit(most + 1)
    return db.session.scalars(oldest.options(*_PARTS)).all()


def _own(viewer: User) -> tuple[ColumnElement[bool], ...]:
    """Choose one's own, which one always sees: to ask visible_to() too would walk through all elements."""
    return MaintenanceLog.author_id == viewer.id, MaintenanceLog.state.in_(COUNTED)


def _timed(viewer: User, year: int) -> tuple[ColumnElement[bool], ...]:
    within = MaintenanceLog.done_on.between(date(year, 1, 1), date(year, 12, 31))
    return (*_own(viewer), within, MaintenanceLog.minutes_each > 0)


def _key(after: str) -> Key | None:
    found = unpack(after, parts=2)
    try:
        return (date.fromisoformat(found[0]), uuid.UUID(found[1])) if found is not None else None
    except ValueError:
        return None
