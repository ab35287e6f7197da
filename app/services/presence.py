"""Saying what one saw where an element is: "staat er nog?"."""

import uuid
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.core.device_clock import DeviceClock
from app.core.errors import N_, ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import Element, PresenceCheck, Seen, State, User
from app.policies import corrections as policy
from app.policies import elements as element_policy
from app.queries.corrections import get_check
from app.services.checks import look_later
from app.services.photos import ChosenPhoto, attach_photos
from app.services.publication import Changes, show_or_hide
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
STATE: Final = "element.state"


@dataclass(frozen=True, kw_only=True)
class PresenceFacts:
    """What a person saw, and when."""

    element_id: uuid.UUID
    seen: Seen
    seen_on: date
    notes: str = ""
    photos: tuple[ChosenPhoto, ...] = ()


@transactional
def report_presence(
    ident: uuid.UUID, facts: PresenceFacts, *, clock: DeviceClock | None = None, actor: User
) -> PresenceCheck:
    """Store what someone saw once, however often its form is sent; it waits for the desk.

    Raises InvalidError with a sentence per field, NotFoundError or NotAllowedError by the policy,
    ConflictError when the id came with other content.
    """
    sha256 = envelope(facts, actor=actor)
    if (known := same_or_conflict(PresenceCheck, ident, sha256, actor=actor)) is not None:
        return known
    _check(facts)
    element = checkable(facts.element_id, actor=actor)
    check = PresenceCheck(id=ident, author=actor, element=element, envelope_sha256=sha256)
    check.seen, check.seen_on, check.notes = facts.seen, facts.seen_on, facts.notes
    check.municipality_code = element.municipality_code
    keep_clock(check, clock)
    db.session.add(check)
    check.note("submit", actor=actor)
    attach_photos(check, facts.photos, actor=actor)
    look_later(ident)
    return check


@transactional
def edit_presence(
    ident: uuid.UUID, facts: PresenceFacts, *, version: int, answer: str = "", actor: User
) -> PresenceCheck:
    """Change one's own check before the desk has decided; a returned one goes back to the desk."""
    check = _own(ident, actor=actor)
    if check.state not in element_policy.CHANGEABLE:
        raise ConflictError(N_("Een coördinator heeft dit al bekeken. Je kunt het niet meer veranderen."))
    _check(facts)
    facts = replace(facts, element_id=check.element_id)
    values = told(facts)
    change(check, facts, differences(check, values), version=version, answer=answer, actor=actor)
    return check


@transactional
def withdraw_presence(ident: uuid.UUID, *, actor: User) -> PresenceCheck:
    """Take back one's own check before the desk has decided. Twice is once."""
    check = _own(ident, actor=actor)
    if check.state not in element_policy.CHANGEABLE | {State.WITHDRAWN}:
        raise ConflictError(N_("Een coördinator heeft dit al bekeken. Intrekken kan niet meer."))
    take_back([check], actor=actor)
    return check


def checkable(ident: uuid.UUID, *, actor: User) -> Element:
    """Return an element that the person may say something of; raises NotFoundError or NotAllowedError."""
    element = load(Element, ident)
    if element is None or not element_policy.can_see(actor, element):
        raise NotFoundError
    if not policy.can_check(actor, element):
        raise NotAllowedError(N_("Dit element is nog niet goedgekeurd. Kijk later nog eens."))
    return element


def follow_presence(check: PresenceCheck, *, actor: User) -> Changes:
    """Let the element be gone, or back again, as the desk agreed; return what that changes."""
    element = load(Element, check.element_id)
    wanted = {Seen.GONE: State.GONE, Seen.SAME: State.PUBLISHED, Seen.CHANGED: State.PUBLISHED}
    target = wanted.get(Seen(check.seen))
    if element is None or target is None or element.state == target:
        return {}
    return {STATE: turn(element, target, actor=actor)}


def undo_presence(check: PresenceCheck, changes: Changes, *, actor: User) -> None:
    """Put the element back as it stood, if nobody moved it since."""
    element = load(Element, check.element_id)
    old, new = changes.get(STATE, (None, None))
    if element is not None and old is not None and element.state == new:
        turn(element, State(old), actor=actor)


def turn(element: Element, target: State, *, actor: User) -> list[str]:
    """Let an element be gone, or published again; the map follows. Returns old and new state."""
    before = str(element.state)
    with db.session.no_autoflush:  # one UPDATE, so that the version rises by one
        element.take("gone" if target == State.GONE else "restore", actor=actor)
        show_or_hide(element)
    return [before, str(target)]


def _own(ident: uuid.UUID, *, actor: User) -> PresenceCheck:
    get_check(ident, viewer=actor)  # asks alike about what is not there and what is not theirs to see (A02)
    check = load(PresenceCheck, ident)
    if check is None:
        raise NotFoundError
    if check.author_id != actor.id:
        raise NotAllowedError(N_("Alleen wie het heeft ingestuurd, kan dit veranderen."))
    return check


def _check(facts: PresenceFacts) -> None:
    if not EARLIEST <= facts.seen_on <= LATEST:
        raise InvalidError(N_("Kies vandaag of een eerdere dag."), field="seen_on")
    if len(facts.notes) > MAX_NOTES:
        raise InvalidError(
            N_("Maak de tekst korter: hoogstens %(most)s tekens."), field="notes", most=MAX_NOTES
        )
