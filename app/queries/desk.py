"""What stands around the line of the desk: counts and colleagues."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, func, select, true
from sqlalchemy.orm import aliased

from app.core.clock import now
from app.extensions import db
from app.models import CoordinatorArea, Decision, Municipality, Role, Submission, User
from app.queries.desk_filter import DeskFilter, Look
from app.queries.moderation import DECISIONS, coordinators_of, waiting

WEEK: Final = timedelta(days=7)
MEASURED: Final = 200  # of the newest decisions
EARLIER: Final = aliased(Decision)  # once: making it anew takes longer than asking


@dataclass(frozen=True)
class Desk:
    """How much waits, since when, how much of it is for this person, and what they did in seven days."""

    waiting: int
    oldest: datetime | None
    yours: int
    shown: int  # by the folded filter, whatever chip is chosen
    fine: int  # of those
    decided: int
    waited: timedelta | None  # half of what was decided had waited longer

    def chosen(self, asked: DeskFilter) -> int:
        """Count what the filter shows, with its chip."""
        return {None: self.shown, Look.FINE: self.fine, Look.ATTENTION: self.shown - self.fine}[asked.look]


def get_desk(viewer: User, asked: DeskFilter) -> Desk:
    """Count for the bar above the desk and for its chips, in one walk over what waits."""
    folded = and_(true(), *replace(asked, look=None).conditions())
    counts = waiting(viewer).with_only_columns(
        func.count(),
        func.min(Submission.received_at),
        func.count().filter(Submission.assignee_id == viewer.id),
        func.count().filter(folded),
        func.count().filter(folded, Submission.needs_look.is_(False)),
    )
    return Desk(*db.session.execute(counts).one(), *_this_week(viewer))


def _this_week(viewer: User) -> tuple[int, timedelta | None]:
    mine = (Decision.actor_id == viewer.id, Decision.at > now() - WEEK, Decision.step.in_(DECISIONS))
    done = db.session.scalar(select(func.count()).where(*mine)) or 0
    again = select(EARLIER.id).where(
        EARLIER.submission_id == Decision.submission_id, EARLIER.step == "resubmit", EARLIER.at < Decision.at
    )
    first = select(Decision.at, Submission.received_at).join(
        Submission, Submission.id == Decision.submission_id
    )
    first = first.where(*mine, ~again.exists()).order_by(Decision.at.desc()).limit(MEASURED)
    waits = [(decided - came).total_seconds() for decided, came in db.session.execute(first).all()]
    return done, timedelta(seconds=statistics.median(waits)) if waits else None


def find_municipalities(viewer: User) -> Sequence[Municipality]:
    """Return those of which this person has the desk, by name."""
    query = select(Municipality).order_by(Municipality.name)
    if viewer.role != Role.ADMIN:
        mine = select(CoordinatorArea.municipality_code).where(CoordinatorArea.person_id == viewer.id)
        query = query.where(Municipality.code.in_(mine))
    return db.session.scalars(query).all()


def find_colleagues(viewer: User) -> Sequence[User]:
    """Return the other coordinators of the same municipalities, by name; of an admin all of them."""
    query = select(User).where(
        User.role == Role.COORDINATOR, User.suspended_at.is_(None), User.id != viewer.id
    )
    if viewer.role != Role.ADMIN:
        mine = select(CoordinatorArea.municipality_code).where(CoordinatorArea.person_id == viewer.id)
        query = query.where(User.areas.any(CoordinatorArea.municipality_code.in_(mine)))
    return db.session.scalars(query.order_by(User.name, User.id)).all()


def find_candidates(item: Submission, viewer: User) -> Sequence[User]:
    """Return for whom this item may be, but for the viewer: the coordinators of its municipality."""
    ids = coordinators_of(item.municipality_code) - {item.author_id, viewer.id}
    query = select(User).where(User.id.in_(ids)).order_by(User.name, User.id)
    return db.session.scalars(query).all() if ids else ()
