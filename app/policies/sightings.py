"""Who may see a sighting, and who its true place (L01–L08)."""

from sqlalchemy import ColumnElement, and_, or_, select, true

from app.core.clock import today
from app.models import CoordinatorArea, Licence, Role, Sighting, Species, State, User
from app.policies.moderation import can_moderate

CHANGEABLE = frozenset({State.PENDING, State.RETURNED})


def can_see(user: User | None, sighting: Sighting) -> bool:
    """Tell whether someone may see it, coarsely or not: their own, a coordinator's, or published by now."""
    return own(user, sighting) or can_moderate(user) or is_out(sighting)


def is_out(sighting: Sighting) -> bool:
    """Tell whether everyone may see it: published, not held back until a later day, and coarse enough by now.

    The last is not sure of a species that was just made more vulnerable: its sightings must still follow.
    """
    held = sighting.embargo_until is not None and sighting.embargo_until > today()
    kinds = (sighting.claimed, sighting.species)
    withheld = any(kind is not None and kind.withheld for kind in kinds)
    return sighting.state == State.PUBLISHED and not held and not withheld


def visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_see() says in Python; a test keeps the two equal."""
    if can_moderate(user):
        return true()
    return out() if user is None else or_(Sighting.author_id == user.id, out())


def out() -> ColumnElement[bool]:
    """Say in SQL what is_out() says in Python."""
    free = or_(Sighting.embargo_until.is_(None), Sighting.embargo_until <= today())
    withheld = select(Species.key).where(Species.withheld).correlate(None)
    follows = [
        or_(key.is_(None), key.not_in(withheld)) for key in (Sighting.claimed_key, Sighting.species_key)
    ]
    return and_(Sighting.state == State.PUBLISHED, free, *follows)


def may_leave(sighting: Sighting) -> bool:
    """Tell whether it may be in a file or feed: everyone may see it, and its author lets others use it."""
    return is_out(sighting) and sighting.licence != Licence.OURS


def leaves() -> ColumnElement[bool]:
    """Say in SQL what may_leave() says in Python; a test keeps the two equal."""
    return and_(out(), Sighting.licence != Licence.OURS)


def can_see_exact(user: User | None, sighting: Sighting) -> bool:
    """Tell whether someone may know the true place: who saw it, and who looks after that municipality."""
    if own(user, sighting):
        return True
    if user is None or not can_moderate(user):
        return False
    return user.role == Role.ADMIN or sighting.municipality_code in {
        area.municipality_code for area in user.areas
    }


def exact_visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_see_exact() says in Python; a test keeps the two equal."""
    if user is None:
        return Sighting.id.is_(None)
    mine = Sighting.author_id == user.id
    if not can_moderate(user):
        return mine
    areas = select(CoordinatorArea.municipality_code).where(CoordinatorArea.person_id == user.id)
    return true() if user.role == Role.ADMIN else or_(mine, Sighting.municipality_code.in_(areas))


def shows_author(sighting: Sighting) -> bool:
    """Tell whether the public may know who saw it: never of a coarse one, which their others would betray."""
    return sighting.blur_km == 0


def can_edit(user: User | None, sighting: Sighting) -> bool:
    """Tell whether someone may change it: the author, until the desk has decided."""
    return own(user, sighting) and sighting.state in CHANGEABLE


def can_withdraw(user: User | None, sighting: Sighting) -> bool:
    """Tell whether someone may take it back: the author, also once it is published."""
    return own(user, sighting) and sighting.state in CHANGEABLE | {State.PUBLISHED}


def own(user: User | None, sighting: Sighting) -> bool:
    """Tell whether this person saw it."""
    return user is not None and sighting.author_id == user.id
