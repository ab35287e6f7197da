"""How people come into a group and go out: by themselves, by an organiser, or by an invitation."""

import uuid
from typing import Final

from app import queue
from app.core.errors import N_, ConflictError, GoneError, InvalidError, NotAllowedError, NotFoundError
from app.core.ids import new_id
from app.extensions import db
from app.models import Group, GroupEvent, GroupInvitation, GroupStep, Joining, Membership, Part, User
from app.policies import groups as policy
from app.queries.groups import find_organisers
from app.transaction import load, transactional

MAX_NOTE: Final = 500
RESTS: Final = N_("Deze groep rust nu. Je kunt geen lid worden.")
ALONE: Final = N_("Jij bent de enige organisator. Draag de groep eerst over aan iemand anders.")


@transactional
def join(group_id: uuid.UUID, *, note: str = "", actor: User) -> Membership:
    """Come in where that is open, else ask its organisers, who get mail of it. Twice is once.

    Raises NotFoundError, NotAllowedError where one comes in by invitation only, ConflictError while the
    group rests, InvalidError for words that are too long.
    """
    group = public_group(group_id, actor=actor)
    if (known := membership_of(group, actor.id)) is not None:
        return known
    if group.resting_on is not None:
        raise ConflictError(RESTS)
    if group.joining == Joining.INVITATION:
        raise NotAllowedError(N_("In deze groep kom je alleen met een uitnodiging."))
    if len(note) > MAX_NOTE:
        raise InvalidError(
            N_("Maak de tekst korter: hoogstens %(most)s tekens."), field="note", most=MAX_NOTE
        )
    if group.joining == Joining.OPEN:
        return _let_in(group, actor)
    asked = Membership(group_id=group.id, person_id=actor.id, part=Part.ASKED, note=note)
    db.session.add(asked)
    event = tell(group, GroupStep.ASKED, actor.id, actor=actor)
    for organiser in find_organisers(group):
        queue.add("mails.join_asked", event_id=str(event.id), person_id=str(organiser.id))
    return asked


@transactional
def accept_invitation(invitation_id: uuid.UUID, *, actor: User) -> Group:
    """Come in by a link. Twice is once. Raises GoneError for one that no longer counts."""
    invitation = db.session.get(GroupInvitation, invitation_id)
    if invitation is None or not invitation.counts:
        raise GoneError(N_("Deze uitnodiging geldt niet meer. Vraag de groep om een nieuwe."))
    group = public_group(invitation.group_id, actor=actor)
    known = membership_of(group, actor.id)
    if known is None or known.part == Part.ASKED:
        if group.resting_on is not None:
            raise ConflictError(RESTS)
        _let_in(group, actor, known)
    return group


@transactional
def leave(group_id: uuid.UUID, *, actor: User) -> None:
    """Go out, or take back that one asked. Twice is once. The last organiser hands over first."""
    group = public_group(group_id, actor=actor)
    known = membership_of(group, actor.id)
    if known is None:
        return
    keep_an_organiser(group, known)
    db.session.delete(known)
    tell(group, GroupStep.LEFT, actor.id, actor=actor)


def public_group(group_id: uuid.UUID, *, actor: User) -> Group:
    """Return a group that was agreed to, locked; raises NotFoundError, NotAllowedError while it waits."""
    group = load(Group, group_id)
    if group is None or not policy.can_see(actor, group):
        raise NotFoundError
    if not group.is_public:
        raise NotAllowedError(N_("Deze groep is er nog niet."))
    return group


def membership_of(group: Group, person_id: uuid.UUID) -> Membership | None:
    """Return what someone is in a group."""
    return db.session.get(Membership, (group.id, person_id))


def keep_an_organiser(group: Group, leaving: Membership) -> None:
    """Refuse to let the last one go who acts for the group; raises ConflictError."""
    others = [one for one in find_organisers(group) if one.id != leaving.person_id]
    if leaving.part == Part.ORGANISER and not others:
        raise ConflictError(ALONE)


def tell(group: Group, step: GroupStep, person_id: uuid.UUID | None, *, actor: User) -> GroupEvent:
    """Write in the log, within the running use case, what happened."""
    event = GroupEvent(id=new_id(), group_id=group.id, person_id=person_id, actor_id=actor.id, step=step)
    db.session.add(event)
    return event


def _let_in(group: Group, actor: User, known: Membership | None = None) -> Membership:
    found = known or Membership(group_id=group.id, person_id=actor.id)
    found.part, found.note = Part.MEMBER, ""
    db.session.add(found)
    tell(group, GroupStep.JOINED, actor.id, actor=actor)
    return found
