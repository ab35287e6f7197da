"""What people do with a group as a whole: ask for one, change what it says, take the request back."""

import uuid
from dataclasses import dataclass, replace
from typing import Final

from app.core.errors import N_, ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import Group, GroupKind, Joining, Place, State, User
from app.policies import groups as policy
from app.policies.elements import CHANGEABLE
from app.services.checks import look_later
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
MAX_CONTACT: Final = 200
LIMITS: Final = (("name", MAX_NAME), ("about", MAX_ABOUT), ("contact", MAX_CONTACT))


@dataclass(frozen=True, kw_only=True)
class GroupFacts:
    """What a group is called, where it is, and how one becomes a member; all of it is public."""

    name: str
    group_kind: GroupKind
    place_id: uuid.UUID
    about: str = ""
    contact: str = ""
    joining: Joining = Joining.REQUEST
    photos: tuple[ChosenPhoto, ...] = ()  # none: forms of every kind have the field


@transactional
def ask_group(ident: uuid.UUID, facts: GroupFacts, *, actor: User) -> Group:
    """Store the request for a group once, however often its form is sent; it waits for the desk.

    Raises InvalidError with a sentence per field, ConflictError when the id came with other content.
    """
    sha256 = envelope(facts, actor=actor)
    if (known := same_or_conflict(Group, ident, sha256, actor=actor)) is not None:
        return known
    place = _check(facts)
    group = Group(id=ident, author=actor, envelope_sha256=sha256, **told(facts))
    group.municipality_code = place.municipality_code
    keep_clock(group, None)
    db.session.add(group)
    group.note("submit", actor=actor)
    look_later(ident)
    return group


@transactional
def edit_group(ident: uuid.UUID, facts: GroupFacts, *, version: int, answer: str = "", actor: User) -> Group:
    """Change one's own request, or as organiser what the group says of itself.

    Its kind and village were what the coordinator agreed to: they stay. A returned request goes back to
    the desk. Raises what ask_group() raises, NotFoundError and NotAllowedError by the policy, and
    ConflictError when it cannot be changed any more or is not as this person saw it.
    """
    group = changeable(ident, actor=actor)
    if not policy.can_edit(actor, group):
        raise ConflictError(N_("Een coördinator heeft dit al bekeken. Je kunt het niet meer veranderen."))
    if group.state == State.PUBLISHED:
        facts = replace(facts, group_kind=group.group_kind, place_id=group.place_id)
    place = _check(facts)
    change(group, facts, differences(group, told(facts)), version=version, answer=answer, actor=actor)
    group.municipality_code = place.municipality_code
    return group


@transactional
def withdraw_group(ident: uuid.UUID, *, actor: User) -> Group:
    """Take back one's own request before the desk has decided. Twice is once."""
    group = changeable(ident, actor=actor)
    if group.state not in CHANGEABLE | {State.WITHDRAWN}:
        raise ConflictError(N_("Een coördinator heeft dit al bekeken. Intrekken kan niet meer."))
    take_back([group], actor=actor)
    return group


def changeable(ident: uuid.UUID, *, actor: User) -> Group:
    """Return a group that is this person's to change, locked; raises NotFoundError or NotAllowedError."""
    group = load(Group, ident)
    if group is None or not policy.can_see(actor, group):
        raise NotFoundError
    if not policy.can_change(actor, group):
        raise NotAllowedError(N_("Alleen organisatoren van deze groep kunnen dit."))
    return group


def _check(facts: GroupFacts) -> Place:
    """Return the village; raises InvalidError for what is missing or too long."""
    if not facts.name:
        raise InvalidError(N_("Schrijf hoe de groep heet."), field="name")
    if not facts.about:
        raise InvalidError(N_("Schrijf waar jullie voor zorgen."), field="about")
    for field, most in LIMITS:
        if len(getattr(facts, field)) > most:
            raise InvalidError(N_("Maak de tekst korter: hoogstens %(most)s tekens."), field=field, most=most)
    place = db.session.get(Place, facts.place_id)
    if place is None:
        raise InvalidError(N_("Kies het dorp."), field="place_id")
    return place
