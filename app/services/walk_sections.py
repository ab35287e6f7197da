"""Tell what the path is on each section of a walk and what its owner says; cut a section and join two."""

import uuid
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from shapely import LineString
from sqlalchemy.orm.attributes import flag_modified

from app.core.clock import today
from app.core.errors import N_, ConflictError, InvalidError, NotFoundError
from app.extensions import db
from app.models import DATED, LandConsent, Owner, Surface, User, Walk, WalkSection
from app.services.walks import going_on
from app.spatial.shapes import unwrap, wgs84
from app.spatial.walk_lines import metres_of
from app.transaction import transactional

MAX_OWNER: Final = 120
MAX_NOTE: Final = 500
LOGGED: Final = ("surface", "consent")  # of owners nothing is written in a log that nobody can erase


@dataclass(frozen=True, kw_only=True)
class SectionFacts:
    """What the path is on one section, and what its owner says."""

    surface: Surface = Surface.UNKNOWN
    bike: bool = False
    horse: bool = False
    wet: bool = False
    owner_kind: Owner = Owner.UNKNOWN
    owner_name: str = ""
    consent: LandConsent = LandConsent.UNKNOWN
    consent_on: date | None = None
    consent_note: str = ""


FIELDS: Final = tuple(one.name for one in fields(SectionFacts))


@transactional
def tell_section(ident: uuid.UUID, number: int, facts: SectionFacts, *, version: int, actor: User) -> Walk:
    """Store what is told of a section; a walk of which an owner says no is no longer shown. Twice is once.

    Raises InvalidError with a sentence per field, ConflictError when the walk is not as it was seen.
    """
    walk = going_on(ident, version=version, actor=actor)
    section = _section(walk, number)
    _check(facts)
    new = {name: getattr(facts, name) for name in FIELDS if getattr(section, name) != getattr(facts, name)}
    if not new:
        return walk
    changes: dict[str, Any] = {"section": [number, number]}
    for name, value in new.items():
        if name in LOGGED:
            changes[name] = [str(getattr(section, name)), str(value)]
        setattr(section, name, value)
    _keep(walk, "section", changes, actor=actor)
    return walk


@transactional
def split_section(ident: uuid.UUID, number: int, point: int, *, version: int, actor: User) -> Walk:
    """Cut a section at one of its own points (from 0); both parts keep what was told of it.

    Raises InvalidError when there is no such point between its ends.
    """
    walk = going_on(ident, version=version, actor=actor)
    section = _section(walk, number)
    spots = list(unwrap(section.shape).coords)
    if not 0 < point < len(spots) - 1:
        raise InvalidError(N_("Kies een punt tussen het begin en het eind."), field="point")
    with db.session.no_autoflush:
        rest = WalkSection(**{name: getattr(section, name) for name in FIELDS}, position=number + 1)
        _lay(rest, spots[point:])
        _lay(section, spots[: point + 1])
        for later in walk.sections[number:]:
            later.position += 1
        walk.sections.insert(number, rest)
        _keep(walk, "split", {"section": [number, number]}, actor=actor)
    return walk


@transactional
def join_section(ident: uuid.UUID, number: int, *, version: int, actor: User) -> Walk:
    """Join a section with the next one, of the same owner who says the same; the first one's facts stay."""
    walk = going_on(ident, version=version, actor=actor)
    section, following = _section(walk, number), _section(walk, number + 1)
    if any(getattr(section, name) != getattr(following, name) for name in ("owner_name", "consent")):
        raise ConflictError(N_("Deze delen hebben een andere eigenaar of toestemming. Ze blijven apart."))
    with db.session.no_autoflush:
        spots = [*unwrap(section.shape).coords, *list(unwrap(following.shape).coords)[1:]]
        _lay(section, spots)
        walk.sections.remove(following)
        for later in walk.sections[number:]:
            later.position -= 1
        _keep(walk, "join", {"section": [number, number]}, actor=actor)
    return walk


def _keep(walk: Walk, step: str, changes: dict[str, Any], *, actor: User) -> None:
    walk.is_public = walk.public_by_rule()
    flag_modified(walk, "stage")  # what hangs below raises the version too
    walk.note(step, actor=actor, changes=changes)


def _lay(section: WalkSection, spots: list[Any]) -> None:
    line = LineString(spots)
    section.shape, section.length_m = wgs84(line), metres_of(line)


def _section(walk: Walk, number: int) -> WalkSection:
    if not 0 < number <= len(walk.sections):
        raise NotFoundError
    return walk.sections[number - 1]


def _check(facts: SectionFacts) -> None:
    for field, most in (("owner_name", MAX_OWNER), ("consent_note", MAX_NOTE)):
        if len(getattr(facts, field)) > most:
            sentence = N_("Maak de tekst korter: hoogstens %(most)s tekens.")
            raise InvalidError(sentence, field=field, most=most)
    if facts.consent in DATED and facts.consent_on is None:
        raise InvalidError(N_("Vul de dag in waarop de eigenaar antwoord gaf."), field="consent_on")
    if facts.consent_on is not None and facts.consent_on > today():
        raise InvalidError(N_("Kies vandaag of een eerdere dag."), field="consent_on")
