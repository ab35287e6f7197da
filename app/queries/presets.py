"""What the form of work may fill in beforehand: work in season that was done before, and how many people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select

from app.core.season import Advice
from app.extensions import db
from app.models import Element, ElementDue, MaintenanceLog, Submission, User
from app.queries.known import TAKEN_BACK
from app.queries.reference import find_usual_activities
from app.queries.seasons import find_seasons

LOOK_AT: Final = 20

log: Any = MaintenanceLog.__table__.c
parent: Any = Submission.__table__.c


@dataclass(frozen=True)
class Preset:
    """A kind of work, or "" when nothing is in season; and how many people."""

    activity_key: str = ""
    people: int = 1


def preset_for(element: Element, day: date, *, actor: User) -> Preset:
    """Return what this person most likely did on this element on a day.

    First the work in season that they did here last, else the usual work in season that was done on most
    elements of this type; of what was done as often, what is most usual.
    """
    seasons = find_seasons(element.type, day)
    good = {key for key, season in seasons.items() if season.answer.advice is Advice.GOOD}
    before = next((key for key in _done_by(actor, element) if key in good), "")
    usual = find_usual_activities(element.type_key)
    offered = [one.activity_key for one in usual if one.activity_key in good]
    return Preset(before or _most_done(element.type_key, offered), _people_of(actor))


def _done_by(person: User, element: Element) -> Iterable[str]:
    mine = _logs_of(person, log.activity_key).where(log.element_id == element.id)
    return db.session.scalars(mine.order_by(log.done_on.desc(), log.id).limit(LOOK_AT)).all()


def _people_of(person: User) -> int:
    """Return how many they were the last time; 1 when there was none."""
    newest = _logs_of(person, log.people).order_by(parent.received_at.desc(), parent.id.desc())
    return db.session.scalar(newest.limit(1)) or 1


def _logs_of(person: User, column: Any) -> Any:
    query = select(column).join_from(Submission.__table__, MaintenanceLog.__table__, parent.id == log.id)
    return query.where(parent.author_id == person.id, parent.state.not_in(TAKEN_BACK))


def _most_done(type_key: str, offered: list[str]) -> str:
    """Return which of these was done on most elements of a type; the first of those that are equal."""
    dues = (
        select(ElementDue.activity_key, func.count())
        .where(ElementDue.type_key == type_key, ElementDue.activity_key.in_(offered))
        .group_by(ElementDue.activity_key)
    )
    counted = dict(db.session.execute(dues).all()) if len(offered) > 1 else {}
    return max(offered, key=lambda key: counted.get(key, 0), default="")
