"""True places, for those who may know them. One of the two readers; the other is services/sightings.py."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import func, select, tuple_

from app.core.paging import PAGE, Page, cut, unpack
from app.extensions import db
from app.models import Element, Sighting, Species, State, User
from app.models.exact_places import ExactPlace
from app.policies.elements import can_see, visible_to
from app.policies.sightings import can_see_exact
from app.queries.sightings import parts
from app.spatial.blur import KILOMETRE_M
from app.spatial.crs import in_rd
from app.spatial.exact import reading_exact_places
from app.spatial.shapes import unwrap

COUNTED: Final = frozenset({State.PENDING, State.RETURNED, State.PUBLISHED})  # in a list of species
MOST_COUNTED: Final = 20_000
place: Any = ExactPlace.__table__.c
visit: Any = func.coalesce(Sighting.visit_id, Sighting.id)  # the first of a visit gives its id to the others


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


@dataclass(frozen=True, kw_only=True)
class Mine:
    """A sighting of one's own with where and when it was; ``visit`` is shared by those of one visit."""

    sighting: Sighting
    exact: Exact
    visit: uuid.UUID


def find_mine(viewer: User, *, state: State | None = None, after: str = "", size: int = PAGE) -> Page[Mine]:
    """Return a page of one's own sightings in every state, or one, newest day first, visit by visit."""
    order = (place.seen_on, visit, Sighting.id)
    query = select(Sighting, *order[:2], place.seen_at, place.shape, place.accuracy_m, place.element_id)
    query = query.join(ExactPlace.__table__, place.sighting_id == Sighting.id)
    query = query.where(Sighting.author_id == viewer.id)
    if state is not None:
        query = query.where(Sighting.state == state)
    if (key := _key(after)) is not None:
        query = query.where(tuple_(*order) < tuple_(*key))
    newest = query.order_by(*(column.desc() for column in order)).limit(size + 1).options(*parts())
    with reading_exact_places():
        rows = db.session.execute(newest).all()
    elements = _elements({row.element_id for row in rows} - {None}, viewer=viewer)
    found = [_mine(row, elements) for row in rows]
    return cut(found, size=size, key=_words)


def count_mine(viewer: User) -> Mapping[State, int]:
    """Return how many sightings of one's own there are in each state."""
    query = select(Sighting.state, func.count()).where(Sighting.author_id == viewer.id)
    rows = db.session.execute(query.group_by(Sighting.state)).all()
    return {row[0]: row[1] for row in rows}


@dataclass(frozen=True, kw_only=True)
class Known:
    """A species that someone saw: the first day, how often, and in how many kilometre squares."""

    species: Species
    first_on: date
    times: int
    places: int


def find_known_species(viewer: User) -> Sequence[Known]:
    """Return the species that someone saw, each once, by name; not what was sought in vain or turned down."""
    key = func.coalesce(Sighting.species_key, Sighting.claimed_key)
    query = select(key, place.seen_on, func.ST_AsBinary(place.shape))
    query = query.join(ExactPlace.__table__, place.sighting_id == Sighting.id)
    query = query.where(Sighting.author_id == viewer.id, Sighting.state.in_(COUNTED), ~Sighting.absent)
    newest = query.where(key.is_not(None)).order_by(place.seen_on.desc()).limit(MOST_COUNTED)
    with reading_exact_places():
        rows = db.session.execute(newest).all()
    seen: dict[str, list[tuple[date, tuple[int, int]]]] = {}
    for (name, day, _), square in zip(rows, _squares([bytes(row[2]) for row in rows]), strict=True):
        seen.setdefault(name, []).append((day, square))
    species = db.session.scalars(select(Species).where(Species.key.in_(seen))) if seen else ()
    return sorted((_known(one, seen[one.key]) for one in species), key=lambda one: one.species.called.lower())


def _known(species: Species, seen: Sequence[tuple[date, tuple[int, int]]]) -> Known:
    days, squares = zip(*seen, strict=True)
    return Known(species=species, first_on=min(days), times=len(days), places=len(set(squares)))


def _squares(shapes: Sequence[bytes]) -> list[tuple[int, int]]:
    """Return the kilometre square of each point in WGS84, all in one step."""
    if not shapes:
        return []
    spots = shapely.get_coordinates(in_rd(shapely.multipoints(shapely.from_wkb(shapes))))
    return [(int(x), int(y)) for x, y in np.floor(spots / KILOMETRE_M)]


def _mine(row: Any, elements: Mapping[uuid.UUID, Element]) -> Mine:
    exact = Exact(
        shape=unwrap(row.shape),
        accuracy_m=row.accuracy_m,
        seen_on=row.seen_on,
        seen_at=row.seen_at,
        element=elements.get(row.element_id),
    )
    return Mine(sighting=row.Sighting, exact=exact, visit=row.Sighting.visit_id or row.Sighting.id)


def _elements(idents: Iterable[uuid.UUID], *, viewer: User) -> Mapping[uuid.UUID, Element]:
    query = select(Element).where(Element.id.in_(idents), visible_to(viewer))
    return {one.id: one for one in db.session.scalars(query)} if idents else {}


def _words(one: Mine) -> tuple[str, str, str]:
    return one.exact.seen_on.isoformat(), one.visit.hex, one.sighting.id.hex


def _key(after: str) -> tuple[Any, ...] | None:
    found = unpack(after, parts=3) if after else None
    try:
        return (date.fromisoformat(found[0]), uuid.UUID(found[1]), uuid.UUID(found[2])) if found else None
    except ValueError:
        return None
