"""Who decides on what was handed in: the coordinators of its municipality, never its author."""

import uuid
from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true

from app.models import CoordinatorArea, Role, Submission, User


def can_moderate(user: User | None) -> bool:
    """Tell whether someone has a desk."""
    return user is not None and user.is_active and user.role in {Role.COORDINATOR, Role.ADMIN}


def is_on_desk_of(user: User | None, item: Submission, *, coordinators: Collection[uuid.UUID]) -> bool:
    """Tell whether an item is one for this person's desk, own items included.

    ``coordinators`` are the ids of the active coordinators of the item's municipality. An item without
    municipality, or for which nobody but its author is there, is on the desk of every coordinator.
    """
    if user is None or not can_moderate(user):
        return False
    others = set(coordinators) - {item.author_id}
    return user.role == Role.ADMIN or user.id in coordinators or not others


def can_decide(user: User | None, item: Submission, *, coordinators: Collection[uuid.UUID]) -> bool:
    """Tell whether this person may decide on the item: it is on their desk and someone else made it."""
    return (
        user is not None
        and item.author_id != user.id
        and is_on_desk_of(user, item, coordinators=coordinators)
    )


def can_assign(
    user: User | None, item: Submission, to: User | None, *, coordinators: Collection[uuid.UUID]
) -> bool:
    """Tell whether this person may say for whom an item is: nobody, or someone who may decide on it."""
    may = can_decide(user, item, coordinators=coordinators)
    return may and (to is None or can_decide(to, item, coordinators=coordinators))


def on_desk_of(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what is_on_desk_of() says in Python; a test keeps the two equal."""
    if user is None or not can_moderate(user):
        return false()
    if user.role == Role.ADMIN:
        return true()
    mine = select(CoordinatorArea.municipality_code).where(CoordinatorArea.person_id == user.id)
    return or_(Submission.municipality_code.in_(mine), ~_someone_else())


def decidable_by(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_decide() says in Python; a test keeps the two equal."""
    return false() if user is None else and_(Submission.author_id != user.id, on_desk_of(user))


def _someone_else() -> ColumnElement[bool]:
    """Say that an active coordinator who is not its author looks after the item's municipality."""
    return (
        exists()
        .where(CoordinatorArea.person_id == User.id, CoordinatorArea.person_id != Submission.author_id)
        .where(CoordinatorArea.municipality_code == Submission.municipality_code)
        .where(User.role == Role.COORDINATOR, User.suspended_at.is_(None))
        .correlate(Submission)
    )
