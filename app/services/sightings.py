"""What people do with sightings: hand in, change, take back. Writes true places, reads them to compare."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from shapely.geometry.base import BaseGeometry
from sqlalchemy import delete, insert, select

from app.core.clock import now
from app.core.device_clock import DeviceClock
from app.core.errors import N_, ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.core.sensitivity import blur_for
from app.extensions import db
from app.models import Behaviour, Element, Licence, LifeStage, Origin, Sighting, Species, State, User
from app.models.exact_places import ExactPlace
from app.policies import elements as element_policy
from app.policies import sightings as policy
from app.queries.sightings import get_sighting
from app.services.checks import look_later
from app.services.exports import expire_exports
from app.services.photos import ChosenPhoto, attach_photos
from app.services.public_place import near_village, public_place
from app.services.submissions import (
    Values,
    change,
    differences,
    envelope,
    keep_clock,
    same_or_conflict,
    take_back,
    told,
)
from app.spatial.exact import reading_exact_places
from app.spatial.shapes import unwrap, wgs84
from app.transaction import load, transactional

MAX_CLAIM: Final = 120
MAX_NOTES: Final = 2000
MAX_NUMBER: Final = 100_000
EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2199, 12, 31)
exact: Any = ExactPlace.__table__
EXACT: Final = ("shape", "accuracy_m", "seen_on", "seen_at", "element_id")  # facts that only few may know


@dataclass(frozen=True, kw_only=True)
class SightingFacts:
    """What a person tells. ``shape`` is a point in WGS84, longitude first; no name at all: weet ik niet."""

    shape: BaseGeometry
    seen_on: date
    accuracy_m: float | None = None
    seen_at: str = ""
    claimed_key: str | None = None
    claim_text: str = ""
    claim_group: str = ""
    element_id: uuid.UUID | None = None
    visit_id: uuid.UUID | None = None
    number: int | None = None
    stage: LifeStage = LifeStage.UNKNOWN
    behaviour: Behaviour = Behaviour.UNKNOWN
    origin: Origin = Origin.UNKNOWN
    absent: bool = False
    notes: str = ""
    licence: Licence = Licence.CC_BY
    embargo_until: date | None = None
    photos: tuple[ChosenPhoto, ...] = ()


@transactional
def submit_sighting(
    ident: uuid.UUID, facts: SightingFacts, *, clock: DeviceClock | None = None, actor: User
) -> Sighting:
    """Store a sighting once, however often its form is sent; it waits for the desk.

    Raises InvalidError with a sentence per field, NotFoundError for an element that the actor may not
    see, ConflictError when the id came with other content.
    """
    sha256 = envelope(facts, actor=actor)
    if (known := same_or_conflict(Sighting, ident, sha256, actor=actor)) is not None:
        return known
    sighting = keep_sighting(ident, facts, sha256=sha256, clock=clock, at=now(), actor=actor)
    look_later(ident)
    return sighting


def keep_sighting(  # noqa: PLR0913 (what is known of how it came in)
    ident: uuid.UUID,
    facts: SightingFacts,
    *,
    sha256: str,
    at: datetime,
    actor: User,
    clock: DeviceClock | None = None,
) -> Sighting:
    """Store what came in ``at`` that moment, inside a use case; raises as submit_sighting() does."""
    _check(facts)
    _visible_element(facts.element_id, actor=actor)
    sighting = Sighting(id=ident, author=actor, envelope_sha256=sha256, **_values(facts, _kinds(facts)))
    sighting.received_at, sighting.municipality_code = at, near_village(facts.shape)[1]
    keep_clock(sighting, clock)
    db.session.add(sighting)
    sighting.note("submit", actor=actor).at = at
    attach_photos(sighting, facts.photos, actor=actor)
    db.session.flush()
    db.session.execute(insert(exact).values(sighting_id=ident, **_true_place(facts)))
    return sighting


@transactional
def edit_sighting(
    ident: uuid.UUID, facts: SightingFacts, *, version: int, answer: str = "", actor: User
) -> Sighting:
    """Change one's own sighting before the desk has decided; a returned one goes back to the desk.

    Raises NotFoundError, NotAllowedError, ConflictError or InvalidError.
    """
    sighting = _own(ident, actor=actor)
    if not policy.can_edit(actor, sighting):
        raise ConflictError(N_("Een coördinator heeft dit al bekeken. Je kunt het niet meer veranderen."))
    _check(facts)
    _visible_element(facts.element_id, actor=actor)
    values = _values(facts, [*_kinds(facts), sighting.species])
    before = _stored(ident)
    moved = before is None or _differs(before, facts)
    values["place_edits"] = sighting.place_edits + moved
    changes = differences(sighting, values)
    if not moved:
        changes = {name: pair for name, pair in changes.items() if name not in {"shape", "shape_3857"}}
    with db.session.no_autoflush:
        change(sighting, facts, changes, version=version, answer=answer, actor=actor)
        if moved and sighting.decisions:
            last = sighting.decisions[-1]
            last.changes = {**last.changes, "shape": [None, None]}  # that it changed, never where to
    if moved:
        sighting.municipality_code = near_village(facts.shape)[1]
        db.session.flush()
        with reading_exact_places():
            db.session.execute(delete(exact).where(exact.c.sighting_id == ident))
        db.session.execute(insert(exact).values(sighting_id=ident, **_true_place(facts)))
    return sighting


@transactional
def withdraw_sighting(ident: uuid.UUID, *, actor: User) -> Sighting:
    """Take back one's own sighting, also when it is published. Twice is once."""
    sighting = _own(ident, actor=actor)
    if sighting.state != State.WITHDRAWN and not policy.can_withdraw(actor, sighting):
        raise ConflictError(N_("Dit is afgewezen. Je hoeft het niet meer in te trekken."))
    take_back([sighting], actor=actor)
    return sighting


