"""Who may see, change or work on a landscape element."""

import uuid

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import aliased

from app.models import Consent, Element, Owner, State, Submission, User, Visibility
from app.policies.moderation import can_moderate

PRIVATE_OWNERS = frozenset({Owner.FARMER, Owner.PRIVATE})
# kinds at which people live: shown to everyone only after a coordinator said so
YARDS_AND_GARDENS = frozenset({"farmyard", "historic_garden", "historic_building_and_yard"})
CHANGEABLE = frozenset({State.PENDING, State.RETURNED})
WORKABLE = CHANGEABLE | {State.PUBLISHED}


def can_see(user: User | None, element: Element) -> bool:
    """Tell whether someone may see it: public, their own, or a coordinator's to judge.

    What is gone left the map and the lists, but its page and history stay.
    """
    return element.is_public or _gone_for_all(element) or _own(user, element) or can_moderate(user)


def visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_see() says in Python; a test keeps the two equal."""
    if can_moderate(user):
        return true()
    gone = and_(
        Element.state == State.GONE,
        Element.visibility == Visibility.EVERYONE,
        Element.consent != Consent.NO,
    )
    public = or_(Element.is_public.is_(True), gone)
    return public if user is None else or_(public, Element.author_id == user.id)


def seen_ids(user: User | None) -> Select[tuple[uuid.UUID]]:
    """Select the ids of what visible_to() lets through, for what hangs below an element."""
    element, parent = Element.__table__.c, aliased(Submission.__table__)
    ids = select(element.id).join_from(Element.__table__, parent, parent.c.id == element.id)
    if can_moderate(user):
        return ids
    gone = and_(
        parent.c.state == State.GONE,
        element.visibility == Visibility.EVERYONE,
        element.consent != Consent.NO,
    )
    public = or_(element.is_public, gone)
    return ids.where(public if user is None else or_(public, parent.c.author_id == user.id))


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


def _gone_for_all(element: Element) -> bool:
    open_to_all = element.visibility == Visibility.EVERYONE and element.consent != Consent.NO
    return element.state == State.GONE and open_to_all


def _own(user: User | None, element: Element) -> bool:
    return user is not None and element.author_id == user.id
