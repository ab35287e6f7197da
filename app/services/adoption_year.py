"""What time does to adoptions: reminded in the season, asked after silence or a term, over without an answer.

All of it is done each night, one by one, so that one that cannot be done holds up no other.
"""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, or_, select, tuple_

from app import queue
from app.core.clock import today
from app.extensions import db
from app.models import Adoption, AdoptionState, ElementDue, Ending, MaintenanceLog, State, Submission
from app.policies.adoptions import can_be_seen_by_group
from app.policies.elements import can_see
from app.queries.adoptions import find_readers
from app.queries.seasons import good_time
from app.transaction import load, transactional

SILENT_MONTHS: Final = 18
ANSWER_DAYS: Final = 60
YEAR: Final = timedelta(days=365)
log: Any = MaintenanceLog.__table__.c
parent: Any = Submission.__table__.c


def end_unseen() -> None:
    """End, without a mail, what is of an element that is gone or that its adopter may no longer see."""
    for ident in _active_ids():
        _end_unseen(ident)


def lapse_unanswered() -> None:
    """Let lapse what we asked about and nobody answered; work that was logged since is an answer too."""
    for ident in _active_ids(Adoption.asked_on <= today() - timedelta(days=ANSWER_DAYS)):
        _lapse(ident)


def ask_again() -> None:
    """Ask, once, whether they go on: the term is over, or nothing was logged for long."""
    day = today()
    long_ago = months_before(day, SILENT_MONTHS)
    silent = and_(
        Adoption.from_on <= long_ago,
        or_(Adoption.answered_on.is_(None), Adoption.answered_on <= long_ago),
        ~_worked_on(long_ago),
    )
    for ident in _active_ids(Adoption.asked_on.is_(None), or_(Adoption.until_on <= day, silent)):
        _with(ident, _ask)


def remind_in_season() -> None:
    """Tell what is due and may be done now: of each element at most once a year."""
    good = good_time(today())
    work = select(ElementDue.element_id).where(
        ElementDue.due_from <= good.day, tuple_(ElementDue.type_key, ElementDue.activity_key).in_(good.pairs)
    )
    untold = or_(Adoption.reminded_on.is_(None), Adoption.reminded_on <= good.day - YEAR)
    for ident in _active_ids(untold, Adoption.asked_on.is_(None), Adoption.element_id.in_(work)):
        _with(ident, _remind)


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(first_of_next - timedelta(days=1), date(year, month + 1, 1) + timedelta(days=day.day - 1))


@transactional
def _end_unseen(ident: uuid.UUID) -> None:
    adoption = load(Adoption, ident)
    if adoption is None or not adoption.is_active:
        return
    element = adoption.element
    if adoption.group_id is not None:
        seen = can_be_seen_by_group(element, adoption.group_id)
    else:
        seen = can_see(adoption.person, element)
    if element.state != State.PUBLISHED or not seen:
        adoption.take("end", Ending.ELEMENT)


@transactional
def _lapse(ident: uuid.UUID) -> None:
    adoption = load(Adoption, ident)
    if adoption is None or not adoption.is_active or adoption.asked_on is None:
        return
    worked = select(Adoption.id).where(Adoption.id == ident, _worked_on(adoption.asked_on))
    if adoption.asked_about == Ending.SILENCE and db.session.scalar(worked) is not None:
        adoption.asked_on = None
    else:
        adoption.take("lapse", adoption.asked_about)


@transactional
def _with(ident: uuid.UUID, act: Callable[[Adoption], str]) -> None:
    adoption = load(Adoption, ident)
    if adoption is None or not adoption.is_active:
        return
    what = act(adoption)
    for reader in find_readers(adoption):
        queue.add("mails.adoption", adoption_id=str(ident), person_id=str(reader.id), what=what)


def _ask(adoption: Adoption) -> str:
    adoption.asked_on = today()
    return "ask"


def _remind(adoption: Adoption) -> str:
    adoption.reminded_on = today()
    return "remind"


def _worked_on(since: date) -> ColumnElement[bool]:
    """Say in SQL that work on the element was published that was done after a day."""
    done = select(log.id).join_from(MaintenanceLog.__table__, Submission.__table__, parent.id == log.id)
    return done.where(
        log.element_id == Adoption.element_id, parent.state == State.PUBLISHED, log.done_on > since
    ).exists()


def _active_ids(*where: ColumnElement[bool]) -> list[uuid.UUID]:
    query = select(Adoption.id).where(Adoption.state == AdoptionState.ACTIVE, *where)
    return list(db.session.scalars(query.order_by(Adoption.id)))
