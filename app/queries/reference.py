"""Kinds of elements and work, municipalities and villages: open to everyone. Only to be read."""

import uuid
from collections.abc import Sequence
from math import cos, hypot, radians

from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Activity, ElementType, Municipality, Place, TypeActivity
from app.queries.kept_reference import reference


def find_types() -> Sequence[ElementType]:
    """Return all kinds of elements, in their own order."""
    return list(reference().types.values())


def find_activities() -> Sequence[Activity]:
    """Return all kinds of work, in their own order."""
    return list(reference().activities.values())


def find_usual_activities(type_key: str) -> Sequence[TypeActivity]:
    """Return what is usual on a kind of element, each with its activity, most usual first."""
    return reference().usual.get(type_key, ())


def find_all_usual() -> Sequence[TypeActivity]:
    """Return what is usual on every kind of element, most usual first."""
    return [row for rows in reference().usual.values() for row in rows]


def find_municipalities() -> Sequence[Municipality]:
    """Return the municipalities by name."""
    return list(reference().municipalities.values())


def get_place(ident: uuid.UUID) -> Place | None:
    """Return one village with its municipality."""
    return db.session.get(Place, ident, options=[joinedload(Place.municipality)])


def find_places(*, near: tuple[float, float] | None = None) -> Sequence[Place]:
    """Return all villages with their municipality: by name, or nearest first to ``near`` (lon, lat, WGS84).

    A village without coordinates counts as far as the centre of its municipality, after those that
    are known to be nearer.
    """
    places = list(reference().places.values())
    return places if near is None else sorted(places, key=lambda place: _degrees_from(place, *near))


def _degrees_from(place: Place, lon: float, lat: float) -> float:
    """Return a flat distance in degrees of latitude: only its order matters."""
    there: Place | Municipality = place
    if place.lon is None or place.lat is None:
        there = place.municipality
    return hypot(((there.lon or 0) - lon) * cos(radians(lat)), (there.lat or 0) - lat)
