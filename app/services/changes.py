"""Correcting what is published: proposed field by field against a version, applied by the desk."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from app.core.device_clock import DeviceClock
from app.core.errors import N_, ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import Element, ElementChange, State, User
from app.policies import corrections as policy
from app.policies import elements as element_policy
from app.services.checks import look_later
from app.services.dues import settle, tell, tell_back
from app.services.elements import element_values
from app.services.locating import locate_later
from app.services.photos import ChosenPhoto
from app.services.plain import Plain, facts_of, plain_of
from app.services.publication import Changes, show_or_hide
from app.services.submissions import change, differences, envelope, keep_clock, same_or_conflict, take_back
from app.transaction import load, transactional

MAX_WHY: Final = 2000
FIELDS: Final = "fields"  # in the log: which fields, never what they say
TOLD: Final = "told"  # beside what was replaced: what had been told of the tick, and when


class StaleError(ConflictError):
    """Someone else changed the element since the person opened it; ``now`` is how it is, by field."""

    code = "stale"

    def __init__(self, now: Plain, version: int) -> None:
        """Carry what the page needs to show both."""
        super().__init__(N_("Iemand anders was je voor. Jouw versie is er nog. Kies per regel wat klopt."))
        self.now, self.version = now, version


@dataclass(frozen=True, kw_only=True)
class ChangeFacts:
    """What a person would change: all fields as they saw them (``base``), and those that should differ."""

    element_id: uuid.UUID
    base_version: int
    base: Mapping[str, Any]
    wanted: Mapping[str, Any]
    desk_chooses: bool = False
    why: str = ""
    photos: tuple[ChosenPhoto, ...] = ()  # none: a correction has no photos


@transactional
def propose_change(
    ident: uuid.UUID, facts: ChangeFacts, *, clock: DeviceClock | None = None, actor: User
) -> ElementChange:
    """Store a correction once; it waits for the desk.

    Raises InvalidError when nothing differs or something cannot be right, StaleError when the element
    was changed since, NotFoundError or NotAllowedError by the policy.
    """
    sha256 = envelope(facts, actor=actor)
    if (known := same_or_conflict(ElementChange, ident, sha256, actor=actor)) is not None:
        return known
    element = load(Element, facts.element_id)
    if element is None or not element_policy.can_see(actor, element):
        raise NotFoundError
    if not policy.can_correct(actor, element):
        raise NotAllowedError(N_("Dit element is niet meer te verbeteren. Kijk wat ermee is gebeurd."))
    _check(facts, element)
    item = ElementChange(id=ident, author=actor, element=element, envelope_sha256=sha256)
    item.municipality_code = element.municipality_code
    item.base_version, item.base, item.wanted = facts.base_version, _replaced(facts), dict(facts.wanted)
    item.desk_chooses, item.why = facts.desk_chooses, facts.why
    keep_clock(item, clock)
    db.session.add(item)
    item.note("submit", actor=actor)
    look_later(ident)
    return item


@transactional
def edit_change(
    ident: uuid.UUID, facts: ChangeFacts, *, version: int, answer: str = "", actor: User
) -> ElementChange:
    """Change one's own proposal before the desk has decided; a returned one goes back to the desk."""
    item = _own(ident, actor=actor)
    if item.state not in element_policy.CHANGEABLE:
        raise ConflictError(N_("Een coördinator heeft dit al bekeken. Je kunt het niet meer veranderen."))
    element = load(Element, item.element_id)
    if element is not None:
        _check(facts, element)
    values = {"base_version": facts.base_version, "base": _replaced(facts), "wanted": dict(facts.wanted)}
    changes = differences(item, values | {"why": facts.why, "desk_chooses": facts.desk_chooses})
    change(item, facts, changes, version=version, answer=answer, actor=actor)
    return item


@transactional
def withdraw_change(ident: uuid.UUID, *, actor: User) -> ElementChange:
    """Take back one's own proposal before the desk has decided. Twice is once."""
    item = _own(ident, actor=actor)
    if item.state not in element_policy.CHANGEABLE | {State.WITHDRAWN}:
        raise ConflictError(N_("Een coördinator heeft dit al bekeken. Intrekken kan niet meer."))
    take_back([item], actor=actor)
    return item


def apply_change(item: ElementChange, *, without: Collection[str] = (), actor: User) -> Changes:
    """Write the wanted fields onto the element as it is now; what they replaced is kept for undo.

    The log gets the names of the fields only. Raises ConflictError when nothing is left to change.
    """
    element = load(Element, item.element_id)
    if element is None or element.state != State.PUBLISHED:
        raise ConflictError(N_("Dit element staat niet meer op de kaart. Verbeteren kan niet meer."))
    now = plain_of(element)
    wanted = {name: value for name, value in item.wanted.items() if name not in without}
    if not wanted:
        raise ConflictError(N_("Je nam geen enkele regel over. Wijs de verbetering dan af."))
    told = [element.told_overdue, element.told_at and element.told_at.isoformat()]
    before = (element.condition, element.overdue)
    _write(element, now | wanted)
    tell(element, at=item.received_at, before=before)
    settle(element)
    item.base = dict(item.base) | {name: now.get(name) for name in wanted} | {TOLD: told}
    element.note("correct", actor=actor, changes={name: [None, None] for name in wanted})
    return {FIELDS: [sorted(wanted), None]}


def undo_change(item: ElementChange, changes: Changes, *, actor: User) -> None:
    """Put back the fields that the decision wrote, but for those that were changed since."""
    element = load(Element, item.element_id)
    fields, _nothing = changes.get(FIELDS, ([], None))
    if element is None:
        return
    now = plain_of(element)
    back = {name: item.base.get(name) for name in fields or () if now.get(name) == item.wanted.get(name)}
    if back:
        _write(element, now | back)
        overdue, at = item.base.get(TOLD, (None, None))
        if element.told_at == item.received_at:  # nobody told anything since
            tell_back(element, overdue, at and datetime.fromisoformat(at))
        settle(element)
        element.note("undo", actor=actor, changes={name: [None, None] for name in back})


def _write(element: Element, plain: Plain) -> None:
    values = element_values(facts_of(plain, visibility=element.visibility), before=element)
    with db.session.no_autoflush:  # one UPDATE, so that the version rises by one
        for name, value in values.items():
            setattr(element, name, value)
        show_or_hide(element)
    locate_later(element.id)


def _replaced(facts: ChangeFacts) -> Plain:
    return {name: facts.base.get(name) for name in facts.wanted}


def _check(facts: ChangeFacts, element: Element) -> None:
    if not facts.wanted:
        raise InvalidError(N_("Je hebt nog niets veranderd. Pas aan wat niet klopt."), field="why")
    if len(facts.why) > MAX_WHY:
        raise InvalidError(N_("Maak de tekst korter: hoogstens %(most)s tekens."), field="why", most=MAX_WHY)
    now = plain_of(element)
    element_values(facts_of(now | dict(facts.wanted), visibility=element.visibility))
    moved = any(now.get(name) != old for name, old in facts.base.items())
    if facts.base_version != element.version and moved and not facts.desk_chooses:
        raise StaleError(now, element.version)


def _own(ident: uuid.UUID, *, actor: User) -> ElementChange:
    item = load(ElementChange, ident)
    if item is None or not policy.can_see(actor, item):
        raise NotFoundError
    if item.author_id != actor.id:
        raise NotAllowedError(N_("Alleen wie het heeft ingestuurd, kan dit veranderen."))
    return item
