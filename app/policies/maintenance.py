"""Who may see or change work that was logged."""

from sqlalchemy import ColumnElement, and_, or_, true

from app.models import MaintenanceLog, State, User
from app.policies import elements
from app.policies.moderation import can_moderate

CHANGEABLE = frozenset({State.PENDING, State.RETURNED})


def can_see(user: User | None, log: MaintenanceLog) -> bool:
    """Tell whether someone may see it: their own, a coordinator's, or published on an element they see."""
    if can_moderate(user) or _own(user, log):
        return True
    return log.state == State.PUBLISHED and elements.can_see(user, log.element)


def visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_see() says in Python; a test keeps the two equal."""
    if can_moderate(user):
        return true()
    joined = and_(
        MaintenanceLog.state == State.PUBLISHED, MaintenanceLog.element_id.in_(elements.seen_ids(user))
    )
    return joined if user is None else or_(MaintenanceLog.author_id == user.id, joined)


def can_edit(user: User | None, log: MaintenanceLog) -> bool:
    """Tell whether someone may change it: the author, until the desk has decided."""
    return _own(user, log) and log.state in CHANGEABLE


def can_withdraw(user: User | None, log: MaintenanceLog) -> bool:
    """Tell whether someone may take it back: the author, also once it is published."""
    return _own(user, log) and log.state in CHANGEABLE | {State.PUBLISHED}


def _own(user: User | None, log: MaintenanceLog) -> bool:
    return user is not None and log.author_id == user.id
