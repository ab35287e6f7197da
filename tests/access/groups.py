"""Groups in the world of world.py, by column: ``led`` is organised by whoever looks, who is in ``joined``.

``published`` is led by its author, ``others`` by somebody who is not among those who look.
"""

import uuid
from datetime import timedelta
from typing import Final

from app.config import settings
from app.core.clock import now
from app.core.invitations import key_of
from app.extensions import db
from app.models import Group, GroupInvitation, Part, User
from tests.factories.groups import GroupFactory, HelpCallFactory, add_to

PUBLIC: Final = ("published", "others", "led", "joined")
GROUPS: Final = ("own", "pending", "returned", "rejected", "withdrawn", *PUBLIC, "elsewhere")


def group(column: str, mine: User, anna: User, other: User, **facts: object) -> uuid.UUID:
    """Make one that Anna asked for, ``own`` by whoever looks; ``other`` is in all that are public."""
    village = "Emmen" if column == "elsewhere" else "Assen"
    found = GroupFactory(author=mine if column == "own" else anna, village=village, **facts)
    if column in PUBLIC:
        leader = {"led": mine, "published": anna}.get(column, other)
        add_to(found, leader, Part.ORGANISER)
    if column == "joined":
        add_to(found, mine, Part.MEMBER)
    if column in {"led", "published"}:
        add_to(found, other, Part.MEMBER)
    return found.id


def call(group_id: uuid.UUID) -> uuid.UUID:
    """Ask for hands in its name."""
    return HelpCallFactory(group=db.session.get(Group, group_id)).id


def invitation(group_id: uuid.UUID, made_by: User, *, days: int) -> uuid.UUID:
    """Make a link into it that counts for so many days; below zero it is over, and another can be made."""
    until = now() + timedelta(days=days)
    made = GroupInvitation(group_id=group_id, made_by_id=made_by.id, expires_at=until)
    db.session.add(made)
    db.session.commit()
    return made.id


def key_into(invitation_id: uuid.UUID) -> str:
    """Return what stands in the address of a link."""
    return key_of(invitation_id, secret=settings().secret_key)
