"""Who may see, change or work on a landscape element."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import aliased

from app.models import Consent, Element, Owner, State, Submission, User, Visibility
from app.policies.groups import belongs, groups_of
from app.policies.moderation import can_moderate

PRIVATE_OWNERS = frozenset({Owner.FARMER, Owner.PRIVATE})
# kinds at which people live: shown to everyone only after a coordinator said so
YARDS_AND_GARDENS = frozenset({"farmyard", "historic_garden", "historic_building_and_yard"})
CHANGEABLE = frozenset({State.PENDING, State.RETURNED})
STANDS_OR_STOOD = frozenset({State.PUBLISHED, State.GONE})
WORKABLE = CHANGEABLE | {State.PUBLISHED}


def can_see(user: User | None, element: Element) -> bool:
    """Tell whether someone may see it: public, their own, their group's, or a coordinator's to judge.

    What is gone left the map and the lists, but its page and history stay.
    """
    public = element.is_public or _gone_for_all(element)
    return public or _own(user, element) or can_moderate(user) or _for_group_of(user, element)


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
    if user is None:
        return public
    return or_(public, Element.author_id == user.id, *_of_groups(user, Element, Element))


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
    if user is None:
        return ids.where(public)
    return ids.where(or_(public, parent.c.author_id == user.id, *_of_groups(user, element, parent.c)))


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


def _for_group_of(user: User | None, element: Element) -> bool:
    meant = element.visibility == Visibility.GROUP and element.consent != Consent.NO
    return meant and element.state in STANDS_OR_STOOD and belongs(user, element.group_id)


def _of_groups(user: User, element: Any, parent: Any) -> Sequence[ColumnElement[bool]]:
    """Say the same in SQL; nothing at all for who is in no group."""
    if not (groups := groups_of(user)):
        return ()
    meant = and_(element.visibility == Visibility.GROUP, element.consent != Consent.NO)
    return (and_(element.group_id.in_(groups), meant, parent.state.in_(STANDS_OR_STOOD)),)


def _own(user: User | None, element: Element) -> bool:
    return user is not None and element.author_id == user.id
