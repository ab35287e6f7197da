"""Who may see a problem report, and who may go on with it."""

from typing import Final

from sqlalchemy import ColumnElement, and_, or_, true

from app.models import Element, Problem, ProblemReport, Stage, State, User
from app.policies import elements
from app.policies.moderation import can_moderate

# about these people soon point at a neighbour: only the reporter and coordinators read on
NOT_PUBLIC: Final = (Problem.ANIMALS, Problem.OTHER)


def can_see(user: User | None, report: ProblemReport) -> bool:
    """Tell whether someone may see it: their own, a coordinator's, or accepted at a place that they see."""
    if can_read_notes(user, report):
        return True
    public = report.state == State.PUBLISHED and report.problem not in NOT_PUBLIC
    return public and (report.element is None or elements.can_see(user, report.element))


def visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_see() says in Python; a test keeps the two equal."""
    if can_moderate(user):
        return true()
    # asked of each row by itself: all elements that someone sees are many, and a list shows a few rows
    seen = (
        elements.seen_ids(user)
        .where(Element.__table__.c.id == ProblemReport.element_id)
        .correlate(ProblemReport)
    )
    public = and_(
        ProblemReport.state == State.PUBLISHED,
        ProblemReport.problem.not_in(NOT_PUBLIC),
        or_(ProblemReport.element_id.is_(None), seen.exists()),
    )
    return public if user is None else or_(ProblemReport.author_id == user.id, public)


def can_read_notes(user: User | None, report: ProblemReport) -> bool:
    """Tell whether someone may read what was written: the reporter and coordinators, never others."""
    return can_moderate(user) or (user is not None and report.author_id == user.id)


def can_reopen(user: User | None, report: ProblemReport) -> bool:
    """Tell whether someone may say that it is not solved: who reported it."""
    own = user is not None and report.author_id == user.id
    return own and report.state == State.PUBLISHED and report.stage == Stage.SOLVED
