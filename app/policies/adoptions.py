"""Who may see that an element is looked after, and who acts for whoever does."""

import uuid

from sqlalchemy import ColumnElement

from app.models import Adoption, Element, User, Visibility
from app.policies import elements
from app.policies.groups import organises


def can_see(user: User | None, adoption: Adoption) -> bool:
    """Tell whether someone may see it: whoever sees the element."""
    return elements.can_see(user, adoption.element)


def visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_see() says in Python; a test keeps the two equal."""
    return Adoption.element_id.in_(elements.seen_ids(user))


def acts_for(user: User | None, adoption: Adoption) -> bool:
    """Tell whether it is this person's to change: their own, or that of a group that they organise."""
    if user is None:
        return False
    return adoption.person_id == user.id or organises(user, adoption.group_id)


def can_be_seen_by_group(element: Element, group_id: uuid.UUID) -> bool:
    """Tell whether everyone in a group may see an element."""
    return element.is_public or (element.visibility == Visibility.GROUP and element.group_id == group_id)
