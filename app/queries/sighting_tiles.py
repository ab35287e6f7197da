"""Sightings on the map: exact ones as points, coarse ones as their square (L05), and if any are left out.

Made in Python on both databases: squares are of the Dutch grid, and few at the zooms that show them.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import Any, Final

import shapely
from sqlalchemy import Select, and_, func, select

from app.core.clock import today
from app.extensions import db
from app.models import PAGES, Sighting, Species
from app.nature_words import PLANTS
from app.policies.sightings import out
from app.queries.map import token_of
from app.queries.sightings import SightingFilter
from app.spatial import mvt
from app.spatial.blur import cell_of
from app.spatial.functions import Box, within_box_m
from app.spatial.shapes import mercator, unwrap
from app.spatial.tiles import MARGIN, Tile
from app.spatial.zooms import besides

FIRST: Final = 12  # below it a tile would hold thousands
LAST: Final = 14  # the browser draws these larger when one comes nearer
MOST_SPOTS: Final = 2_000
MOST_COUNTED: Final = 20_000  # coarse ones that are looked at for one tile
place: Any = Sighting.__table__.c.shape_3857
WIDEST_M: Final = 6_000  # from the middle of the largest square to its corner, in metres of Web Mercator


def sightings_tile(
    tile: Tile, asked: SightingFilter, *, held: Collection[str] = ()
) -> tuple[str, bytes | None]:
    """Return what names the content today, and the tile; no tile when that name is among ``held``.

    An embargo ends by the day, so that the name holds the day.
    """
    name = f"{token_of(PAGES)}-{today():%j}"
    if name in held:
        return name, None
    box = tile.box_m()
    return name, _spots(tile, asked, box) + _squares(tile, asked, box)


def _spots(tile: Tile, asked: SightingFilter, box: Box) -> bytes:
    """Write the newest, and when there are more than a tile holds, a layer that says so (G11)."""
    found = db.session.execute(spots_select(tile, asked)).all()
    rows = found[:MOST_SPOTS]
    told = [{"id": row.id.hex, "plant": (row.group or row.claim_group) in PLANTS} for row in rows]
    shapes = [mvt.carry(bytes(row.wkb), *box) for row in rows]
    return _layer("spots", told, shapes) + (_more(box) if len(found) > MOST_SPOTS else b"")


def _more(box: Box) -> bytes:
    """Tell the map that the tile leaves spots out: one point in its middle, that nobody draws."""
    west, south, east, north = box
    middle = shapely.Point((west + east) / 2, (south + north) / 2)
    return _layer("more", [{"shown": MOST_SPOTS}], [mvt.carry(bytes(shapely.to_wkb(middle)), *box)])


def _squares(tile: Tile, asked: SightingFilter, box: Box) -> bytes:
    rows = db.session.execute(squares_select(tile, asked)).all()
    told = [{"square": row.square, "km": row.blur_km, "number": row.number} for row in rows]
    shapes = [mvt.carry(_outline(row.square, row.blur_km), *box) for row in rows]
    return _layer("squares", told, shapes)


def _layer(name: str, told: list[dict[str, Any]], shapes: list[bytes]) -> bytes:
    """Write one layer; some after each other are a tile of as many layers."""
    return mvt.encode(name, told, shapes) if told else b""


def spots_select(tile: Tile, asked: SightingFilter) -> Select[Any]:
    """Ask for the newest exact sightings in a tile and its buffer, by the index of places; one too many."""
    kind = func.coalesce(Sighting.species_key, Sighting.claimed_key)
    wkb = func.ST_AsBinary(Sighting.shape_3857).label("wkb")
    query = select(Sighting.id, Species.group, Sighting.claim_group, wkb).outerjoin(
        Species, Species.key == kind
    )
    near = within_box_m(place, tile.box_m(margin=MARGIN))
    found = query.where(near, besides(and_(Sighting.blur_km == 0, *_public(asked))))
    return found.order_by(Sighting.seen_from.desc(), Sighting.id.desc()).limit(MOST_SPOTS + 1)


def squares_select(tile: Tile, asked: SightingFilter) -> Select[Any]:
    """Ask for the squares of coarse sightings that touch a tile, each with how many there are in it."""
    west, south, east, north = tile.box_m()
    wide = (west - WIDEST_M, south - WIDEST_M, east + WIDEST_M, north + WIDEST_M)
    near = within_box_m(place, wide)
    coarse = besides(and_(Sighting.blur_km > 0, *_public(asked)))
    found = select(Sighting.square, Sighting.blur_km).where(near, coarse).limit(MOST_COUNTED).subquery()
    by = (found.c.square, found.c.blur_km)
    return select(*by, func.count().label("number")).group_by(*by).order_by(*by)


def _public(asked: SightingFilter) -> list[Any]:
    return [out(), *asked.conditions()]


@lru_cache(maxsize=4096)
def _outline(square: str, km: int) -> bytes:
    """Return the four sides of a square in Web Mercator."""
    return bytes(shapely.to_wkb(unwrap(mercator(cell_of(square, km).outline))))
