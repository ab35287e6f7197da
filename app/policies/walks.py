"""Who may see a walk, and who changes it: who made it, and the organisers of its group."""

import uuid

from sqlalchemy import ColumnElement, Select, or_, select, true

from app.models import Membership, Part, State, User, Walk
from app.policies.groups import belongs, organises
from app.policies.moderation import can_moderate

INSIDE = (Part.MEMBER, Part.ORGANISER)
OVER = frozenset({State.REJECTED, State.WITHDRAWN})


def can_see(user: User | None, walk: Walk) -> bool:
    """Tell whether someone may see it: it is open, or theirs, of their group, or a coordinator's to judge."""
    if walk.is_public or can_moderate(user):
        return True
    return user is not None and (walk.author_id == user.id or belongs(user, walk.group_id))


def visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_see() says in Python; a test keeps the two equal."""
    if can_moderate(user):
        return true()
    return shared_with(user) if user is None else or_(shared_with(user), theirs(user))


def theirs(user: User) -> ColumnElement[bool]:
    """Say in SQL which walks are someone's own or of a group they are in."""
    return or_(Walk.author_id == user.id, Walk.__table__.c.group_id.in_(_groups_of(user)))


def shared_with(user: User | None) -> ColumnElement[bool]:
    """Say in SQL, of the table of walks alone, which someone sees without being the author."""
    walk = Walk.__table__.c
    public = walk.is_public.is_(True)
    return public if user is None else or_(public, walk.group_id.in_(_groups_of(user)))


def _groups_of(user: User) -> Select[uuid.UUID]:
    mine = select(Membership.group_id)
    return mine.where(Membership.person_id == user.id, Membership.part.in_(INSIDE))


def can_change(user: User | None, walk: Walk) -> bool:
    """Tell whether someone may change it and move it on: its author, and an organiser of its group."""
    return user is not None and (walk.author_id == user.id or organises(user, walk.group_id))


def can_know_owners(user: User | None, walk: Walk) -> bool:
    """Tell whether someone may read whose ground it is and what they said: its makers and coordinators."""
    return can_change(user, walk) or can_moderate(user)


def can_reword(user: User, walk: Walk) -> bool:
    """Tell whether what everyone reads may be changed now: after a coordinator agreed by organisers only."""
    return walk.state not in OVER and (walk.state != State.PUBLISHED or organises(user, walk.group_id))
