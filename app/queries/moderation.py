"""What waits for the coordinators: one query over all kinds, oldest first."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import joinedload, lazyload, load_only, selectin_polymorphic, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.core.clock import now
from app.core.paging import PAGE, Page, cut, read_moment, unpack
from app.extensions import db
from app.models import (
    CoordinatorArea,
    Decision,
    Element,
    ElementChange,
    Event,
    GroundClaim,
    Group,
    Idea,
    MaintenanceLog,
    PhotoReport,
    Place,
    PresenceCheck,
    ProblemReport,
    Role,
    Sighting,
    Submission,
    User,
    Walk,
)
from app.policies.moderation import decidable_by
from app.queries.desk_filter import EVERYTHING, DeskFilter

KINDS = (
    Element,
    MaintenanceLog,
    ElementChange,
    PresenceCheck,
    GroundClaim,
    PhotoReport,
    ProblemReport,
    Sighting,
    Walk,
    Event,
    Group,
    Idea,
)
DECISIONS = ("publish", "return", "reject")
ORDER = (Submission.urgency, Submission.received_at, Submission.id)  # an owner's wish comes first


@dataclass(frozen=True)
class Around:
    """Where an item stands in the line of what waits; position 1 is the oldest."""

    position: int
    previous: uuid.UUID | None
    next: uuid.UUID | None


def coordinators_of(municipality_code: str | None) -> frozenset[uuid.UUID]:
    """Return who looks after a municipality now; nobody for an item without one."""
    active = select(CoordinatorArea.person_id).join(User, User.id == CoordinatorArea.person_id)
    active = active.where(User.role == Role.COORDINATOR, User.suspended_at.is_(None))
    return frozenset(db.session.scalars(active.where(CoordinatorArea.municipality_code == municipality_code)))


def waiting(viewer: User, asked: DeskFilter = EVERYTHING) -> Select[Submission]:
    """Select what this person may decide on now, in no order yet."""
    return select(Submission).where(Submission.waits, decidable_by(viewer), *asked.conditions())


def find_waiting(
    viewer: User, asked: DeskFilter = EVERYTHING, *, after: str = "", size: int = PAGE
) -> Page[Submission]:
    """Return a page of what waits, oldest first, with all that a line of the list shows."""
    query = waiting(viewer, asked).order_by(*ORDER).limit(size + 1).options(*for_list())
    if (key := _key(after)) is not None:
        query = query.where(tuple_(*ORDER) > key)
    rows = db.session.scalars(query).all()
    return cut(
        rows, size=size, key=lambda item: (str(item.urgency), item.received_at.isoformat(), str(item.id))
    )


def get_around(item: Submission, viewer: User, asked: DeskFilter = EVERYTHING) -> Around:
    """Return the place of an item in the line, and its neighbours; it may have left the line itself."""
    here = tuple_(item.urgency, item.received_at, item.id)
    ids = waiting(viewer, asked).with_only_columns(Submission.id)
    before, after = ids.where(tuple_(*ORDER) < here), ids.where(tuple_(*ORDER) > here)
    back = [column.desc() for column in ORDER]
    ahead = db.session.scalar(select(func.count()).select_from(before.subquery()))
    return Around(
        position=(ahead or 0) + 1,
        previous=db.session.scalar(before.order_by(*back).limit(1)),
        next=db.session.scalar(after.order_by(*ORDER).limit(1)),
    )


def get_done(word: str, viewer: User, *, within: timedelta) -> Decision | None:
    """Return the decision that this person took a moment ago on the item with this id, if it still stands."""
    try:
        item_id = uuid.UUID(word)
    except ValueError:
        return None
    last = select(Decision).where(Decision.submission_id == item_id).order_by(Decision.at.desc()).limit(1)
    found = db.session.scalar(last)
    fresh = found is not None and found.actor_id == viewer.id and now() - found.at < within
    return found if fresh and found is not None and found.step in DECISIONS else None


def get_next(item_id: uuid.UUID, viewer: User, asked: DeskFilter = EVERYTHING) -> uuid.UUID | None:
    """Return what to look at after this: the next that waits, or the oldest."""
    here = select(*ORDER).where(Submission.id == item_id)
    line = waiting(viewer, asked).with_only_columns(Submission.id).where(Submission.id != item_id)
    line = line.order_by(*ORDER).limit(1)
    at = db.session.execute(here).one_or_none()
    later = db.session.scalar(line.where(tuple_(*ORDER) > tuple_(*at))) if at is not None else None
    return later or db.session.scalar(line)


@cache
def for_list() -> tuple[ORMOption, ...]:
    """Return what to load with lines of any kind, so that the number of queries stays the same."""
    author = joinedload(Submission.author).options(load_only(User.name), lazyload(User.areas))
    return (author, selectinload(Submission.decisions), *_of_each_kind())


@cache
def for_item() -> tuple[ORMOption, ...]:
    """Return what to load with one item: also who took each step."""
    steps = selectinload(Submission.decisions).joinedload(Decision.actor)
    return (joinedload(Submission.author), steps, *_of_each_kind())


def _of_each_kind() -> tuple[ORMOption, ...]:
    return (
        selectinload(Submission.photos),
        selectin_polymorphic(Submission, KINDS),
        joinedload(Element.type),
        joinedload(Element.place),
        joinedload(Walk.place).joinedload(Place.municipality),
        selectinload(Walk.sections),
        joinedload(Group.place),
        joinedload(MaintenanceLog.activity),
        joinedload(Sighting.claimed),
        joinedload(Sighting.species),
        *(  # joined, SQLite would read the whole parent table for it
            selectinload(kind.element).options(joinedload(Element.type), joinedload(Element.place))
            for kind in (
                MaintenanceLog,
                ElementChange,
                PresenceCheck,
                GroundClaim,
                PhotoReport,
                ProblemReport,
                Idea,
            )
        ),
    )


def _key(word: str) -> tuple[int, datetime, uuid.UUID] | None:
    parts = unpack(word, parts=3) if word else None
    if parts is None:
        return None
    try:
        return int(parts[0][:3]), read_moment(parts[1]), uuid.UUID(parts[2])
    except ValueError:
        return None
