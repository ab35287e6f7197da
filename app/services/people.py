"""What people change about themselves, and what others give them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.core.clock import now
from app.core.errors import N_, InvalidError, NotFoundError
from app.extensions import db
from app.models import CoordinatorArea, Municipality, Role, User
from app.queries.people import get_person_by_email
from app.services.sessions import end_sessions_of
from app.transaction import load, transactional


@dataclass(frozen=True, kw_only=True)
class Profile:
    """How someone wants to be called and what the screen looks like."""

    name: str
    show_name: bool
    language: str
    theme: str  # light, dark or empty for what the device says


@transactional
def change_profile(new: Profile, *, actor: User) -> None:
    """Keep what someone chose on the account page."""
    actor.name, actor.show_name = new.name, new.show_name
    actor.language, actor.theme = new.language, new.theme


@transactional
def grant_role(email: str, role: Role, *, municipalities: Sequence[str] = ()) -> None:
    """Give a role, for a coordinator with municipality codes; it replaces what there was.

    The person is signed out everywhere and signs in with the new rights. Raises NotFoundError for an
    unknown address, InvalidError for an unknown code or for municipalities of a volunteer.
    """
    person = _lock(email)
    codes = list(dict.fromkeys(municipalities))
    if codes and role == Role.VOLUNTEER:
        raise InvalidError(N_("Een vrijwilliger heeft geen gemeenten."))
    known = set(db.session.scalars(select(Municipality.code).where(Municipality.code.in_(codes))))
    if missing := [code for code in codes if code not in known]:
        raise InvalidError(N_("Deze gemeente kennen wij niet: %(codes)s"), codes=", ".join(missing))
    person.role = role
    person.areas = [CoordinatorArea(person_id=person.id, municipality_code=code) for code in codes]
    end_sessions_of(person)


@transactional
def suspend_person(email: str) -> None:
    """Close an account: signed out everywhere, and no code brings anyone in. Raises NotFoundError."""
    person = _lock(email)
    person.suspended_at = person.suspended_at or now()
    end_sessions_of(person)


@transactional
def restore_person(email: str) -> None:
    """Open a closed account again. Raises NotFoundError."""
    _lock(email).suspended_at = None


def _lock(email: str) -> User:
    found = get_person_by_email(email)
    person = load(User, found.id) if found else None
    if person is None:
        raise NotFoundError(N_("Niemand heeft dit adres."))
    return person
