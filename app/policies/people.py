"""Who may come in, how long a session lasts, and who may end it."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, false

from app.models import Role, Session, User

STAYS: Final = timedelta(days=400)  # as long as browsers keep a cookie
IDLE: Final = timedelta(hours=12)  # of those who decide


def can_sign_in(person: User) -> bool:
    """Tell whether the account may be used."""
    return person.suspended_at is None


def session_lives(session: Session, person: User, *, at: datetime) -> bool:
    """Tell whether a session still counts: volunteers stay, coordinators and admins do not linger."""
    if session.ended_at is not None or not can_sign_in(person):
        return False
    if person.role != Role.VOLUNTEER and at - session.last_seen_at > IDLE:
        return False
    return at - session.created_at <= STAYS


def can_hand_in(session: Session, *, at: datetime) -> bool:
    """Tell whether the device of a session may still hand in: until someone ends it, or it grows too old.

    It has no idle time: a coordinator's day in the field arrives the next morning too.
    """
    return session.ended_at is None and at - session.created_at <= STAYS


def can_end(person: User, session: Session) -> bool:
    """Tell whether this person may sign out there."""
    return session.person_id == person.id


def sessions_visible_to(person: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_end() says in Python."""
    return false() if person is None else Session.person_id == person.id
