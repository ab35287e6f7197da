"""Who may see an idea."""

from sqlalchemy import ColumnElement, and_, or_, true

from app.models import Element, Idea, User
from app.policies import elements
from app.policies.moderation import can_moderate


def can_see(user: User | None, idea: Idea) -> bool:
    """Tell whether someone may see it: their own, a coordinator's, or on view at a place that they see."""
    if can_moderate(user) or (user is not None and idea.author_id == user.id):
        return True
    return idea.is_public and (idea.element is None or elements.can_see(user, idea.element))


def visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_see() says in Python; a test keeps the two equal."""
    if can_moderate(user):
        return true()
    # asked of each row by itself: all elements that someone sees are many, and a list shows a few rows
    seen = elements.seen_ids(user).where(Element.__table__.c.id == Idea.element_id).correlate(Idea)
    public = and_(Idea.is_public.is_(True), or_(Idea.element_id.is_(None), seen.exists()))
    return public if user is None else or_(Idea.author_id == user.id, public)
