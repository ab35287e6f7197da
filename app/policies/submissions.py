"""Who may see what was handed in, over all kinds."""

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import aliased

from app.models import Element, MaintenanceLog, State, Submission, User
from app.policies import elements, maintenance
from app.policies.moderation import can_moderate


def can_see(user: User | None, item: Submission) -> bool:
    """Tell whether someone may see the item: public, made by this person, or on a desk."""
    if isinstance(item, MaintenanceLog):
        return maintenance.can_see(user, item)
    return isinstance(item, Element) and elements.can_see(user, item)


def visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_see() says in Python; a test keeps the two equal."""
    if can_moderate(user):
        return true()
    element = Element.__table__.c
    log = MaintenanceLog.__table__.c
    worked_on = aliased(Submission.__table__)
    seen = select(element.id).join_from(Element.__table__, worked_on, worked_on.c.id == element.id)
    mine = false() if user is None else worked_on.c.author_id == user.id
    seen = seen.where(or_(element.is_public, mine))
    public = or_(
        Submission.id.in_(select(element.id).where(element.is_public)),
        and_(
            Submission.state == State.PUBLISHED,
            Submission.id.in_(select(log.id).where(log.element_id.in_(seen))),
        ),
    )
    return public if user is None else or_(public, Submission.author_id == user.id)
