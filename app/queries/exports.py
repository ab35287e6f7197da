"""Files that someone asked for, and the sightings that go into one."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import joinedload

from app.core.errors import NotFoundError
from app.extensions import db
from app.models import Export, ExportState, Sighting, User
from app.policies.exports import visible_to
from app.policies.sightings import leaves
from app.queries.sightings import SightingFilter, parts

SHOWN: Final = 20
BUSY: Final = (ExportState.WAITING, ExportState.MAKING)
Place = tuple[date, uuid.UUID]  # of a sighting in the order of a file


def find_exports(viewer: User) -> Sequence[Export]:
    """Return what someone asked for lately, newest first."""
    mine = select(Export).where(visible_to(viewer)).order_by(Export.asked_at.desc(), Export.id)
    return db.session.scalars(mine.limit(SHOWN)).all()


def get_export(ident: uuid.UUID, *, viewer: User) -> Export:
    """Return one; raises NotFoundError for what is not there and what someone else asked for."""
    found = db.session.scalar(select(Export).where(Export.id == ident, visible_to(viewer)))
    if found is None:
        raise NotFoundError
    return found


def count_busy(person: User) -> int:
    """Count the files that are being made for someone."""
    mine = select(func.count()).where(Export.person_id == person.id, Export.state.in_(BUSY))
    return db.session.scalar(mine) or 0


def count_leaving(asked: SightingFilter, *, most: int) -> int:
    """Count the sightings that may go into a file, no further than one more than ``most``."""
    some = select(Sighting.id).where(leaves(), *asked.conditions()).limit(most + 1)
    return db.session.scalar(select(func.count()).select_from(some.subquery())) or 0


def find_leaving(asked: SightingFilter, *, after: Place | None, size: int) -> Sequence[Sighting]:
    """Return the next sightings that may go into a file, newest period first, as the list has them."""
    order = (Sighting.seen_from, Sighting.id)
    query = select(Sighting).where(leaves(), *asked.conditions())
    if after is not None:
        query = query.where(tuple_(*order) < tuple_(*after))
    newest = query.order_by(*(column.desc() for column in order)).limit(size)
    return db.session.scalars(newest.options(*parts(), joinedload(Sighting.element))).all()
