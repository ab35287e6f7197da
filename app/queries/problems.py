"""Problem reports as someone may see them."""

import uuid
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from app.core.clock import today
from app.core.errors import N_, NotAllowedError, NotFoundError
from app.core.paging import Page, cut, unpack
from app.extensions import db
from app.models import Decision, Element, Place, Problem, ProblemReport, Stage, State, User
from app.policies.moderation import can_decide, can_moderate, decidable_by, is_on_desk_of
from app.policies.problems import visible_to
from app.queries.moderation import coordinators_of

BIGGEST: Final = 2**62


@dataclass(frozen=True, kw_only=True)
class ProblemFilter:
    """What a list is asked for; empty is all."""

    stage: Stage | None = None
    problem: Problem | None = None
    municipality: str = ""
    reopened: bool = False  # not solved, says the reporter


def find_reports(
    viewer: User | None, asked: ProblemFilter, *, after: str = "", size: int = 20
) -> Page[ProblemReport]:
    """Return accepted reports, planned ones first by their day: what is overdue stands on top."""
    query = listed(viewer, asked)
    if (key := _key(after)) is not None:
        query = query.where(tuple_(ProblemReport.position, ProblemReport.id) > tuple_(*key))
    query = query.order_by(ProblemReport.position, ProblemReport.id).limit(size + 1)
    on = selectinload(ProblemReport.element)  # joined, SQLite would read the whole parent table for it
    steps = selectinload(ProblemReport.decisions).joinedload(Decision.actor)
    parts = (on.joinedload(Element.type), on.joinedload(Element.place), steps)
    rows = db.session.scalars(query.options(*parts)).all()
    return cut(rows, size=size, key=lambda one: (str(one.position), one.id.hex))


def listed(viewer: User | None, asked: ProblemFilter) -> Select[ProblemReport]:
    """Say in SQL which reports a list holds."""
    query = select(ProblemReport).where(visible_to(viewer), ProblemReport.state == State.PUBLISHED)
    if asked.stage is not None:
        query = query.where(ProblemReport.stage == asked.stage)
    if asked.problem is not None:
        query = query.where(ProblemReport.problem == asked.problem)
    if asked.reopened:
        query = query.where(ProblemReport.reopened.is_(True), decidable_by(viewer))
    if asked.municipality:
        query = query.where(ProblemReport.municipality_code == asked.municipality)
    return query


def count_reopened(viewer: User) -> int:
    """Count those of this person's desk that are not solved, says the reporter."""
    found = listed(viewer, ProblemFilter(reopened=True))
    return db.session.scalar(select(func.count()).select_from(found.subquery())) or 0


def get_report(ident: uuid.UUID, *, viewer: User | None) -> ProblemReport:
    """Return one report with its photos and steps; raises NotFoundError for what one may not see."""
    on = selectinload(ProblemReport.element)
    parts = (
        on.joinedload(Element.type),
        on.joinedload(Element.place).joinedload(Place.municipality),
        joinedload(ProblemReport.author),
        selectinload(ProblemReport.photos),
        selectinload(ProblemReport.decisions).joinedload(Decision.actor),
    )
    query = select(ProblemReport).where(ProblemReport.id == ident, visible_to(viewer))
    report = db.session.scalar(query.options(*parts))
    if report is None:
        raise NotFoundError
    return report


def get_for_desk(ident: uuid.UUID, *, viewer: User) -> ProblemReport:
    """Return one that this person may go on with; raises NotFoundError or NotAllowedError."""
    if not can_moderate(viewer):
        raise NotAllowedError(N_("Alleen coördinatoren beslissen over inzendingen."))
    report = get_report(ident, viewer=viewer)
    if not is_on_desk_of(viewer, report, coordinators=coordinators_of(report.municipality_code)):
        raise NotAllowedError(N_("Deze inzending hoort bij een andere gemeente. Daar beslissen ze."))
    if not may_follow_up(report, viewer=viewer):
        raise NotAllowedError(N_("Dit heb je zelf ingestuurd. Een andere coördinator beslist erover."))
    return report


def may_follow_up(report: ProblemReport, *, viewer: User | None) -> bool:
    """Tell whether this person may go on with it: a coordinator of there who did not report it."""
    if viewer is None or not can_moderate(viewer):
        return False
    return can_decide(viewer, report, coordinators=coordinators_of(report.municipality_code))


def is_overdue(report: ProblemReport) -> bool:
    """Tell whether the day that was planned is over."""
    return report.stage == Stage.PLANNED and report.planned_on is not None and report.planned_on < today()


def _key(after: str) -> tuple[int, uuid.UUID] | None:
    parts = unpack(after, parts=2) if after else None
    try:
        key = (int(parts[0][:20]), uuid.UUID(parts[1])) if parts else None
    except ValueError:
        return None
    return key if key is None or abs(key[0]) < BIGGEST else None
