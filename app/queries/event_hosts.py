"""Groups in whose name someone may plan an event."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, and_, or_, select

from app.extensions import db
from app.models import Event, Group, Membership, Part, User
from app.policies.groups import visible_to
from app.policies.moderation import can_moderate

MOST: Final = 200


def find_host_choices(viewer: User, event: Event | None = None) -> Sequence[Group]:
    """Return the groups that one is in, and those that invite already; a coordinator's also of their towns.

    A group that was not agreed to, or that rests, plans nothing.
    """
    mine = select(Membership.group_id).where(
        Membership.person_id == viewer.id, Membership.part.in_((Part.MEMBER, Part.ORGANISER))
    )
    awake = and_(Group.is_public.is_(True), Group.resting_on.is_(None))
    theirs: ColumnElement[bool] = Group.id.in_(mine)
    if can_moderate(viewer):
        towns = [area.municipality_code for area in viewer.areas]
        theirs = or_(theirs, Group.municipality_code.in_(towns))
    had = [group.id for group in event.hosts] if event is not None else []
    query = select(Group).where(visible_to(viewer), or_(and_(awake, theirs), Group.id.in_(had)))
    return db.session.scalars(query.order_by(Group.name, Group.id).limit(MOST)).all()
