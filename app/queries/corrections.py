"""Presence checks, corrections, owners' wishes and reports of photos as someone may see them."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Final, TypeVar

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.core.clock import today
from app.core.errors import NotFoundError
from app.extensions import db
from app.models import (
    Element,
    ElementChange,
    GroundClaim,
    PhotoReport,
    Place,
    PresenceCheck,
    Seen,
    State,
    User,
)
from app.policies.corrections import (
    changes_visible_to,
    checks_visible_to,
    claims_visible_to,
    reports_visible_to,
)
from app.policies.elements import CHANGEABLE

LONGEST: Final = 100
Kind = TypeVar("Kind", PresenceCheck, ElementChange, GroundClaim, PhotoReport)
STANDS: Final = (Seen.SAME, Seen.CHANGED)


def get_check(ident: uuid.UUID, *, viewer: User | None) -> PresenceCheck:
    """Return one presence check; raises NotFoundError for what one may not see."""
    return _get(PresenceCheck, ident, checks_visible_to(viewer))


def get_change(ident: uuid.UUID, *, viewer: User | None) -> ElementChange:
    """Return one correction; raises NotFoundError for what one may not see."""
    return _get(ElementChange, ident, changes_visible_to(viewer))


def get_claim(ident: uuid.UUID, *, viewer: User | None) -> GroundClaim:
    """Return one owner's wish; raises NotFoundError for what one may not see."""
    return _get(GroundClaim, ident, claims_visible_to(viewer))


def get_report(ident: uuid.UUID, *, viewer: User | None) -> PhotoReport:
    """Return one report of a photo; raises NotFoundError for what one may not see."""
    return _get(PhotoReport, ident, reports_visible_to(viewer))


def last_seen(element: Element) -> date | None:
    """Return the last day on which someone said that it stands, as the desk agreed."""
    seen = select(func.max(PresenceCheck.seen_on)).where(
        PresenceCheck.element_id == element.id,
        PresenceCheck.state == State.PUBLISHED,
        PresenceCheck.seen.in_(STANDS),
        PresenceCheck.seen_on <= today(),
    )
    return db.session.scalar(seen)


def find_checks(element: Element, *, viewer: User | None) -> Sequence[PresenceCheck]:
    """Return the checks that joined the history, and one's own that wait, newest first."""
    shown = PresenceCheck.state == State.PUBLISHED
    if viewer is not None:
        shown = or_(shown, (PresenceCheck.author_id == viewer.id) & PresenceCheck.state.in_(CHANGEABLE))
    query = select(PresenceCheck).where(
        PresenceCheck.element_id == element.id, checks_visible_to(viewer), shown
    )
    newest = query.order_by(PresenceCheck.seen_on.desc(), PresenceCheck.id.desc()).limit(LONGEST)
    parts = (joinedload(PresenceCheck.author), selectinload(PresenceCheck.photos))
    return db.session.scalars(newest.options(*parts)).all()


def find_changes(element: Element, *, viewer: User | None) -> Sequence[ElementChange]:
    """Return one's own corrections that wait, newest first: what was applied stands in the log of steps."""
    if viewer is None:
        return ()
    waits = ElementChange.state.in_(CHANGEABLE) & (ElementChange.author_id == viewer.id)
    query = select(ElementChange).where(
        ElementChange.element_id == element.id, changes_visible_to(viewer), waits
    )
    return db.session.scalars(query.order_by(ElementChange.received_at.desc()).limit(LONGEST)).all()


def _get(kind: type[Kind], ident: uuid.UUID, visible: ColumnElement[bool]) -> Kind:
    """Return one row with its photos and its element as pages show it; raises NotFoundError."""
    on = selectinload(kind.element)  # joined, SQLite would read the whole parent table for it
    parts = (on.joinedload(Element.type), on.joinedload(Element.place).joinedload(Place.municipality))
    query = select(kind).where(kind.id == ident, visible)
    found = db.session.scalar(query.options(*parts, selectinload(kind.photos)))
    if found is None:
        raise NotFoundError
    return found
