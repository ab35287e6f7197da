"""Ideas for who answers them: which must be answered soon, and what one can become."""

import uuid
from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select

from app.core.clock import now
from app.core.errors import N_, NotAllowedError
from app.extensions import db
from app.models import Event, Group, Idea, User
from app.policies import events, groups
from app.policies.ideas import visible_to
from app.policies.moderation import can_decide, can_moderate, is_on_desk_of
from app.queries.ideas import IdeaFilter, get_idea, listed
from app.queries.moderation import coordinators_of

MOST: Final = 100


def count_due(viewer: User) -> int:
    """Count the ideas that this person must answer within days, or should have."""
    found = listed(viewer, IdeaFilter(due=True))
    return db.session.scalar(select(func.count()).select_from(found.subquery())) or 0


def get_for_desk(ident: uuid.UUID, *, viewer: User) -> Idea:
    """Return one that this person may answer; raises NotFoundError or NotAllowedError."""
    if not can_moderate(viewer):
        raise NotAllowedError(N_("Alleen coördinatoren beslissen over inzendingen."))
    idea = get_idea(ident, viewer=viewer)
    if not is_on_desk_of(viewer, idea, coordinators=coordinators_of(idea.municipality_code)):
        raise NotAllowedError(N_("Deze inzending hoort bij een andere gemeente. Daar beslissen ze."))
    if not may_follow_up(idea, viewer=viewer):
        raise NotAllowedError(N_("Dit heb je zelf ingestuurd. Een andere coördinator beslist erover."))
    return idea


def may_follow_up(idea: Idea, *, viewer: User | None) -> bool:
    """Tell whether this person may answer it: a coordinator of there whose idea it is not."""
    if viewer is None or not can_moderate(viewer):
        return False
    return can_decide(viewer, idea, coordinators=coordinators_of(idea.municipality_code))


def find_days_for(idea: Idea, *, viewer: User) -> Sequence[Event]:
    """Return what comes on the agenda in its municipality, soonest first."""
    query = select(Event).where(events.visible_to(viewer), Event.is_public.is_(True), Event.ends_at >= now())
    query = query.where(Event.municipality_code == idea.municipality_code)
    return db.session.scalars(query.order_by(Event.starts_at, Event.id).limit(MOST)).all()


def find_groups_for(idea: Idea, *, viewer: User) -> Sequence[Group]:
    """Return the groups in its municipality, by name."""
    query = select(Group).where(groups.visible_to(viewer), Group.is_public.is_(True))
    query = query.where(Group.municipality_code == idea.municipality_code)
    return db.session.scalars(query.order_by(Group.name, Group.id).limit(MOST)).all()


def find_ideas_behind(thing: Event | Group, *, viewer: User | None) -> Sequence[Idea]:
    """Return the ideas that became this day or this group, oldest first."""
    link = Idea.became_event_id if isinstance(thing, Event) else Idea.became_group_id
    query = select(Idea).where(visible_to(viewer), Idea.is_public.is_(True), link == thing.id)
    return db.session.scalars(query.order_by(Idea.told_at, Idea.id).limit(MOST)).all()
