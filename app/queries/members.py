"""Who is in a group by name, for its organisers and the coordinators of there; and how one comes in."""

import uuid
from collections.abc import Sequence

from sqlalchemy import case, select
from sqlalchemy.orm import joinedload

from app.config import settings
from app.core.clock import now
from app.core.errors import N_, GoneError, NotAllowedError, NotFoundError
from app.core.invitations import invitation_of
from app.extensions import db
from app.models import Group, GroupEvent, GroupInvitation, Membership, Part, User
from app.policies.groups import organises
from app.queries.groups import get_group, looks_after

FIRST = case((Membership.part == Part.ASKED, 0), (Membership.part == Part.ORGANISER, 1), else_=2)


def get_led_group(group_id: uuid.UUID, *, viewer: User) -> Group:
    """Return a group of which this person may know who is in it: its organisers, coordinators of there.

    Raises NotFoundError for what one may not see, NotAllowedError for who has nothing to do with it.
    """
    group = get_group(group_id, viewer=viewer)
    if not group.is_public or not (organises(viewer, group.id) or looks_after(viewer, group)):
        raise NotAllowedError(N_("Alleen organisatoren van deze groep kunnen dit."))
    return group


def get_public_group(group_id: uuid.UUID, *, viewer: User) -> Group:
    """Return a group that was agreed to; raises NotFoundError, NotAllowedError while it waits."""
    group = get_group(group_id, viewer=viewer)
    if not group.is_public:
        raise NotAllowedError(N_("Deze groep is er nog niet."))
    return group


def find_members(group: Group) -> Sequence[Membership]:
    """Return who is in a group: who asked first, then organisers, then members by name."""
    query = select(Membership).join(Membership.person).where(Membership.group_id == group.id)
    return db.session.scalars(
        query.options(joinedload(Membership.person)).order_by(FIRST, User.name, User.id)
    ).all()


def get_member(group: Group, person_id: uuid.UUID) -> Membership:
    """Return what someone is in a group; raises NotFoundError for who is not in it."""
    found = db.session.get(Membership, (group.id, person_id), options=[joinedload(Membership.person)])
    if found is None:
        raise NotFoundError
    return found


def find_events(group: Group, *, limit: int = 30) -> Sequence[GroupEvent]:
    """Return what happened last to who is in a group, newest first."""
    query = select(GroupEvent).where(GroupEvent.group_id == group.id)
    names = (joinedload(GroupEvent.person), joinedload(GroupEvent.actor))
    newest = query.order_by(GroupEvent.at.desc(), GroupEvent.id.desc()).limit(limit)
    return db.session.scalars(newest.options(*names)).all()


def get_event(ident: uuid.UUID) -> GroupEvent | None:
    """Return one step with its group and whom it is about, for the mail of it."""
    return db.session.get(
        GroupEvent, ident, options=[joinedload(GroupEvent.group), joinedload(GroupEvent.person)]
    )


def get_invitation_of(group: Group) -> GroupInvitation | None:
    """Return the link of a group that counts now, if there is one."""
    query = select(GroupInvitation).where(
        GroupInvitation.group_id == group.id,
        GroupInvitation.revoked_at.is_(None),
        GroupInvitation.expires_at > now(),
    )
    return db.session.scalar(query.order_by(GroupInvitation.expires_at.desc()).limit(1))


def get_invitation(key: str) -> GroupInvitation:
    """Return the invitation of a key; raises NotFoundError for a key that we did not make, else GoneError."""
    ident = invitation_of(key, secret=settings().secret_key)
    if ident is None:
        raise NotFoundError
    found = db.session.get(GroupInvitation, ident)
    if found is None or not found.counts:
        raise GoneError(N_("Deze uitnodiging geldt niet meer. Vraag de groep om een nieuwe."))
    return found
