"""Who is who."""

from sqlalchemy import select

from app.core.ids import digest
from app.extensions import db
from app.models import Session, User


def person_of_session(token: str) -> User | None:
    """Return whose cookie this is; None for an unknown, ended or too old session."""
    if not token:
        return None
    found = select(Session).where(Session.token_sha256 == digest(token), Session.ended_at.is_(None))
    session = db.session.scalar(found)
    return session.person if session is not None and session.person.is_active else None
