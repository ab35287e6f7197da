"""Who may see a group, and who acts in its name: organisers, inside their own group only."""

import uuid

from sqlalchemy import ColumnElement, or_, true

from app.models import Group, Part, User
from app.policies.moderation import can_moderate


def can_see(user: User | None, group: Group) -> bool:
    """Tell whether someone may see it: agreed to, their own request, or a coordinator's to judge."""
    return group.is_public or (user is not None and group.author_id == user.id) or can_moderate(user)


def visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_see() says in Python; a test keeps the two equal."""
    if can_moderate(user):
        return true()
    public = Group.is_public.is_(True)
    return public if user is None else or_(public, Group.author_id == user.id)


def belongs(user: User | None, group_id: uuid.UUID | None) -> bool:
    """Tell whether someone is in the group: member or organiser. Without a group nobody is."""
    return _part(user, group_id) in {Part.MEMBER, Part.ORGANISER}


def organises(user: User | None, group_id: uuid.UUID | None) -> bool:
    """Tell whether someone acts in the name of the group. Without a group nobody does."""
    return _part(user, group_id) == Part.ORGANISER


def _part(user: User | None, group_id: uuid.UUID | None) -> Part | None:
    if user is None or group_id is None:
        return None
    return next((one.part for one in user.memberships if one.group_id == group_id), None)
