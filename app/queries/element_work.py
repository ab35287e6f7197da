"""The work on an element: what is usual, when it was done, when it is time again, and whether now is good."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.cycles import Due, State, due, years_late
from app.core.season import Advice
from app.extensions import db
from app.models import Element, ElementDue, TypeActivity
from app.queries.done import by_activity, find_published
from app.queries.reference import find_usual_activities
from app.queries.seasons import Season, cycle_of, rules_for


@dataclass(frozen=True)
class Work:
    """One usual kind of work: its row, its season today, and what its cycle says."""

    row: TypeActivity
    season: Season
    due: Due

    @property
    def years_late(self) -> int:
        """Return the whole years since it became overdue."""
        return years_late(self.due, self.season.day)

    @property
    def is_due(self) -> bool:
        """Tell whether it is time again."""
        return self.due.is_due(self.season.day)

    @property
    def is_overdue(self) -> bool:
        """Tell whether the time has passed."""
        return self.due.is_overdue(self.season.day)

    @property
    def is_good_time(self) -> bool:
        """Tell whether today is a good time for it."""
        return self.season.answer.advice is Advice.GOOD


def find_work(element: Element, day: date) -> Sequence[Work]:
    """Return the usual work on an element in the order of its type, as its published logs tell."""
    done = by_activity(find_published(element.id))
    return [
        Work(
            row,
            Season(row.activity, rules_for(element.type, row.activity, row), day),
            due(row.activity_key, cycle_of(row), done.get(row.activity_key, []), day=day),
        )
        for row in find_usual_activities(element.type_key)
    ]


def next_of(works: Iterable[Work]) -> Work | None:
    """Return what to speak of first: longest overdue, then longest due, else what is most usual."""
    comes = [one for one in works if one.row.cycle_min_years is not None]
    return min(comes, key=_rank, default=None)


def find_next(elements: Iterable[Element], day: date) -> Mapping[uuid.UUID, Work]:
    """Return next_of() of each element of a list, in two questions for all of them."""
    shown = list(elements)
    mine = select(ElementDue).where(ElementDue.element_id.in_([one.id for one in shown]))
    known: dict[tuple[Any, str], Due] = {
        (row.element_id, row.activity_key): Due(State.KNOWN, row.done_on, row.due_from, row.overdue_from)
        for row in db.session.scalars(mine)
    }
    rows = select(TypeActivity).where(TypeActivity.type_key.in_({one.type_key for one in shown}))
    by_type: dict[str, list[TypeActivity]] = {}
    for row in db.session.scalars(rows.options(joinedload(TypeActivity.activity))):
        by_type.setdefault(row.type_key, []).append(row)
    found = {}
    for one in shown:
        works = [
            Work(
                row,
                Season(row.activity, rules_for(one.type, row.activity, row), day),
                known.get((one.id, row.activity_key), Due(State.UNKNOWN)),
            )
            for row in by_type.get(one.type_key, [])
        ]
        if (first := next_of(works)) is not None:
            found[one.id] = first
    return found


def _rank(work: Work) -> tuple[int, date, int]:
    if work.is_overdue and work.due.overdue_from:
        return 0, work.due.overdue_from, work.row.position
    if work.is_due and work.due.due_from:
        return 1, work.due.due_from, work.row.position
    return 2, date.min, work.row.position
