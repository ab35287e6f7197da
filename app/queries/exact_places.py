"""True places, for those who may know them. One of the two readers; the other is services/sightings.py."""

from dataclasses import dataclass
from datetime import date

from shapely.geometry.base import BaseGeometry
from sqlalchemy import select

from app.extensions import db
from app.models import Element, Sighting, User
from app.models.exact_places import ExactPlace
from app.policies.elements import can_see
from app.policies.sightings import can_see_exact
from app.spatial.exact import reading_exact_places
from app.spatial.shapes import unwrap


@dataclass(frozen=True, kw_only=True)
class Exact:
    """Where it really was: a point in WGS84, longitude first, its uncertainty in metres, and when."""

    shape: BaseGeometry
    accuracy_m: float | None
    seen_on: date
    seen_at: str
    element: Element | None


def find_exact(sighting: Sighting, *, viewer: User | None) -> Exact | None:
    """Return the true place; None for those who may not know it."""
    if not can_see_exact(viewer, sighting):
        return None
    with reading_exact_places():
        row = db.session.execute(
            select(ExactPlace.__table__).where(ExactPlace.__table__.c.sighting_id == sighting.id)
        ).one_or_none()
    if row is None:
        return None
    element = db.session.get(Element, row.element_id) if row.element_id is not None else None
    return Exact(
        shape=unwrap(row.shape),
        accuracy_m=row.accuracy_m,
        seen_on=row.seen_on,
        seen_at=row.seen_at,
        element=element if element is not None and can_see(viewer, element) else None,
    )
