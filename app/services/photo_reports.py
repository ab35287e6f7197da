"""What people say of a photo: "foto melden"; approving it takes the photo from view."""

import uuid
from dataclasses import dataclass, replace
from typing import Final

from app.core.clock import now
from app.core.device_clock import DeviceClock
from app.core.errors import N_, ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import PAGES, Photo, PhotoReport, PhotoWrong, State, User
from app.models.map import renew
from app.policies import corrections as policy
from app.policies.elements import CHANGEABLE
from app.queries.photos import get_reportable
from app.services.checks import look_later
from app.services.photos import ChosenPhoto
from app.services.publication import Changes
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

MAX_NOTES: Final = 1000
HIDDEN: Final = "photo.hidden"
URGENT: Final = frozenset({PhotoWrong.PERSON, PhotoWrong.OFFENSIVE})
FIRST, USUAL = 0, 1  # someone who can be recognised does not wait behind a hedge


@dataclass(frozen=True, kw_only=True)
class ReportFacts:
    """What is wrong with which photo."""

    photo_id: uuid.UUID
    wrong: PhotoWrong
    notes: str = ""
    photos: tuple[ChosenPhoto, ...] = ()  # none: forms of every kind have the field


@transactional
def report_photo(
    ident: uuid.UUID, facts: ReportFacts, *, clock: DeviceClock | None = None, actor: User
) -> PhotoReport:
    """Store once that something is wrong with a photo that the actor may see; the desk decides.

    Raises InvalidError with a sentence per field, NotFoundError for a photo that is not there or not
    theirs to see, ConflictError when the id came with other content.
    """
    sha256 = envelope(facts, actor=actor)
    if (known := same_or_conflict(PhotoReport, ident, sha256, actor=actor)) is not None:
        return known
    _check(facts)
    photo, element = get_reportable(facts.photo_id, viewer=actor)
    report = PhotoReport(id=ident, author=actor, element=element, photo=photo, envelope_sha256=sha256)
    report.wrong, report.notes = facts.wrong, facts.notes
    report.urgency = _urgency(facts)
    report.municipality_code = element.municipality_code
    keep_clock(report, clock)
    db.session.add(report)
    report.note("submit", actor=actor)
    look_later(ident)
    return report


@transactional
def edit_report(
    ident: uuid.UUID, facts: ReportFacts, *, version: int, answer: str = "", actor: User
) -> PhotoReport:
    """Change one's own report before the desk has decided; a returned one goes back to the desk."""
    report = _own(ident, actor=actor)
    if report.state not in CHANGEABLE:
        raise ConflictError(N_("Een coördinator heeft dit al bekeken. Je kunt het niet meer veranderen."))
    _check(facts)
    facts = replace(facts, photo_id=report.photo_id)
    changes = differences(report, told(facts) | {"urgency": _urgency(facts)})
    change(report, facts, changes, version=version, answer=answer, actor=actor)
    return report


@transactional
def withdraw_report(ident: uuid.UUID, *, actor: User) -> PhotoReport:
    """Take back one's own report before the desk has decided. Twice is once."""
    report = _own(ident, actor=actor)
    if report.state not in CHANGEABLE | {State.WITHDRAWN}:
        raise ConflictError(N_("Een coördinator heeft dit al bekeken. Intrekken kan niet meer."))
    take_back([report], actor=actor)
    return report


def follow_report(report: PhotoReport) -> Changes:
    """Take the photo from view, as the desk agreed; return what that changes."""
    photo = load(Photo, report.photo_id)
    if photo is None or photo.hidden_at is not None:
        return {}
    photo.hidden_at = now()
    renew(db.session.connection(), PAGES)  # pages kept in memory show it
    return {HIDDEN: [False, True]}


def undo_report(report: PhotoReport, changes: Changes) -> None:
    """Show the photo again that the decision took from view."""
    photo = load(Photo, report.photo_id)
    if photo is not None and HIDDEN in changes:
        photo.hidden_at = None
        renew(db.session.connection(), PAGES)


def _urgency(facts: ReportFacts) -> int:
    return FIRST if facts.wrong in URGENT else USUAL


def _own(ident: uuid.UUID, *, actor: User) -> PhotoReport:
    report = load(PhotoReport, ident)
    if report is None or not policy.can_see(actor, report):
        raise NotFoundError
    if report.author_id != actor.id:
        raise NotAllowedError(N_("Alleen wie het heeft ingestuurd, kan dit veranderen."))
    return report


def _check(facts: ReportFacts) -> None:
    if len(facts.notes) > MAX_NOTES:
        raise InvalidError(
            N_("Maak de tekst korter: hoogstens %(most)s tekens."), field="notes", most=MAX_NOTES
        )
    if facts.wrong == PhotoWrong.OTHER and not facts.notes:
        raise InvalidError(N_("Schrijf kort wat er mis is met de foto."), field="notes")
