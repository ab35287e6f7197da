"""What people do with a walk of their own or of their group: tell of it, change it, take it back."""

import uuid
from dataclasses import dataclass
from typing import Final

from app.core.device_clock import DeviceClock
from app.core.errors import N_, ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import Dogs, Fit, State, User, Walk
from app.policies.groups import belongs
from app.policies.walks import OVER, can_change, can_reword
from app.queries.reference import get_place
from app.queries.walks import get_walk
from app.services.photos import ChosenPhoto
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

MAX_NAME: Final = 80
MAX_ABOUT: Final = 2000
MAX_NOTE: Final = 300


@dataclass(frozen=True, kw_only=True)
class WalkFacts:
    """What a walk is called, where it is and what one should know before going."""

    name: str
    place_id: uuid.UUID
    group_id: uuid.UUID | None = None
    about: str = ""
    start: str = ""
    parking: str = ""
    bus: str = ""
    wheelchair: Fit = Fit.UNKNOWN
    wheelchair_notes: str = ""
    buggy: Fit = Fit.UNKNOWN
    buggy_notes: str = ""
    dogs: Dogs = Dogs.UNKNOWN
    dogs_notes: str = ""
    wet_notes: str = ""
    photos: tuple[ChosenPhoto, ...] = ()


@transactional
def propose_walk(
    ident: uuid.UUID, facts: WalkFacts, *, clock: DeviceClock | None = None, actor: User
) -> Walk:
    """Store an idea for a walk once, however often its form is sent; no desk waits for it yet.

    Raises InvalidError with a sentence per field, ConflictError when the id came with other content.
    """
    sha256 = envelope(facts, actor=actor)
    if (known := same_or_conflict(Walk, ident, sha256, actor=actor)) is not None:
        return known
    _check(facts, had=None, actor=actor)
    walk = Walk(id=ident, author=actor, envelope_sha256=sha256, waits=False, **told(facts))
    walk.municipality_code = _town(facts)
    keep_clock(walk, clock)
    db.session.add(walk)
    walk.note("submit", actor=actor)
    return walk


@transactional
def edit_walk(ident: uuid.UUID, facts: WalkFacts, *, version: int, answer: str = "", actor: User) -> Walk:
    """Change what a walk says; one that came back with a question goes to the desk again."""
    walk = own_walk(ident, actor=actor)
    if not can_reword(actor, walk):
        raise ConflictError(
            N_("Een coördinator heeft dit al bekeken. Een organisator van de groep kan het veranderen.")
        )
    _check(facts, had=walk.group_id, actor=actor)
    change(walk, facts, differences(walk, told(facts)), version=version, answer=answer, actor=actor)
    if not walk.sections:
        walk.municipality_code = _town(facts)
    return walk


@transactional
def withdraw_walk(ident: uuid.UUID, *, actor: User) -> Walk:
    """Take back a walk that is not open yet. Twice is once."""
    walk = own_walk(ident, actor=actor)
    if walk.state not in {State.PENDING, State.RETURNED, State.WITHDRAWN}:
        raise ConflictError(N_("Een coördinator heeft dit al bekeken. Intrekken kan niet meer."))
    take_back([walk], actor=actor)
    return walk


def own_walk(ident: uuid.UUID, *, actor: User) -> Walk:
    """Return a walk of oneself or one's group, locked; raises NotFoundError or NotAllowedError."""
    get_walk(ident, viewer=actor)  # asks alike about what is not there and what is not theirs to see (A02)
    walk = load(Walk, ident)
    if walk is None:
        raise NotFoundError
    if not can_change(actor, walk):
        raise NotAllowedError(N_("Alleen wie dit ommetje maakt, kan het veranderen."))
    return walk


def going_on(ident: uuid.UUID, *, version: int, actor: User) -> Walk:
    """Return a walk of oneself or one's group to go on with, as it was seen; raises ConflictError too."""
    walk = own_walk(ident, actor=actor)
    if walk.state in OVER:
        raise ConflictError(N_("Dit ommetje gaat niet door. Je kunt er niets meer aan veranderen."))
    if walk.version != version:
        raise ConflictError(N_("Dit is intussen veranderd, misschien in een ander venster. Open het weer."))
    return walk


def _town(facts: WalkFacts) -> str | None:
    place = get_place(facts.place_id)
    return place.municipality_code if place is not None else None


def _check(facts: WalkFacts, *, had: uuid.UUID | None, actor: User) -> None:
    if not facts.name:
        raise InvalidError(N_("Geef het ommetje een naam."), field="name")
    if get_place(facts.place_id) is None:
        raise InvalidError(N_("Kies het dorp."), field="place_id")
    if facts.group_id not in {None, had} and not belongs(actor, facts.group_id):
        raise InvalidError(N_("Kies een groep waar je zelf bij hoort."), field="group_id")
