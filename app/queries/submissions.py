"""What someone handed in, over all kinds."""

import enum
import uuid
from datetime import datetime
from typing import Final

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import joinedload, selectin_polymorphic, selectinload

from app import models
from app.core.errors import NotAllowedError, NotFoundError
from app.core.paging import Page, cut, read_moment, unpack
from app.extensions import db
from app.models import (
    Decision,
    Element,
    ElementChange,
    Event,
    GroundClaim,
    Idea,
    MaintenanceLog,
    PhotoReport,
    PresenceCheck,
    ProblemReport,
    Sighting,
    State,
    Submission,
    User,
    Walk,
)
from app.policies.submissions import visible_to


class Group(enum.StrEnum):
    """How one's own submissions are grouped: asks for me, waits for the desk, finished."""

    ASKED = "vraag"
    WAITING = "wacht"
    DONE = "klaar"


STATES: Final = {
    Group.ASKED: (State.RETURNED,),
    Group.WAITING: (State.PENDING,),
    Group.DONE: (State.PUBLISHED, State.REJECTED, State.WITHDRAWN, State.GONE),
}
KINDS: Final = (
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
    models.Group,
    Idea,
)
ON_ELEMENTS: Final = (
    MaintenanceLog,
    ElementChange,
    PresenceCheck,
    GroundClaim,
    PhotoReport,
    ProblemReport,
    Idea,
)
_PARTS: Final = (
    selectin_polymorphic(Submission, KINDS),
    selectinload(Submission.photos),
    selectinload(Submission.decisions).options(joinedload(Decision.actor), joinedload(Decision.answer)),
    joinedload(Element.type),
    joinedload(Element.place),
    joinedload(Walk.place),
    joinedload(models.Group.place),
    joinedload(MaintenanceLog.activity),
    joinedload(Sighting.claimed),
    joinedload(Sighting.species),
    *(joinedload(kind.element).joinedload(Element.type) for kind in ON_ELEMENTS),
)


def find_mine(viewer: User, group: Group, *, after: str = "", size: int = 10) -> Page[Submission]:
    """Return one's own submissions of a group, newest first."""
    query = select(Submission).where(
        Submission.author_id == viewer.id, Submission.state.in_(STATES[group]), visible_to(viewer)
    )
    if (key := _key(after)) is not None:
        query = query.where(tuple_(Submission.received_at, Submission.id) < tuple_(*key))
    newest = query.order_by(Submission.received_at.desc(), Submission.id.desc()).limit(size + 1)
    rows = db.session.scalars(newest.options(*_PARTS)).unique().all()
    return cut(rows, size=size, key=lambda item: (item.received_at.isoformat(), item.id.hex))


def count_mine(viewer: User) -> dict[Group, int]:
    """Count one's own submissions, group by group."""
    query = select(Submission.state, func.count()).where(
        Submission.author_id == viewer.id, visible_to(viewer)
    )
    found: dict[State, int] = dict(db.session.execute(query.group_by(Submission.state)).all())
    return {group: sum(found.get(state, 0) for state in states) for group, states in STATES.items()}


def get_own(ident: uuid.UUID, *, viewer: User) -> Submission:
    """Return one of one's own; raises NotFoundError, or NotAllowedError for what is another's."""
    query = select(Submission).where(Submission.id == ident, visible_to(viewer))
    item = db.session.scalars(query.options(*_PARTS)).unique().one_or_none()
    if item is None:
        raise NotFoundError
    if item.author_id != viewer.id:
        raise NotAllowedError
    return item


def get_mine(viewer: User, ident: uuid.UUID) -> Submission | None:
    """Return one of one's own submissions."""
    query = select(Submission).where(Submission.id == ident, Submission.author_id == viewer.id)
    return db.session.scalars(query.options(*_PARTS)).unique().one_or_none()


def last_word(item: Submission) -> Decision | None:
    """Return the last decision of the desk that carries words for the author."""
    said = [one for one in item.decisions if one.step in {"return", "reject", "publish"} and one.reason]
    return said[-1] if said else None


def _key(after: str) -> tuple[datetime, uuid.UUID] | None:
    parts = unpack(after, parts=2) if after else None
    try:
        return (read_moment(parts[0]), uuid.UUID(parts[1])) if parts else None
    except ValueError:
        return None
