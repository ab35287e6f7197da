"""When work comes due on an element, kept right in the transaction of what changes it.

What is stored repeats what ``core/cycles.py`` and ``core/ticks.py`` make of the published logs, so that
lists and tiles read it by an index. Whoever calls holds the lock on the element.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, Final

from sqlalchemy import delete, insert, inspect, or_, select, update
from sqlalchemy.orm.attributes import set_committed_value

from app import queue
from app.core.clock import HOME, now, today
from app.core.cycles import NEVER_OVERDUE, due
from app.core.ticks import Told, ticked_since
from app.extensions import db
from app.models import PAGES, Element, ElementDue, MaintenanceLog, State, TypeActivity
from app.models.map import renew
from app.queries.done import Log, by_activity, find_published, log_of
from app.queries.kept_reference import reference
from app.queries.seasons import cycle_of
from app.transaction import load, transactional

REFRESH: Final = "dues.refresh"
DAY: Final = "dues.day"
BATCH: Final = 200
element_table: Any = Element.__table__
due_table: Any = ElementDue.__table__
Usual = Mapping[str, TypeActivity]


def tell(element: Element, *, at: datetime, before: tuple[object, object] = (None, False)) -> None:
    """Remember what was just told of the element itself: a tick, or without one how it stands.

    ``at`` is when that was handed in, ``before`` condition and tick as they were. Settle it afterwards.
    """
    condition, overdue = before
    if element.overdue != overdue or (element.condition != condition and not element.overdue):
        _put(element, told_overdue=element.overdue, told_at=at)


def tell_first(element: Element) -> None:
    """Remember what the author tells of an element that waits, and settle it."""
    known = element.overdue or element.condition is not None
    told, at = (element.overdue, element.received_at or now()) if known else (None, None)
    tell_back(element, told, at)


def tell_back(element: Element, overdue: bool | None, at: datetime | None) -> None:  # noqa: FBT001 (as stored)
    """Put back what was told of the element before, and settle it."""
    _put(element, told_overdue=overdue, told_at=at)
    settle(element)


def ticked_with(log: MaintenanceLog) -> bool:
    """Tell whether the element is ticked once this work is published."""
    return _ticked(log.element, [*_others(log), log_of(log)], _usual(log.element)) is not None


def follow(log: MaintenanceLog) -> None:
    """Bring the element up to date after a step was taken with work on it.

    Work of a day that must still come counts from that day on.
    """
    published = log.state == State.PUBLISHED
    if published and log.done_on > today():
        start = datetime.combine(log.done_on, time(), HOME)
        queue.add(DAY, due_at=start, element_id=str(log.element_id))
    logs = [*_others(log), *([log_of(log)] if published else [])]
    if _settle(log.element, logs, _usual(log.element)):
        _tell_readers()


def settle(element: Element) -> None:
    """Work out from the published logs what is due when, and whether a tick still stands."""
    logs = find_published(element.id) if inspect(element).persistent else ()  # nobody worked on a new one
    if _settle(element, logs, _usual(element)):
        _tell_readers()


@transactional
def refresh(type_key: str = "", after: str = "") -> None:
    """Work out anew a batch of elements, of one type or of all, and leave the rest to the next job."""
    worked = select(MaintenanceLog.id).where(MaintenanceLog.element_id == Element.id)
    wanted = select(Element.id).where(or_(worked.exists(), Element.due_from.is_not(None)))
    if type_key:
        wanted = wanted.where(Element.type_key == type_key)
    if after:
        wanted = wanted.where(Element.id > uuid.UUID(after))
    idents = db.session.scalars(wanted.order_by(Element.id).limit(BATCH)).all()
    usual: dict[str, Usual] = {}
    changed = False
    for ident in idents:
        if (element := load(Element, ident)) is not None:
            if element.type_key not in usual:
                usual[element.type_key] = _usual(element)
            changed |= _settle(element, find_published(ident), usual[element.type_key])
    if changed:
        _tell_readers()  # once: the same row written for each element makes every next write slower
    if len(idents) == BATCH:
        queue.add(REFRESH, type_key=type_key, after=str(idents[-1]))
    renew(db.session.connection())  # what is in good time may be other work now
    queue.done()


@transactional
def refresh_one(ident: uuid.UUID) -> None:
    """Work out one element anew: a day came on which work was said to be done."""
    if (element := load(Element, ident)) is not None:
        settle(element)
    queue.done()


def refresh_later(type_keys: Iterable[str]) -> None:
    """Let elements follow rows of the reference data that changed; before there are any, nothing happens."""
    if db.session.scalar(select(Element.id).limit(1)) is not None:
        for type_key in sorted(set(type_keys)):
            queue.add(REFRESH, type_key=type_key)


def _others(log: MaintenanceLog) -> list[Log]:
    """Return the published logs of the element but for one, which may stand otherwise in memory."""
    return [one for one in find_published(log.element_id) if one.id != log.id]


def _usual(element: Element) -> Usual:
    return reference().usual_on(element.type_key)


def _settle(element: Element, logs: Iterable[Log], usual: Usual) -> bool:
    """Store what follows from the logs; tell whether visitors now read something else."""
    logs = list(logs)
    with db.session.no_autoflush:  # one UPDATE, so that the version rises by one
        since = _ticked(element, logs, usual)
        if element.overdue != (since is not None):
            element.overdue = since is not None
        rows = _rows(element, logs, usual)
        stored = inspect(element).persistent and _store(element, rows)
        first = min((row["due_from"] for row in rows), default=None)
        late = min((row["overdue_from"] for row in rows if row["overdue_from"]), default=None)
        put = _put(
            element,
            overdue_since=since,
            due_from=_earliest(first, since),
            overdue_from=_earliest(late, since),
        )
        return element.is_public and (stored or put)


def _ticked(element: Element, logs: Iterable[Log], usual: Usual) -> date | None:
    """Return since when the element is ticked: by its own word and by work.

    Work clears a tick when it could be overdue itself: not what is done once, nor what never is.
    """
    clearing = {key for key, row in usual.items() if row.cycle_min_years is not None} - NEVER_OVERDUE
    past = [one for one in logs if one.done_on <= today()]
    told = [Told(one.done_on, one.received_at, one.late, one.activity_key in clearing) for one in past]
    if element.told_at is not None:
        day = element.told_at.astimezone(HOME).date()
        told.append(Told(day, element.told_at, element.told_overdue))
    return ticked_since(told)


def _rows(element: Element, logs: Iterable[Log], usual: Usual) -> list[dict[str, Any]]:
    """Return the rows of what is known to come due."""
    rows = []
    for activity_key, done in by_activity(logs).items():
        found = due(activity_key, cycle_of(usual.get(activity_key)), done, day=today())
        if found.due_from is not None:
            days = {name: getattr(found, name) for name in ("done_on", "due_from", "overdue_from")}
            keys = {"element_id": element.id, "activity_key": activity_key, "type_key": element.type_key}
            rows.append(keys | days)
    return rows


def _store(element: Element, rows: list[dict[str, Any]]) -> bool:
    """Put these rows in the place of those that there are; tell whether they differ."""
    connection, mine = db.session.connection(), due_table.c.element_id == element.id
    known = [dict(row) for row in connection.execute(select(due_table).where(mine)).mappings()]
    if sorted(known, key=_by_activity) == sorted(rows, key=_by_activity):
        return False
    connection.execute(delete(due_table).where(mine))
    if rows:
        connection.execute(insert(due_table), rows)
    return True


def _by_activity(row: Mapping[str, Any]) -> str:
    return str(row["activity_key"])


def _put(element: Element, **values: Any) -> bool:
    """Set columns that follow from others, in the same version; tell whether a stored row changed."""
    changed = {name: value for name, value in values.items() if getattr(element, name) != value}
    if not changed:
        return False
    if not inspect(element).persistent:
        for name, value in changed.items():
            setattr(element, name, value)
        return False
    where = element_table.c.id == element.id
    db.session.connection().execute(update(element_table).where(where).values(changed))
    for name, value in changed.items():
        set_committed_value(element, name, value)
    return True


def _tell_readers() -> None:
    """Say that map and pages of what everyone sees have another content."""
    connection = db.session.connection()
    renew(connection)
    renew(connection, PAGES)


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)
