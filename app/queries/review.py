"""One item on the desk with all that a coordinator needs to see before deciding."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import joinedload

from app.core.errors import N_, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import Element, Event, Idea, MaintenanceLog, ProblemReport, State, Submission, User, Walk
from app.policies.elements import WORKABLE, visible_to
from app.policies.moderation import can_decide, decidable_by, is_on_desk_of
from app.queries.check import remark_of
from app.queries.checks import checks_on
from app.queries.desk_filter import EVERYTHING, DeskFilter
from app.queries.moderation import ORDER, Around, coordinators_of, for_item, for_list, get_around, waiting
from app.queries.remark import Remark
from app.spatial.functions import within_box
from app.spatial.shapes import unwrap

NOT_THERE = frozenset({State.RETURNED, State.REJECTED, State.WITHDRAWN})
BEFORE, AFTER = 1, 12  # neighbours in the list beside an item, which stays in sight itself
AROUND_LON, AROUND_LAT = 0.003, 0.0018  # some 200 metres
MOST_AROUND = 30
AUTHORS_STEPS = ("submit", "edit", "resubmit")


@dataclass(frozen=True, kw_only=True)
class Review:
    """An item, its place in the line, who made it, and what hangs together with it."""

    item: Submission
    around: Around
    neighbours: Sequence[Submission]
    may_decide: bool
    approved_before: int
    answer: str  # what the author said to the desk's question
    changes: dict[str, tuple[Any, Any]]  # field: old and new, by the author since the desk last acted
    remarks: Sequence[Remark]
    element_waits: Element | None  # the element that the work was done on, when it waits too
    no_element: bool  # it was refused, taken back or is asked about: the work cannot be approved
    both: bool  # the two may be approved at once
    work: Sequence[MaintenanceLog]  # on this element, waiting too
    near: Sequence[Element]  # that lie around it


def get_review(item_id: uuid.UUID, viewer: User, asked: DeskFilter = EVERYTHING) -> Review:
    """Return one item; raises NotFoundError, or NotAllowedError when it is on another desk."""
    item = db.session.scalar(select(Submission).where(Submission.id == item_id).options(*for_item()))
    if item is None:
        raise NotFoundError
    coordinators = coordinators_of(item.municipality_code)
    if not is_on_desk_of(viewer, item, coordinators=coordinators):
        raise NotAllowedError(N_("Deze inzending hoort bij een andere gemeente. Daar beslissen ze."))
    element_of = item if isinstance(item, Element) else getattr(item, "element", None)
    if isinstance(item, ProblemReport | Event | Walk | Idea) and element_of is None:
        element_of = item
    element = item.element if isinstance(item, MaintenanceLog) else None
    no_element = element is not None and element.state in NOT_THERE
    element = element if element is not None and element.waits else None
    return Review(
        item=item,
        around=get_around(item, viewer, asked),
        neighbours=find_near(item, viewer, asked),
        may_decide=item.waits and can_decide(viewer, item, coordinators=coordinators),
        approved_before=count_approved(item.author_id),
        answer=next((one.reason for one in item.decisions[-1:] if one.step == "resubmit"), ""),
        changes=changes_since_last_look(item),
        remarks=[remark_of(check) for check in checks_on(item)],
        element_waits=element,
        no_element=no_element,
        both=element is not None and _may_decide(element.id, viewer),
        work=_waiting_work(item, viewer) if isinstance(item, Element) and item.waits else (),
        near=() if element_of is None else find_around(element_of, viewer),
    )


def find_near(item: Submission, viewer: User, asked: DeskFilter = EVERYTHING) -> Sequence[Submission]:
    """Return a few items before this one in the line, itself when it waits, and some after it."""
    earlier = tuple_(*ORDER) < tuple_(item.urgency, item.received_at, item.id)
    query = waiting(viewer, asked).options(*for_list())
    back = query.where(earlier).order_by(*(column.desc() for column in ORDER)).limit(BEFORE)
    ahead = query.where(~earlier).order_by(*ORDER).limit(AFTER)
    return [*reversed(db.session.scalars(back).all()), *db.session.scalars(ahead).all()]


def find_around(element: Element | ProblemReport | Event | Walk | Idea, viewer: User) -> Sequence[Element]:
    """Return a few elements that lie around one, a free place or a walk, for the map beside it."""
    west, south, east, north = unwrap(element.shape).bounds
    box = (west - AROUND_LON, south - AROUND_LAT, east + AROUND_LON, north + AROUND_LAT)
    query = select(Element).where(
        within_box(Element.__table__.c.shape, box), Element.id != element.id, visible_to(viewer)
    )
    stands = Element.state.in_(WORKABLE)
    return db.session.scalars(query.where(stands).limit(MOST_AROUND).options(joinedload(Element.type))).all()


def count_approved(person_id: uuid.UUID) -> int:
    """Count what this person handed in and was approved."""
    approved = select(func.count()).select_from(Submission)
    approved = approved.where(Submission.author_id == person_id, Submission.state == State.PUBLISHED)
    return db.session.scalar(approved) or 0


def changes_since_last_look(item: Submission) -> dict[str, tuple[Any, Any]]:
    """Return what the author changed after handing in, or after the desk's last decision."""
    found: dict[str, tuple[Any, Any]] = {}
    for decision in item.decisions:
        if decision.step not in AUTHORS_STEPS:
            found = {}
        for name, (old, new) in decision.changes.items() if decision.step in AUTHORS_STEPS else ():
            found[name] = (found[name][0] if name in found else old, new)
    return {
        name: (old, new)
        for name, (old, new) in found.items()
        if old != new or old is None  # of words the log only says that they changed
    }


def _may_decide(item_id: uuid.UUID, viewer: User) -> bool:
    mine = select(Submission.id).where(Submission.id == item_id, decidable_by(viewer))
    return db.session.scalar(mine) is not None


def _waiting_work(element: Submission, viewer: User) -> Sequence[MaintenanceLog]:
    work = select(MaintenanceLog).where(MaintenanceLog.element_id == element.id, MaintenanceLog.waits)
    work = work.where(decidable_by(viewer)).order_by(*ORDER)
    return db.session.scalars(work.options(joinedload(MaintenanceLog.activity))).all()
