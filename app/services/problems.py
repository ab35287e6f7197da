"""What people do with problem reports: hand one in, change it, take it back."""

import uuid
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.core.device_clock import DeviceClock
from app.core.errors import N_, ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import Problem, ProblemReport, State, User
from app.policies.elements import CHANGEABLE
from app.queries.problems import get_report
from app.services.checks import look_later
from app.services.photos import ChosenPhoto, attach_photos
from app.services.presence import checkable
from app.services.submissions import (
    change,
    differences,
    envelope,
    keep_clock,
    same_or_conflict,
    take_back,
    told,
)
from app.transaction import load, transactional

MAX_NOTES: Final = 2000
EARLIEST: Final = date(1990, 1, 1)
LATEST: Final = date(2199, 12, 31)  # a day to come is looked at by the desk; this far off nobody means it


@dataclass(frozen=True, kw_only=True)
class ProblemFacts:
    """What is wrong at an element, and when someone saw it."""

    element_id: uuid.UUID
    problem: Problem
    seen_on: date
    notes: str = ""
    photos: tuple[ChosenPhoto, ...] = ()


@transactional
def report_problem(
    ident: uuid.UUID, facts: ProblemFacts, *, clock: DeviceClock | None = None, actor: User
) -> ProblemReport:
    """Store a report once, however often its form is sent; it waits for the desk.

    Raises InvalidError with a sentence per field, NotFoundError or NotAllowedError by the policy of the
    element, ConflictError when the id came with other content.
    """
    sha256 = envelope(facts, actor=actor)
    if (known := same_or_conflict(ProblemReport, ident, sha256, actor=actor)) is not None:
        return known
    _check(facts)
    element = checkable(facts.element_id, actor=actor)
    report = ProblemReport(id=ident, author=actor, element=element, envelope_sha256=sha256)
    report.problem, report.seen_on, report.notes = facts.problem, facts.seen_on, facts.notes
    report.municipality_code = element.municipality_code
    keep_clock(report, clock)
    db.session.add(report)
    report.note("submit", actor=actor)
    attach_photos(report, facts.photos, actor=actor)
    look_later(ident)
    return report


@transactional
def edit_problem(
    ident: uuid.UUID, facts: ProblemFacts, *, version: int, answer: str = "", actor: User
) -> ProblemReport:
    """Change one's own report before the desk has decided; a returned one goes back to the desk."""
    report = own_report(ident, actor=actor)
    if report.state not in CHANGEABLE:
        raise ConflictError(N_("Een coördinator heeft dit al bekeken. Je kunt het niet meer veranderen."))
    _check(facts)
    facts = replace(facts, element_id=report.element_id)
    change(report, facts, differences(report, told(facts)), version=version, answer=answer, actor=actor)
    return report


@transactional
def withdraw_problem(ident: uuid.UUID, *, actor: User) -> ProblemReport:
    """Take back one's own report before the desk has decided. Twice is once."""
    report = own_report(ident, actor=actor)
    if report.state not in CHANGEABLE | {State.WITHDRAWN}:
        raise ConflictError(N_("Een coördinator heeft dit al bekeken. Intrekken kan niet meer."))
    take_back([report], actor=actor)
    return report


def own_report(ident: uuid.UUID, *, actor: User) -> ProblemReport:
    """Return one's own report, locked; raises NotFoundError or NotAllowedError."""
    get_report(ident, viewer=actor)  # asks alike about what is not there and what is not theirs to see (A02)
    report = load(ProblemReport, ident)
    if report is None:
        raise NotFoundError
    if report.author_id != actor.id:
        raise NotAllowedError(N_("Alleen wie het heeft ingestuurd, kan dit veranderen."))
    return report


def _check(facts: ProblemFacts) -> None:
    if not EARLIEST <= facts.seen_on <= LATEST:
        raise InvalidError(N_("Kies vandaag of een eerdere dag."), field="seen_on")
    if len(facts.notes) > MAX_NOTES:
        raise InvalidError(
            N_("Maak de tekst korter: hoogstens %(most)s tekens."), field="notes", most=MAX_NOTES
        )
