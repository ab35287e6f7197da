"""Who may see, change or work on a landscape element."""

from sqlalchemy import ColumnElement, or_, true

from app.models import Consent, Element, Owner, State, User, Visibility
from app.policies.moderation import can_moderate

PRIVATE_OWNERS = frozenset({Owner.FARMER, Owner.PRIVATE})
# kinds at which people live: shown to everyone only after a coordinator said so
YARDS_AND_GARDENS = frozenset({"farmyard", "historic_garden", "historic_building_and_yard"})
CHANGEABLE = frozenset({State.PENDING, State.RETURNED})
WORKABLE = CHANGEABLE | {State.PUBLISHED}


def can_see(user: User | None, element: Element) -> bool:
    """Tell whether someone may see it: public, their own, or a coordinator's to judge."""
    return element.is_public or _own(user, element) or can_moderate(user)


def visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_see() says in Python; a test keeps the two equal."""
    if can_moderate(user):
        return true()
    public = Element.is_public.is_(True)
    return public if user is None else or_(public, Element.author_id == user.id)


def can_see_owner(user: User | None, element: Element) -> bool:
    """Tell whether someone may read whose ground it is: private owners are not shown to others."""
    return element.owner_kind not in PRIVATE_OWNERS or _own(user, element) or can_moderate(user)


def can_edit(user: User | None, element: Element) -> bool:
    """Tell whether someone may change it directly: the author, until the desk has decided."""
    return _own(user, element) and element.state in CHANGEABLE


def can_withdraw(user: User | None, element: Element) -> bool:
    """Tell whether someone may take it back: the author, until it is published."""
    return _own(user, element) and element.state in CHANGEABLE


def can_log_work(user: User | None, element: Element) -> bool:
    """Tell whether someone may log work on it: whoever has signed in and sees it, while it stands."""
    return user is not None and can_see(user, element) and element.state in WORKABLE


def default_visibility(*, type_key: str, owner: Owner, consent: Consent) -> Visibility:
    """Return who sees it when nobody chose: coordinators where people live or an owner did not agree yet."""
    private = owner in PRIVATE_OWNERS and consent != Consent.YES
    return Visibility.COORDINATORS if private or type_key in YARDS_AND_GARDENS else Visibility.EVERYONE


def _own(user: User | None, element: Element) -> bool:
    return user is not None and element.author_id == user.id
