"""Who may see an event, and who acts on it: organisers of a group that invites, and coordinators."""

import uuid

from sqlalchemy import ColumnElement, Select, or_, select, true

from app.models import Event, EventHost, Membership, Part, State, User
from app.policies.groups import organises
from app.policies.moderation import can_moderate


def can_see(user: User | None, event: Event) -> bool:
    """Tell whether someone may see it: it is on the agenda, their own proposal, or theirs to organise."""
    return event.is_public or (user is not None and event.author_id == user.id) or can_manage(user, event)


def visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_see() says in Python; a test keeps the two equal."""
    if can_moderate(user):
        return true()
    public = Event.is_public.is_(True)
    if user is None:
        return public
    return or_(public, Event.author_id == user.id, Event.id.in_(organised_by(user)))


def organised_by(user: User | None) -> Select[uuid.UUID]:
    """Select the ids of events to which a group invites that this person organises; of nobody none."""
    theirs = select(EventHost.event_id).join(Membership, Membership.group_id == EventHost.group_id)
    return theirs.where(
        Membership.person_id == (user.id if user is not None else None), Membership.part == Part.ORGANISER
    )


def can_manage(user: User | None, event: Event) -> bool:
    """Tell whether someone runs it: a coordinator, or an organiser of a group that invites."""
    return can_moderate(user) or any(organises(user, group.id) for group in event.hosts)


def can_edit(user: User | None, event: Event) -> bool:
    """Tell whether someone may change it now: who runs it, or who proposed it while it waits."""
    if user is None:
        return False
    if event.state == State.PUBLISHED:
        return event.is_ahead and can_manage(user, event)
    return event.author_id == user.id and event.state in {State.PENDING, State.RETURNED}