def coarsen(sighting: Sighting, blur_km: int) -> None:
    """Show a sighting as coarsely as this from now on; the true place stays as it is."""
    row = _stored(sighting.id)
    if row is None or blur_km == sighting.blur_km:
        return
    values = public_place(
        unwrap(row.shape),
        accuracy_m=row.accuracy_m,
        seen_on=row.seen_on,
        element_id=row.element_id,
        blur_km=blur_km,
    )
    if blur_km > sighting.blur_km and sighting.state == State.PUBLISHED:
        expire_exports()
    for name, value in values.items():
        setattr(sighting, name, value)


def _stored(ident: uuid.UUID) -> Any:
    with reading_exact_places():
        return db.session.execute(select(exact).where(exact.c.sighting_id == ident)).one_or_none()


def _differs(row: Any, facts: SightingFacts) -> bool:
    same = all(getattr(row, name) == getattr(facts, name) for name in EXACT if name != "shape")
    return not same or not unwrap(row.shape).equals_exact(facts.shape, 0)


def _true_place(facts: SightingFacts) -> Values:
    return {name: getattr(facts, name) for name in EXACT} | {"shape": wgs84(facts.shape)}


def _kinds(facts: SightingFacts) -> list[Species | None]:
    if facts.claimed_key is None:
        return []
    found = db.session.get(Species, facts.claimed_key)
    if found is None:
        raise InvalidError(N_("Deze soort kennen wij niet meer. Kies opnieuw."), field="species")
    return [found]


def _values(facts: SightingFacts, kinds: list[Species | None]) -> Values:
    """Return the columns of the sighting: what was told, and of place and time only what all may know."""
    known = [kind for kind in kinds if kind is not None]
    values = {name: value for name, value in told(facts).items() if name not in EXACT}
    blur_km = blur_for(known, behaviour=facts.behaviour, unnamed=not known)
    return values | public_place(
        facts.shape,
        accuracy_m=facts.accuracy_m,
        seen_on=facts.seen_on,
        element_id=facts.element_id,
        blur_km=blur_km,
    )


def _own(ident: uuid.UUID, *, actor: User) -> Sighting:
    get_sighting(ident, viewer=actor)  # asks alike about what is not there and what is not theirs (A02)
    sighting = load(Sighting, ident)
    if sighting is None:
        raise NotFoundError
    if sighting.author_id != actor.id:
        raise NotAllowedError(N_("Alleen wie het heeft ingestuurd, kan dit veranderen."))
    return sighting


def _visible_element(ident: uuid.UUID | None, *, actor: User) -> None:
    if ident is None:
        return
    element = db.session.get(Element, ident)
    if element is None or not element_policy.can_see(actor, element):
        raise NotFoundError


def _check(facts: SightingFacts) -> None:
    """Raise InvalidError for the first thing that cannot be right."""
    rules = (
        (facts.shape.geom_type == "Point", "shape", N_("Zet één punt.")),
        (EARLIEST <= facts.seen_on <= LATEST, "seen_on", N_("Kies vandaag of een eerdere dag.")),
        (len(facts.claim_text) <= MAX_CLAIM, "species", N_("Maak de naam korter: hoogstens 120 tekens.")),
        (
            facts.number is None or 1 <= facts.number <= MAX_NUMBER,
            "number",
            N_("Vul een aantal in van 1 tot 100.000."),
        ),
        (len(facts.notes) <= MAX_NOTES, "notes", N_("Maak de tekst korter: hoogstens 2000 tekens.")),
    )
    for right, field, sentence in rules:
        if not right:
            raise InvalidError(sentence, field=field)
