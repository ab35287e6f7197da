"""The published work on an element, as the cycles and the tick read it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import select

from app.core.clock import now
from app.core.cycles import Done
from app.extensions import db
from app.models import MaintenanceLog, State, Submission

log: Any = MaintenanceLog.__table__.c
parent: Any = Submission.__table__.c


@dataclass(frozen=True)
class Log:
    """What a log says of when work comes due again."""

    id: uuid.UUID
    activity_key: str
    done_on: date
    received_at: datetime
    share: Fraction | None
    late: bool | None  # ticked; told without a tick how it stands; or nothing

    @property
    def done(self) -> Done:
        """Return it as the cycles want it."""
        return Done(self.done_on, self.share)


def find_published(element_id: uuid.UUID) -> Sequence[Log]:
    """Return all published work on an element, in no order; it counts whoever looks."""
    facts = (log.id, log.activity_key, log.done_on, parent.received_at, log.share_num, log.share_den)
    rows = (
        select(*facts, log.overdue_after, log.condition_after)
        .join_from(MaintenanceLog.__table__, Submission.__table__, parent.id == log.id)
        .where(log.element_id == element_id, parent.state == State.PUBLISHED)
    )
    return [
        Log(*row[:4], _share(row.share_num, row.share_den), _late(row.overdue_after, row.condition_after))
        for row in db.session.execute(rows)
    ]


def log_of(row: MaintenanceLog) -> Log:
    """Return a log as it stands in memory."""
    late = _late(row.overdue_after, row.condition_after)
    return Log(row.id, row.activity_key, row.done_on, row.received_at or now(), row.share, late)


def by_activity(logs: Iterable[Log]) -> dict[str, list[Done]]:
    """Group what was done by kind of work."""
    found: dict[str, list[Done]] = defaultdict(list)
    for one in logs:
        found[one.activity_key].append(one.done)
    return found


def _share(num: int | None, den: int | None) -> Fraction | None:
    return Fraction(num, den) if num and den else None


def _late(overdue: bool, condition: object) -> bool | None:  # noqa: FBT001 (as stored)
    if overdue:
        return True
    return False if condition is not None else None
