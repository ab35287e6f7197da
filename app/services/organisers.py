"""What organisers do with who is in their group, and what a coordinator does when there is no organiser."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from app import queue
from app.core.clock import now, today
from app.core.errors import N_, ConflictError, NotAllowedError, NotFoundError
from app.core.ids import new_id
from app.extensions import db
from app.models import Group, GroupInvitation, GroupStep, Membership, Part, User
from app.policies import groups as policy
from app.queries.groups import find_organisers, looks_after
from app.queries.members import get_invitation_of
from app.services.members import keep_an_organiser, membership_of, public_group, tell
from app.transaction import load, transactional

LIVES: Final = timedelta(days=30)
GONE: Final = N_("Dit is intussen veranderd. Kijk opnieuw.")


@dataclass(frozen=True, kw_only=True)
class Move:
    """What someone must be for it, what they are then (None: out of the group), and what the log says."""

    of: frozenset[Part]
    to: Part | None
    step: GroupStep


MOVES: Final = {
    "admit": Move(of=frozenset({Part.ASKED}), to=Part.MEMBER, step=GroupStep.ADMITTED),
    "refuse": Move(of=frozenset({Part.ASKED}), to=None, step=GroupStep.REFUSED),
    "raise": Move(of=frozenset({Part.MEMBER}), to=Part.ORGANISER, step=GroupStep.RAISED),
    "lower": Move(of=frozenset({Part.ORGANISER}), to=Part.MEMBER, step=GroupStep.LOWERED),
    "remove": Move(of=policy.INSIDE, to=None, step=GroupStep.REMOVED),
    "hand_over": Move(of=policy.INSIDE, to=Part.ORGANISER, step=GroupStep.HANDED_OVER),
    "appoint": Move(of=frozenset({Part.MEMBER}), to=Part.ORGANISER, step=GroupStep.APPOINTED),
}
MAILED: Final = (  # of whom it is about
    *(GroupStep.ADMITTED, GroupStep.REFUSED),
    *(GroupStep.RAISED, GroupStep.HANDED_OVER, GroupStep.APPOINTED),
)


@transactional
def move(group_id: uuid.UUID, person_id: uuid.UUID, name: str, *, actor: User) -> Group:
    """Take one of MOVES with someone; whoever it is about gets mail of a yes, a no or a duty.

    Raises NotFoundError, NotAllowedError by the policy, ConflictError when that person is not (any more)
    what they must be for it, or when nobody would act for the group. The same again is once.
    """
    group = _appointed(group_id, actor) if name == "appoint" else _own(group_id, actor)
    asked, known = MOVES[name], membership_of(group, person_id)
    if (known.part if known is not None else None) == asked.to and name != "hand_over":
        return group
    if known is None or known.part not in asked.of:
        raise ConflictError(GONE)
    if asked.to != Part.ORGANISER:
        keep_an_organiser(group, known)
    elif not known.person.is_active:
        raise ConflictError(GONE)
    _set(known, asked.to)
    if name == "hand_over":
        _step_down(group, known, actor)
    event = tell(group, asked.step, person_id, actor=actor)
    if asked.step in MAILED:
        queue.add("mails.group_step", event_id=str(event.id))
    return group


def _set(known: Membership, part: Part | None) -> None:
    if part is None:
        db.session.delete(known)
        return
    if known.part == Part.ASKED:
        known.since = now()
    known.part, known.note = part, ""


def _step_down(group: Group, heir: Membership, actor: User) -> None:
    own = membership_of(group, actor.id)
    if own is None or own is heir:
        raise ConflictError(N_("Kies iemand anders dan jezelf."))
    own.part = Part.MEMBER


@transactional
def rest(group_id: uuid.UUID, *, actor: User) -> Group:
    """Let a group rest: it stays on view and takes nobody in. Twice is once."""
    group = _own(group_id, actor)
    if group.resting_on is None:
        group.resting_on = today()
        tell(group, GroupStep.RESTED, None, actor=actor)
    return group


@transactional
def wake(group_id: uuid.UUID, *, actor: User) -> Group:
    """Let a group go on. Twice is once."""
    group = _own(group_id, actor)
    if group.resting_on is not None:
        group.resting_on = None
        tell(group, GroupStep.WOKEN, None, actor=actor)
    return group


@transactional
def invite(group_id: uuid.UUID, *, actor: User) -> GroupInvitation:
    """Make the link that lets people in for thirty days; there is one at a time."""
    group = _own(group_id, actor)
    if (known := get_invitation_of(group)) is not None:
        return known
    made = GroupInvitation(id=new_id(), group_id=group.id, made_by_id=actor.id, expires_at=now() + LIVES)
    db.session.add(made)
    tell(group, GroupStep.INVITED, None, actor=actor)
    return made


@transactional
def revoke(group_id: uuid.UUID, invitation_id: uuid.UUID, *, actor: User) -> None:
    """Let a link count no longer. Twice is once. Raises NotFoundError for one of another group."""
    group = _own(group_id, actor)
    known = load(GroupInvitation, invitation_id)
    if known is None or known.group_id != group.id:
        raise NotFoundError
    if known.revoked_at is None:
        known.revoked_at = now()
        tell(group, GroupStep.REVOKED, None, actor=actor)


def _appointed(group_id: uuid.UUID, actor: User) -> Group:
    """Return a group for which this coordinator may appoint someone."""
    group = public_group(group_id, actor=actor)
    if not looks_after(actor, group):
        raise NotAllowedError(N_("Alleen een coördinator van deze gemeente kan dit."))
    if find_organisers(group):
        raise ConflictError(N_("Deze groep heeft al een organisator."))
    return group


def _own(group_id: uuid.UUID, actor: User) -> Group:
    group = public_group(group_id, actor=actor)
    if not policy.organises(actor, group.id):
        raise NotAllowedError(N_("Alleen organisatoren van deze groep kunnen dit."))
    return group
