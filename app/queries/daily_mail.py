"""What the mails of the morning tell, and to whom."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.core.clock import HOME, today
from app.extensions import db
from app.models import (
    FOLLOW_UP,
    IDEA_STEPS,
    CoordinatorArea,
    Decision,
    MailWhen,
    Municipality,
    Role,
    Submission,
    User,
)
from app.queries.idea_desk import count_due
from app.queries.moderation import waiting
from app.queries.news import News, get_news

TOLD: Final = ("publish", "return", "reject", *FOLLOW_UP, *IDEA_STEPS)


@dataclass(frozen=True)
class Waiting:
    """What waits in one municipality; its name is empty for what lies in none."""

    municipality: str
    count: int
    oldest: datetime
    days: int  # whole days since then


def authors_with_news(until: datetime) -> Sequence[uuid.UUID]:
    """Return who reads once a day and of whose submissions something was decided before ``until``."""
    untold = and_(Decision.at < until, or_(User.mailed_at.is_(None), Decision.at >= User.mailed_at))
    told, decided = Decision.step.in_(TOLD), Decision.submission_id == Submission.id
    query = select(User.id).where(User.mail_when == MailWhen.DAILY, *_reachable())
    some = select(Decision.id).join(Submission, decided).where(Submission.author_id == User.id, untold, told)
    return db.session.scalars(query.where(some.exists()).order_by(User.id)).all()


def find_news(person: User, until: datetime) -> list[News]:
    """Return what was decided since the last daily mail and still stands, in the order of time."""
    mine = select(Decision.id).join(Submission, Decision.submission_id == Submission.id)
    mine = mine.where(Submission.author_id == person.id, Decision.at < until, Decision.step.in_(TOLD))
    if person.mailed_at is not None:
        mine = mine.where(Decision.at >= person.mailed_at)
    idents = db.session.scalars(mine.order_by(Decision.at, Decision.id)).all()
    return [news for news in map(get_news, idents) if news is not None]


def coordinators_with_work(day: date) -> list[uuid.UUID]:
    """Return which coordinators have something to decide on or answer, and were not told so on this day.

    An admin is told when municipalities were given to them.
    """
    areas = select(CoordinatorArea.person_id).where(CoordinatorArea.person_id == User.id).exists()
    query = select(User).where(
        or_(User.role == Role.COORDINATOR, and_(User.role == Role.ADMIN, areas)),
        User.mail_when != MailWhen.NONE,
        or_(User.desk_mailed_on.is_(None), User.desk_mailed_on < day),
        *_reachable(),
    )
    people = db.session.scalars(query.order_by(User.id)).all()
    return [one.id for one in people if db.session.scalar(select(waiting(one).exists())) or count_due(one)]


def find_waiting_by_area(person: User) -> list[Waiting]:
    """Return how much this person may decide on, and since when, municipality by municipality."""
    counted = (Municipality.name, func.count(), func.min(Submission.received_at))
    rows = waiting(person).with_only_columns(*counted)
    rows = rows.outerjoin(Municipality, Municipality.code == Submission.municipality_code)
    found = db.session.execute(rows.group_by(Municipality.name)).all()
    here = [
        Waiting(name or "", count, oldest, (today() - oldest.astimezone(HOME).date()).days)
        for name, count, oldest in found
    ]
    return sorted(here, key=lambda one: (one.oldest, one.municipality))


def _reachable() -> tuple[ColumnElement[bool], ...]:
    return (User.suspended_at.is_(None), User.email.is_not(None))
