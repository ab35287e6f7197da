"""What people do with problem reports: hand one in, change it, take it back."""

import uuid
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from shapely import Point

from app.core.device_clock import DeviceClock
from app.core.errors import N_, ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import Problem, ProblemReport, State, User
from app.policies.elements import CHANGEABLE
from app.queries.known_places import nearest_village
from app.queries.problems import get_report
from app.services.checks import look_later
from app.services.photos import ChosenPhoto, attach_photos
from app.services.presence import checkable
from app.services.public_place import near_village
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


FAR_M: Final = 20_000.0  # from the nearest village of Drenthe: over the border is fine, elsewhere is not ours


@dataclass(frozen=True, kw_only=True)
class ProblemFacts:
    """What is wrong at an element or at a spot (degrees of WGS84), and when someone saw it."""

    problem: Problem
    seen_on: date
    element_id: uuid.UUID | None = None
    lon: float | None = None
    lat: float | None = None
    accuracy_m: float | None = None
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
    element = checkable(facts.element_id, actor=actor) if facts.element_id is not None else None
    report = ProblemReport(id=ident, author=actor, envelope_sha256=sha256, **told(facts))
    if element is not None:
        report.municipality_code = element.municipality_code
    else:
        report.village, report.municipality_code = near_village(_spot(facts))
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
    facts = replace(facts, element_id=report.element_id)
    _check(facts)
    values = told(facts)
    if report.element_id is None:
        values["village"], town = near_village(_spot(facts))
    change(report, facts, differences(report, values), version=version, answer=answer, actor=actor)
    if report.element_id is None:
        report.municipality_code = town
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


def _spot(facts: ProblemFacts) -> Point:
    return Point(facts.lon, facts.lat)


def _check(facts: ProblemFacts) -> None:
    if facts.element_id is None:
        _check_place(facts)
    elif facts.lon is not None:
        raise InvalidError(N_("Een melding bij een element heeft geen eigen plek."), field="shape")
    if not EARLIEST <= facts.seen_on <= LATEST:
        raise InvalidError(N_("Kies vandaag of een eerdere dag."), field="seen_on")
    if len(facts.notes) > MAX_NOTES:
        raise InvalidError(
            N_("Maak de tekst korter: hoogstens %(most)s tekens."), field="notes", most=MAX_NOTES
        )


def _check_place(facts: ProblemFacts) -> None:
    if facts.lon is None or facts.lat is None:
        raise InvalidError(N_("Geef aan waar het is."), field="shape")
    if nearest_village(_spot(facts)).metres > FAR_M:
        sentence = N_(
            "Deze plek ligt ver buiten Drenthe. Wij kunnen daar niets doen. Meld het bij de gemeente daar."
        )
        raise InvalidError(sentence, field="shape")
