"""What owners ask: "dit is mijn grond"; the desk sees it first, and one key hides the element."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.core.clock import now
from app.core.device_clock import DeviceClock
from app.core.errors import N_, ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import PAGES, Consent, Element, GroundClaim, State, User, Visibility, Wish
from app.models.map import renew
from app.policies import corrections as policy
from app.policies import elements as element_policy
from app.queries.photos import find_photos_about
from app.services.checks import look_later
from app.services.photos import ChosenPhoto
from app.services.publication import Changes, put_back, show_or_hide
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

FIRST: Final = 0  # before everything else on the desk
MAX_CONTACT: Final = 200
MAX_NOTES: Final = 2000
PHOTOS: Final = "element.photos_hidden"
WANTED: Final[dict[Wish, Mapping[str, object]]] = {
    Wish.HIDE: {"visibility": Visibility.COORDINATORS, "consent": Consent.NO},
    Wish.KEEP: {"consent": Consent.YES},
}


@dataclass(frozen=True, kw_only=True)
class GroundFacts:
    """What an owner or tenant asks, and how to reach them; ``contact`` is for coordinators only."""

    element_id: uuid.UUID
    wish: Wish
    contact: str = ""
    notes: str = ""
    photos: tuple[ChosenPhoto, ...] = ()  # none: forms of every kind have the field


@transactional
def claim_ground(
    ident: uuid.UUID, facts: GroundFacts, *, clock: DeviceClock | None = None, actor: User
) -> GroundClaim:
    """Store an owner's wish once; it comes first on the desk.

    Raises InvalidError with a sentence per field, NotFoundError or NotAllowedError by the policy,
    ConflictError when the id came with other content.
    """
    sha256 = envelope(facts, actor=actor)
    if (known := same_or_conflict(GroundClaim, ident, sha256, actor=actor)) is not None:
        return known
    _check(facts)
    element = load(Element, facts.element_id)
    if element is None or not element_policy.can_see(actor, element):
        raise NotFoundError
    claim = GroundClaim(id=ident, author=actor, element=element, envelope_sha256=sha256, urgency=FIRST)
    claim.wish, claim.contact, claim.notes = facts.wish, facts.contact, facts.notes
    claim.municipality_code = element.municipality_code
    keep_clock(claim, clock)
    db.session.add(claim)
    claim.note("submit", actor=actor)
    look_later(ident)
    return claim


@transactional
def edit_claim(
    ident: uuid.UUID, facts: GroundFacts, *, version: int, answer: str = "", actor: User
) -> GroundClaim:
    """Change one's own wish before the desk has decided; a returned one goes back to the desk."""
    claim = _own(ident, actor=actor)
    if claim.state not in element_policy.CHANGEABLE:
        raise ConflictError(N_("Een coördinator heeft dit al bekeken. Je kunt het niet meer veranderen."))
    _check(facts)
    facts = replace(facts, element_id=claim.element_id)
    change(claim, facts, differences(claim, told(facts)), version=version, answer=answer, actor=actor)
    return claim


@transactional
def withdraw_claim(ident: uuid.UUID, *, actor: User) -> GroundClaim:
    """Take back one's own wish before the desk has decided. Twice is once."""
    claim = _own(ident, actor=actor)
    if claim.state not in element_policy.CHANGEABLE | {State.WITHDRAWN}:
        raise ConflictError(N_("Een coördinator heeft dit al bekeken. Intrekken kan niet meer."))
    take_back([claim], actor=actor)
    return claim


def follow_claim(claim: GroundClaim, *, actor: User) -> Changes:
    """Do what the owner asks, as the desk agreed; return what that changes."""
    element = load(Element, claim.element_id)
    if element is None:
        return {}
    if claim.wish == Wish.HIDE_PHOTOS:
        return {PHOTOS: [[], hide_photos(element, actor=actor)]}
    return set_fields(element, WANTED.get(Wish(claim.wish), {}))


def set_fields(element: Element, wanted: Mapping[str, object]) -> Changes:
    """Set who may see an element or what its owner says; the map follows. Returns what changed."""
    changes: Changes = {}
    with db.session.no_autoflush:
        for name, value in wanted.items():
            if getattr(element, name) != value:
                changes[f"element.{name}"] = [str(getattr(element, name)), str(value)]
                setattr(element, name, value)
        show_or_hide(element)
    return changes


def hide_photos(element: Element, *, actor: User) -> list[str]:
    """Take all photos of a place from view; coordinators and whoever took them still see them."""
    hidden = [photo for photo in find_photos_about(element, viewer=actor) if photo.hidden_at is None]
    for photo in hidden:
        photo.hidden_at = now()
    renew(db.session.connection(), PAGES)  # pages kept in memory show them
    return [str(photo.id) for photo in hidden]


def undo_claim(claim: GroundClaim, changes: Changes, *, actor: User) -> None:
    """Put back what the decision had changed."""
    element = load(Element, claim.element_id)
    if element is None:
        return
    _none, hidden = changes.get(PHOTOS, ([], []))
    show_photos(element, set(hidden), actor=actor)
    put_back(claim, {name: pair for name, pair in changes.items() if name != PHOTOS})
    show_or_hide(element)


def show_photos(element: Element, idents: set[str], *, actor: User) -> None:
    """Show photos again that were taken from view."""
    for photo in find_photos_about(element, viewer=actor):
        if str(photo.id) in idents:
            photo.hidden_at = None
    renew(db.session.connection(), PAGES)


def _own(ident: uuid.UUID, *, actor: User) -> GroundClaim:
    claim = load(GroundClaim, ident)
    if claim is None or not policy.can_see(actor, claim):
        raise NotFoundError
    if claim.author_id != actor.id:
        raise NotAllowedError(N_("Alleen wie het heeft ingestuurd, kan dit veranderen."))
    return claim


def _check(facts: GroundFacts) -> None:
    for field, text, most in (("contact", facts.contact, MAX_CONTACT), ("notes", facts.notes, MAX_NOTES)):
        if len(text) > most:
            raise InvalidError(N_("Maak de tekst korter: hoogstens %(most)s tekens."), field=field, most=most)
