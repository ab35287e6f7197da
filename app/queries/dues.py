"""What is to be done: overdue first and longest first, then due, page by page."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, Select, literal, null, or_, select, tuple_, union_all

from app.core.cycles import Due, State, years_late
from app.core.paging import PAGE, Page, pack, unpack
from app.extensions import db
from app.models import Activity, Element, ElementDue, User
from app.models import State as Stands
from app.policies.elements import visible_to
from app.queries.elements import row_parts
from app.queries.seasons import GoodTime

OVERDUE: Final = "0"  # the halves of the list
DUE: Final = "1"
TICK: Final = ""  # in the place of an activity
Key = tuple[date, uuid.UUID, str]


@dataclass(frozen=True, kw_only=True)
class DueFilter:
    """Every field left out means no restriction."""

    municipality: str = ""  # code: GM1680
    place_id: uuid.UUID | None = None
    type_key: str = ""
    activity_key: str = ""
    good_only: bool = False


@dataclass(frozen=True)
class ToDo:
    """One kind of work on one element; without an activity it is a person's tick."""

    element: Element
    activity: Activity | None
    due: Due
    is_good_time: bool
    day: date

    @property
    def is_overdue(self) -> bool:
        """Tell whether the time has passed."""
        return self.due.is_overdue(self.day)

    @property
    def years_late(self) -> int:
        """Return the whole years since it became overdue."""
        return years_late(self.due, self.day)


def find_due(
    asked: DueFilter, *, good: GoodTime, viewer: User | None, after: str = "", size: int = PAGE
) -> Page[ToDo]:
    """Return what is overdue on the day of ``good``, longest first, then what is due, longest first."""
    half, key = _key(after)
    rows: list[Any] = []
    if half == OVERDUE:
        rows = list(db.session.execute(overdue_rows(asked, good, viewer, key=key, size=size)))
        key = None
    overdue = len(rows)
    if overdue <= size:
        more = due_rows(asked, good, viewer, key=key, size=size - overdue)
        rows += db.session.execute(more)
    next_key = ""
    if len(rows) > size:
        last = rows[size - 1]
        half = OVERDUE if overdue >= size else DUE
        next_key = pack([half, last.since.isoformat(), last.id.hex, last.activity])
    return Page(_read(rows[:size], good), next_key)


def overdue_rows(
    asked: DueFilter, good: GoodTime, viewer: User | None, *, key: Key | None = None, size: int = PAGE
) -> Select[Any]:
    """Ask for overdue work and for ticks, each by its own index, and put the two together."""
    due = ElementDue
    columns = (due.overdue_from, due.element_id, due.activity_key)
    lists = [_sorted(_work(asked, good, viewer, due.overdue_from), columns, key, size)]
    if not asked.activity_key:
        ticks = (Element.overdue_since, Element.id, literal(TICK))
        lists.append(_sorted(_ticks(asked, good, viewer), ticks, key, size))
    found = union_all(*(select(one.subquery()) for one in lists)).subquery()
    return select(found).order_by(found.c.since, found.c.id, found.c.activity).limit(size + 1)


def due_rows(
    asked: DueFilter, good: GoodTime, viewer: User | None, *, key: Key | None = None, size: int = PAGE
) -> Select[Any]:
    """Ask for what is due and not overdue."""
    due = ElementDue
    not_yet = or_(due.overdue_from.is_(None), due.overdue_from > good.day)
    query = _work(asked, good, viewer, due.due_from).where(not_yet)
    return _sorted(query, (due.due_from, due.element_id, due.activity_key), key, size)


def _work(asked: DueFilter, good: GoodTime, viewer: User | None, since: Any) -> Select[Any]:
    kept = (ElementDue.done_on, ElementDue.due_from, ElementDue.overdue_from)
    query = select(
        since.label("since"),
        ElementDue.element_id.label("id"),
        ElementDue.activity_key.label("activity"),
        *kept,
    ).join(Element, Element.id == ElementDue.element_id)
    if asked.activity_key:
        query = query.where(ElementDue.activity_key == asked.activity_key)
    if asked.good_only:
        query = query.where(tuple_(ElementDue.type_key, ElementDue.activity_key).in_(good.pairs))
    return query.where(since <= good.day, *_on(asked, viewer))


def _ticks(asked: DueFilter, good: GoodTime, viewer: User | None) -> Select[Any]:
    since, days = Element.overdue_since, ("done_on", "due_from", "overdue_from")
    nothing = [null().cast(Date).label(days[0]), *(since.label(name) for name in days[1:])]
    query: Any = select(
        since.label("since"), Element.id.label("id"), literal(TICK).label("activity"), *nothing
    )
    if asked.good_only:
        query = query.where(Element.type_key.in_(good.types))
    found: Select[Any] = query.where(since <= good.day, *_on(asked, viewer))
    return found


def _on(asked: DueFilter, viewer: User | None) -> list[ColumnElement[bool]]:
    """Say on which elements: those that stand, and that the viewer may see."""
    exact: dict[Any, Any] = {
        Element.in_municipality: asked.municipality,
        Element.place_id: asked.place_id,
        Element.type_key: asked.type_key,
    }
    where = [column == value for column, value in exact.items() if value]
    return [*where, visible_to(viewer), Element.state == Stands.PUBLISHED]


def _sorted(query: Select[Any], columns: tuple[Any, ...], key: Key | None, size: int) -> Select[Any]:
    if key is not None:
        query = query.where(tuple_(*columns) > tuple_(*key))
    return query.order_by(*columns).limit(size + 1)


def _read(rows: Sequence[Any], good: GoodTime) -> list[ToDo]:
    """Add element and activity to the rows of a page."""
    wanted = select(Element).where(Element.id.in_({row.id for row in rows})).options(*row_parts())
    elements = {one.id: one for one in db.session.scalars(wanted)}
    keys = {row.activity for row in rows} - {TICK}
    activities = {one.key: one for one in db.session.scalars(select(Activity).where(Activity.key.in_(keys)))}
    pairs, types = set(good.pairs), set(good.types)
    found = []
    for row in rows:
        one, told = elements[row.id], Due(State.KNOWN, row.done_on, row.due_from, row.overdue_from)
        is_good = (one.type_key, row.activity) in pairs if row.activity else one.type_key in types
        found.append(ToDo(one, activities.get(row.activity), told, is_good, good.day))
    return found


def _key(after: str) -> tuple[str, Key | None]:
    """Read the key of a page: in which half it starts, and behind what; the start when it cannot be read."""
    parts = unpack(after, parts=4) if after else None
    try:
        if parts is None or parts[0] not in {OVERDUE, DUE}:
            return OVERDUE, None
        return parts[0], (date.fromisoformat(parts[1]), uuid.UUID(parts[2]), parts[3])
    except ValueError:
        return OVERDUE, None
