"""Who may see a group, and who acts in its name: organisers, inside their own group only."""

import uuid
from collections.abc import Collection
from typing import Final

from sqlalchemy import ColumnElement, or_, true

from app.models import Group, Part, State, User
from app.policies.moderation import can_moderate

CHANGEABLE: Final = frozenset({State.PENDING, State.RETURNED, State.PUBLISHED})
INSIDE: Final = frozenset({Part.MEMBER, Part.ORGANISER})  # who asked is not in yet


def can_see(user: User | None, group: Group) -> bool:
    """Tell whether someone may see it: agreed to, their own request, or a coordinator's to judge."""
    return group.is_public or _own(user, group) or can_moderate(user)


def visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_see() says in Python; a test keeps the two equal."""
    if can_moderate(user):
        return true()
    public = Group.is_public.is_(True)
    return public if user is None else or_(public, Group.author_id == user.id)


def can_change(user: User | None, group: Group) -> bool:
    """Tell whether what is told of it is this person's to change: who asked for it, then its organisers."""
    if group.state == State.PUBLISHED:
        return organises(user, group.id)
    return _own(user, group)


def can_edit(user: User | None, group: Group) -> bool:
    """Tell whether it may be changed now: not after it was rejected or taken back."""
    return can_change(user, group) and group.state in CHANGEABLE


def belongs(user: User | None, group_id: uuid.UUID | None) -> bool:
    """Tell whether someone is in the group: member or organiser. Without a group nobody is."""
    return part_of(user, group_id) in INSIDE


def organises(user: User | None, group_id: uuid.UUID | None) -> bool:
    """Tell whether someone acts in the name of the group. Without a group nobody does."""
    return part_of(user, group_id) == Part.ORGANISER


def groups_of(user: User | None) -> Collection[uuid.UUID]:
    """Return the ids of the groups that someone is in."""
    if user is None or not user.is_active:
        return ()
    return [one.group_id for one in user.memberships if one.part in INSIDE]


def part_of(user: User | None, group_id: uuid.UUID | None) -> Part | None:
    """Return what someone is in a group; nothing of who is not in it and did not ask."""
    if user is None or group_id is None or not user.is_active:
        return None
    return next((Part(one.part) for one in user.memberships if one.group_id == group_id), None)


def _own(user: User | None, group: Group) -> bool:
    return user is not None and group.author_id == user.id
