"""The elements that someone knows: worked on, registered or followed, whichever was last first."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Element, Follow, MaintenanceLog, State, Submission, User
from app.policies.elements import WORKABLE, visible_to
from app.policies.maintenance import visible_to as may_see_log
from app.queries.elements import row_parts

MOST: Final = 12
LOOK_AT: Final = 100  # of each kind: one may have worked on the same element many times
TAKEN_BACK: Final = (State.WITHDRAWN, State.REJECTED)

log: Any = MaintenanceLog.__table__.c
parent: Any = Submission.__table__.c


@dataclass(frozen=True)
class Known:
    """An element that still stands, and what this person logged on it last."""

    element: Element
    last: MaintenanceLog | None


def find_known(viewer: User, *, most: int = MOST) -> Sequence[Known]:
    """Return the elements on which someone is likely to have worked now, and may log work."""
    worked = dict(reversed([(row.element_id, row) for row in _read(_worked(viewer))]))
    moments: dict[uuid.UUID, Any] = {}
    for row in (*worked.values(), *_read(_registered(viewer)), *_read(_followed(viewer))):
        moments[row.element_id] = max(row.moment, moments.get(row.element_id, row.moment))
    seen = select(Element).where(
        Element.id.in_(list(moments)), visible_to(viewer), Element.state.in_(WORKABLE)
    )
    found = db.session.scalars(seen.options(*row_parts())).all() if moments else ()
    shown = sorted(found, key=lambda one: (moments[one.id], one.id), reverse=True)[:most]
    last = _logs(viewer, [worked[one.id].log_id for one in shown if one.id in worked])
    return [Known(one, last.get(one.id)) for one in shown]


def _worked(viewer: User) -> Select[Any]:
    query = select(log.element_id, parent.received_at.label("moment"), log.id.label("log_id"))
    query = query.join_from(Submission.__table__, MaintenanceLog.__table__, parent.id == log.id)
    mine = query.where(parent.author_id == viewer.id, parent.state.not_in(TAKEN_BACK))
    return mine.order_by(parent.received_at.desc(), parent.id.desc())


def _registered(viewer: User) -> Select[Any]:
    table: Any = Element.__table__.c
    query = select(table.id.label("element_id"), parent.received_at.label("moment"))
    query = query.join_from(Submission.__table__, Element.__table__, parent.id == table.id)
    mine = query.where(parent.author_id == viewer.id, parent.state.in_(WORKABLE))
    return mine.order_by(parent.received_at.desc(), parent.id.desc())


def _followed(viewer: User) -> Select[Any]:
    table: Any = Follow.__table__.c
    query = select(table.element_id, table.since.label("moment")).where(table.person_id == viewer.id)
    return query.order_by(table.since.desc(), table.element_id)


def _read(query: Select[Any]) -> Sequence[Any]:
    return db.session.execute(query.limit(LOOK_AT)).all()


def _logs(viewer: User, ids: list[uuid.UUID]) -> dict[uuid.UUID, MaintenanceLog]:
    query = select(MaintenanceLog).where(MaintenanceLog.id.in_(ids), may_see_log(viewer))
    query = query.options(joinedload(MaintenanceLog.activity))
    return {one.element_id: one for one in db.session.scalars(query)} if ids else {}
