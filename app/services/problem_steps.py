"""What is done about a problem that was accepted: planned, solved, passed on, declined, or open again."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from app import queue
from app.core.clock import now
from app.core.errors import N_, ConflictError, InvalidError, NotFoundError
from app.extensions import db
from app.models import FOLLOW_UP, STAGES, Decision, Moment, ProblemReport, Stage, State, User
from app.services.moderation import MAIL_AFTER, on_desk
from app.services.photos import ChosenPhoto, attach_photos
from app.services.problems import own_report
from app.transaction import transactional

MAX_WORDS: Final = 2000
MAX_WHO: Final = 200
LATEST: Final = date(2199, 12, 31)


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """One step on the version that the coordinator saw; ``reason`` is for the reporter alone."""

    id: uuid.UUID
    version: int
    step: str
    reason: str = ""
    planned_on: date | None = None
    handled_by: str = ""
    outcome: str = ""
    photos: tuple[ChosenPhoto, ...] = ()  # of how it is now


@transactional
def follow_up(facts: FollowUp, *, actor: User) -> Decision:
    """Take one step; the reporter gets mail of it. The same click twice is one step.

    Raises NotFoundError or NotAllowedError as the desk does, InvalidError for what is missing, and
    ConflictError when the report is not as the coordinator saw it.
    """
    report = on_desk(facts.id, actor=actor)
    if not isinstance(report, ProblemReport):
        raise NotFoundError
    if (again := _same_click(report, facts, actor=actor)) is not None:
        return again
    if report.version != facts.version or not open_for(report, facts.step):
        raise ConflictError(N_("Dit is intussen veranderd. Kijk opnieuw."))
    _check(facts)
    with db.session.no_autoflush:  # one UPDATE, so that the version rises by one
        if facts.photos:
            had = tuple(ChosenPhoto(id=one.id, alt=one.alt, moment=one.moment) for one in report.photos)
            new = tuple(replace(one, moment=Moment.AFTER) for one in facts.photos)
            attach_photos(report, (*had, *new), actor=actor)
        changes = _values(report, facts)
        decision = report.follow_up(facts.step, actor=actor, reason=facts.reason, changes=changes)
    db.session.flush()
    queue.add("mails.decision", due_at=now() + MAIL_AFTER, decision_id=str(decision.id))
    return decision


@transactional
def reopen_problem(ident: uuid.UUID, *, reason: str, actor: User) -> ProblemReport:
    """Say as its reporter that it is not solved: it is open again. Twice is once."""
    report = own_report(ident, actor=actor)
    last = report.decisions[-1] if report.decisions else None
    if last is not None and last.step == "reopen":
        return report
    if not open_for(report, "reopen"):
        raise ConflictError(N_("Dit kan nu niet meer. Iemand was je voor."))
    if not reason:
        raise InvalidError(N_("Schrijf wat er nog mis is."), field="reason")
    if len(reason) > MAX_WORDS:
        raise _too_long("reason", MAX_WORDS)
    with db.session.no_autoflush:
        report.follow_up("reopen", actor=actor, reason=reason, changes={})
    return report


def open_for(report: ProblemReport, step: str) -> bool:
    """Tell whether a step may be taken now, whoever takes it."""
    return report.state == State.PUBLISHED and STAGES.allows(Stage(report.stage), step)


def _same_click(report: ProblemReport, facts: FollowUp, *, actor: User) -> Decision | None:
    last = report.decisions[-1] if report.decisions else None
    if last is None or report.version != facts.version + 1:
        return None
    same = (last.actor_id, last.step, last.reason) == (actor.id, facts.step, facts.reason)
    return last if same else None


def _values(report: ProblemReport, facts: FollowUp) -> dict[str, Any]:
    """Set what the step tells, and return it for the log: of words only that they changed."""
    changes: dict[str, Any] = {}
    if facts.step == "plan":
        before, report.planned_on = report.planned_on, facts.planned_on
        changes["planned_on"] = [before and str(before), str(facts.planned_on)]
    if facts.step in {"plan", "pass_on"}:
        report.handled_by = facts.handled_by
        changes["handled_by"] = [None, None]
    if facts.step == "solve":
        report.outcome = facts.outcome
        changes["outcome"] = [None, None]
    return changes


def _check(facts: FollowUp) -> None:
    """Raise InvalidError for the first thing that is missing or cannot be."""
    if facts.step not in FOLLOW_UP:
        raise NotFoundError
    for field, most in (("reason", MAX_WORDS), ("outcome", MAX_WORDS), ("handled_by", MAX_WHO)):
        if len(getattr(facts, field)) > most:
            raise _too_long(field, most)
    NEEDED[facts.step](facts)


def _too_long(field: str, most: int) -> InvalidError:
    return InvalidError(N_("Maak de tekst korter: hoogstens %(most)s tekens."), field=field, most=most)


def _planned(facts: FollowUp) -> None:
    if facts.planned_on is None or facts.planned_on > LATEST:
        raise InvalidError(N_("Kies de dag waarop iemand het gaat doen."), field="planned_on")
    if not facts.handled_by:
        raise InvalidError(N_("Schrijf wie het gaat doen."), field="handled_by")


def _passed_on(facts: FollowUp) -> None:
    if not facts.handled_by:
        raise InvalidError(N_("Schrijf aan wie je het doorgeeft."), field="handled_by")


def _solved(facts: FollowUp) -> None:
    if not facts.outcome:
        raise InvalidError(N_("Schrijf wat er gedaan is."), field="outcome")


def _declined(facts: FollowUp) -> None:
    if not facts.reason:
        raise InvalidError(N_("Schrijf waarom het niet wordt opgepakt."), field="reason")


NEEDED: Final[dict[str, Callable[[FollowUp], None]]] = {
    "plan": _planned,
    "solve": _solved,
    "pass_on": _passed_on,
    "decline": _declined,
}
