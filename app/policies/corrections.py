"""Who may see proposed corrections, presence checks, owners' wishes and reports of photos."""

from sqlalchemy import ColumnElement, and_, false, or_, true

from app.models import Element, ElementChange, GroundClaim, PhotoReport, PresenceCheck, State, User
from app.policies import elements
from app.policies.moderation import can_moderate


def can_see(user: User | None, item: ElementChange | PresenceCheck | GroundClaim | PhotoReport) -> bool:
    """Tell whether someone may see it: their own, a coordinator's, or a check that joined the history."""
    if can_moderate(user) or (user is not None and item.author_id == user.id):
        return True
    joined = isinstance(item, PresenceCheck) and item.state == State.PUBLISHED
    return joined and elements.can_see(user, item.element)


def checks_visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL which presence checks someone may see; a test keeps it equal to can_see()."""
    if can_moderate(user):
        return true()
    joined = and_(
        PresenceCheck.state == State.PUBLISHED, PresenceCheck.element_id.in_(elements.seen_ids(user))
    )
    return joined if user is None else or_(PresenceCheck.author_id == user.id, joined)


def changes_visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL which corrections someone may see; a test keeps it equal to can_see()."""
    return _own_or_desk(user, ElementChange)


def claims_visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL which owners' wishes someone may see; a test keeps it equal to can_see()."""
    return _own_or_desk(user, GroundClaim)


def reports_visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL which reports of photos someone may see; a test keeps it equal to can_see()."""
    return _own_or_desk(user, PhotoReport)


def can_correct(user: User | None, element: Element) -> bool:
    """Tell whether someone may propose a change: whoever signed in and sees it, once it is published."""
    return user is not None and element.state == State.PUBLISHED and elements.can_see(user, element)


def can_check(user: User | None, element: Element) -> bool:
    """Tell whether someone may say what they saw of it: whoever signed in and sees it, published or gone."""
    here = element.state in {State.PUBLISHED, State.GONE}
    return user is not None and here and elements.can_see(user, element)


def _own_or_desk(
    user: User | None, kind: type[ElementChange | GroundClaim | PhotoReport]
) -> ColumnElement[bool]:
    if can_moderate(user):
        return true()
    return false() if user is None else kind.author_id == user.id
