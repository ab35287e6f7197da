"""Work as someone may see it."""

import uuid
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.core.errors import NotFoundError
from app.extensions import db
from app.models import Element, MaintenanceLog, Place, State, User
from app.policies.maintenance import CHANGEABLE, visible_to

LONGEST = 100


def find_history(element: Element, *, viewer: User | None) -> Sequence[MaintenanceLog]:
    """Return the published work on an element and one's own that waits, newest first, at most 100."""
    shown = MaintenanceLog.state == State.PUBLISHED
    if viewer is not None:
        waits = MaintenanceLog.state.in_(CHANGEABLE)
        shown = or_(shown, (MaintenanceLog.author_id == viewer.id) & waits)
    query = select(MaintenanceLog).where(MaintenanceLog.element_id == element.id, visible_to(viewer), shown)
    newest = query.order_by(MaintenanceLog.done_on.desc(), MaintenanceLog.id.desc()).limit(LONGEST)
    parts = (
        joinedload(MaintenanceLog.activity),
        joinedload(MaintenanceLog.author),
        selectinload(MaintenanceLog.photos),
    )
    return db.session.scalars(newest.options(*parts)).all()


def get_log(ident: uuid.UUID, *, viewer: User | None) -> MaintenanceLog:
    """Return work with its element; raises NotFoundError for what one may not see."""
    on = selectinload(MaintenanceLog.element)  # joined, SQLite would read the whole parent table for it
    query = select(MaintenanceLog).where(MaintenanceLog.id == ident, visible_to(viewer))
    parts = (
        joinedload(MaintenanceLog.activity),
        joinedload(MaintenanceLog.author),
        on.joinedload(Element.type),
        on.joinedload(Element.place).joinedload(Place.municipality),
        selectinload(MaintenanceLog.photos),
    )
    log = db.session.scalar(query.options(*parts))
    if log is None:
        raise NotFoundError
    return log
