"""Sightings as someone may see them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.core.errors import NotFoundError
from app.core.paging import PAGE, Page, cut, unpack
from app.core.sensitivity import COARSEST_KM
from app.extensions import db
from app.models import Element, Photo, Sighting, Species, User
from app.policies.sightings import out, visible_to
from app.spatial.shapes import unwrap

MOST_ON: Final = 12
FEW: Final = 2000  # sightings that are put in order at once
Spot = tuple[float, float]  # longitude, latitude
THREATENED: Final = ("VN", "EB", "BE", "KW", "GE")


@dataclass(frozen=True, kw_only=True)
class SightingFilter:
    """What someone asked for; a field left out means no restriction. Places are squares and towns only."""

    species_key: str = ""
    group: str = ""
    red_list: bool = False
    invasive: bool = False
    town: str = ""  # code: GM1680
    square: str = ""  # 233-557
    year: int = 0
    with_photo: bool = False

    def conditions(self) -> list[ColumnElement[bool]]:
        """Say it in SQL, by what the public may know of place and time (L04)."""
        found: list[ColumnElement[bool]] = []
        if self.species_key:
            found.append(Sighting.species_key == self.species_key)
        if kinds := self._kinds():
            found.append(_of_kinds(kinds))
        if self.town:
            found.append(Sighting.town_code == self.town)
        if self.square:
            found.append(_in_square(self.square))
        if self.year:
            found.append(Sighting.seen_from.between(date(self.year, 1, 1), date(self.year, 12, 31)))
        if self.with_photo:
            found.append(exists().where(Photo.submission_id == Sighting.id, Photo.hidden_at.is_(None)))
        return found

    def _kinds(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.group:
            found.append(Species.group == self.group)
        if self.red_list:
            found.append(Species.red_list.in_(THREATENED))
        if self.invasive:
            found.append(or_(Species.union_list_year.is_not(None), Species.group.startswith("invasive")))
        return found


def _of_kinds(kinds: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Say that the species is one of these kinds.

    SQLite does not know how many there are, and would put a quarter of all in order to show the newest. So
    few are found by the index of species; many are met soon enough in the order of the list.
    """
    keys = select(Species.key).where(*kinds)
    some = select(Sighting.id).where(Sighting.species_key.in_(keys)).limit(FEW + 1).subquery()
    many = (db.session.scalar(select(func.count()).select_from(some)) or 0) > FEW
    key = Sighting.species_key.concat("") if many else Sighting.species_key  # an expression has no index
    return key.in_(keys)


def _in_square(name: str) -> ColumnElement[bool]:
    """Say that the public square is this kilometre, or the five by five that it lies in."""
    x, y = (int(part) for part in name.split("-"))
    wide = f"{x // COARSEST_KM * COARSEST_KM}-{y // COARSEST_KM * COARSEST_KM}"
    return or_(
        and_(Sighting.square == name, Sighting.blur_km < COARSEST_KM),
        and_(Sighting.square == wide, Sighting.blur_km == COARSEST_KM),
    )


def find_sightings(asked: SightingFilter, *, after: str = "", size: int = PAGE) -> Page[Sighting]:
    """Return a page of what everyone may see, newest period first; within a period by random id (L07)."""
    order = (Sighting.seen_from, Sighting.id)
    query = select(Sighting).where(out(), *asked.conditions())
    if (key := _key(after)) is not None:
        query = query.where(tuple_(*order) < tuple_(*key))
    newest = query.order_by(*(column.desc() for column in order)).limit(size + 1)
    rows = db.session.scalars(newest.options(*parts())).all()
    return cut(rows, size=size, key=lambda one: (one.seen_from.isoformat(), one.id.hex))


def get_newest(species: Species) -> Sighting | None:
    """Return the newest of a species that everyone may see, if there is one."""
    query = select(Sighting).where(out(), Sighting.species_key == species.key, Sighting.absent.is_(False))
    return db.session.scalar(query.order_by(Sighting.seen_from.desc(), Sighting.id.desc()).limit(1))


def spot_of(sighting: Sighting) -> Spot:
    """Return where everyone may know that it was: of a coarse one the middle of its square."""
    spot = unwrap(sighting.shape)
    return spot.x, spot.y


def find_on(element: Element) -> Sequence[Sighting]:
    """Return what everyone may know was seen on an element, newest first; nothing vulnerable has one."""
    query = select(Sighting).where(Sighting.element_id == element.id, out())
    newest = query.order_by(Sighting.seen_from.desc(), Sighting.id.desc()).limit(MOST_ON)
    return db.session.scalars(newest.options(*parts())).all()


def find_in_square(asked: SightingFilter, square: str, km: int) -> Sequence[Sighting]:
    """Return the newest of what is shown as this square, and as no other (L05)."""
    there = (Sighting.square == square, Sighting.blur_km == km)
    query = select(Sighting).where(*there, out(), *asked.conditions())
    newest = query.order_by(Sighting.seen_from.desc(), Sighting.id.desc()).limit(MOST_ON)
    return db.session.scalars(newest.options(*parts())).all()


def find_same_visit(sighting: Sighting, *, mine: bool) -> Sequence[Sighting]:
    """Return what else was seen on the same visit; of others only what is exact, beside what is (L06).

    A coarse one beside an exact one would be where that is.
    """
    if sighting.blur_km and not mine:
        return ()
    key = sighting.visit_id or sighting.id
    same = or_(Sighting.visit_id == key, Sighting.id == key)
    query = select(Sighting).where(same, Sighting.author_id == sighting.author_id, Sighting.id != sighting.id)
    if not mine:
        query = query.where(out(), Sighting.blur_km == 0)
    return db.session.scalars(query.order_by(Sighting.id).limit(MOST_ON).options(*parts())).all()


def parts() -> tuple[ORMOption, ...]:
    """Return what to load with what is shown of a sighting."""
    return (
        joinedload(Sighting.claimed),
        joinedload(Sighting.species),
        joinedload(Sighting.town),
        joinedload(Sighting.author),
        selectinload(Sighting.photos),
    )


def get_sighting(ident: uuid.UUID, *, viewer: User | None) -> Sighting:
    """Return one sighting; raises NotFoundError for what one may not see."""
    query = select(Sighting).where(Sighting.id == ident, visible_to(viewer))
    sighting = db.session.scalar(query.options(*parts()))
    if sighting is None:
        raise NotFoundError
    return sighting


def _key(after: str) -> tuple[Any, ...] | None:
    found = unpack(after, parts=2) if after else None
    try:
        return (date.fromisoformat(found[0]), uuid.UUID(found[1])) if found else None
    except ValueError:
        return None
