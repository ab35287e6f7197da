"""Who may fetch a file with sightings: whoever asked for it, nobody else (G10)."""

from sqlalchemy import ColumnElement, false

from app.models import Export, User


def can_see(user: User | None, export: Export) -> bool:
    """Tell whether someone may know of a file."""
    return user is not None and export.person_id == user.id


def visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_see() says in Python; a test keeps the two equal."""
    return false() if user is None else Export.person_id == user.id
