"""What is on the map: public elements, thinned per zoom."""

import json
import uuid
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry
from sqlalchemy import ColumnElement, Select, String, bindparam, case, false, func, null, select, union_all
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Element, MapLayer, User
from app.models.map import ELEMENTS
from app.policies.elements import WORKABLE, visible_to
from app.queries.element_filter import ElementFilter, table
from app.queries.seasons import GoodTime
from app.spatial.engine import one_question
from app.spatial.functions import Box, within_box_m
from app.spatial.reading import geojson_of
from app.spatial.shapes import unwrap
from app.spatial.tiles import ANY_TILE, Tile, as_tile, centre, in_tile, is_point, tile_id, tile_shape
from app.spatial.zooms import besides, shown_in

SHAPES_FROM: Final = 13  # below it an element is its centre and has no id: ids do not compress
HELD: Final = 2  # what the browser holds and what this process does
NOTHING_HELD: Final = ("-",) * HELD  # no token looks so
OVERVIEW: Final = 400
MOST_OWN: Final = 2000

is_public: ColumnElement[bool] = table.is_public  # what visible_to(None) says, without the parent's table


def token_of(layer: str = ELEMENTS) -> str:
    """Return the name of the layer's present content; empty while nothing was ever on it."""
    return db.session.scalar(select(MapLayer.token).where(MapLayer.name == layer)) or ""


def elements_tile(
    tile: Tile, asked: ElementFilter, *, held: Collection[str] = ()
) -> tuple[str, bytes | None]:
    """Return the token of the layer today and a tile of it, or no tile when the token is among ``held``.

    What is overdue differs from day to day, so that the token holds the day.

    Both in one question, so that what is named by a token is what it held, and so that a tile costs
    one trip to the database.
    """
    names, good = [*held, *NOTHING_HELD][:HELD], asked.good_time()
    values = tile.values() | {f"held_{at}": name for at, name in enumerate(names)}
    with one_question(db.engine) as connection:
        question = token_and_tile(asked, near=tile.z >= SHAPES_FROM, good=good)
        token, made = connection.execute(question, values).one()
    return token or "", None if token in names else bytes(made or b"")


@lru_cache(maxsize=256)
def token_and_tile(asked: ElementFilter, *, near: bool, good: GoodTime) -> Select[str, bytes]:
    """Return the question, to be told which tile and what is held of it."""
    today = MapLayer.token + f"-{good.day:%j}"
    token = select(today).where(MapLayer.name == ELEMENTS).scalar_subquery()
    held = [bindparam(f"held_{at}", type_=String) for at in range(HELD)]
    made = tile_select(asked, near=near, good=good).scalar_subquery()
    return select(token, case((token.in_(held), None), else_=made))


@lru_cache(maxsize=256)
def tile_select(asked: ElementFilter, *, near: bool, good: GoodTime) -> Select[bytes]:
    """Return the question, to be told which tile, whose answer is that tile.

    Centres, and from z13 lines and areas beside them, in one layer: two would each hold the ids, and
    those make most of a tile, since they do not compress.
    """
    shape, more = table.shape_3857, list(map(besides, [is_public, *asked.conditions(good)]))
    kind, spot = table.type_key.label("type"), tile_shape(centre(shape), ANY_TILE).label("shape")
    late = func.coalesce(table.overdue_from <= good.day, false()).label("overdue")
    facts = [kind, table.condition, late]
    if not near:
        rows = select(*facts, spot).where(shown_in(shape, table.minzoom, ANY_TILE), *more)
        return as_tile(rows.subquery("found"), "elements")
    shown = [in_tile(shape, ANY_TILE), besides(table.minzoom <= ANY_TILE.z), *more]
    ident, whole = tile_id(table.id).label("id"), tile_shape(shape, ANY_TILE).label("shape")
    nothing = [null().cast(fact.type).label(fact.key) for fact in facts[1:]]  # the centre has them
    shapes = select(kind, *nothing, ident, whole).where(*shown, ~is_point(shape))
    spots = select(*facts, ident, spot).where(*shown)
    return as_tile(union_all(shapes, spots).subquery("found"), "elements")


def get_on_map(ident: uuid.UUID, *, viewer: User | None) -> Element | None:
    """Return what the sheet below the map shows of one element, if the viewer may see it."""
    wanted = select(Element).where(Element.id == ident, visible_to(viewer))
    return db.session.scalar(wanted.options(joinedload(Element.type), joinedload(Element.place)))


def own_features(viewer: User) -> list[dict[str, Any]]:
    """Return one's own elements that stand as GeoJSON features in WGS84: for their own eyes only."""
    rows = db.session.scalars(
        select(Element)
        .where(Element.author_id == viewer.id, Element.state.in_(WORKABLE), visible_to(viewer))
        .order_by(Element.received_at.desc())
        .limit(MOST_OWN)
    )
    return [
        {
            "type": "Feature",
            "properties": {
                "id": one.id.hex,
                "type": one.type_key,
                "state": str(one.state),
                "title": one.title,
            },
            "geometry": json.loads(geojson_of(unwrap(one.shape))),
        }
        for one in rows
    ]


def find_largest() -> Sequence[tuple[str, BaseGeometry]]:
    """Return type and WGS84 shape of the public elements that the farthest views show first."""
    rows = db.session.execute(
        select(table.type_key, func.ST_AsBinary(table.shape))
        .where(is_public)
        .order_by(table.minzoom, table.id)
        .limit(OVERVIEW)
    )
    return [(type_key, shapely.from_wkb(bytes(wkb))) for type_key, wkb in rows]


def shapes_in(box: Box, *, but: uuid.UUID) -> NDArray[np.object_]:
    """Return the Web Mercator shapes of public elements in a box of its metres, one element left out."""
    found = select(func.ST_AsBinary(table.shape_3857)).where(
        is_public, table.id != but, within_box_m(table.shape_3857, box)
    )
    return _shapes(db.session.scalars(found))


def all_ranks(*, at_once: int = 20_000) -> Iterator[tuple[list[uuid.UUID], list[int], NDArray[np.object_]]]:
    """Walk over ids, first zooms and Web Mercator shapes of all public elements, in order of id."""
    page: Select[Any] = select(table.id, table.minzoom, func.ST_AsBinary(table.shape_3857))
    page = page.where(is_public).order_by(table.id).limit(at_once)
    rows = db.session.execute(page).all()
    while rows:
        yield [row[0] for row in rows], [row[1] for row in rows], _shapes(row[2] for row in rows)
        rows = db.session.execute(page.where(table.id > rows[-1][0])).all()


def _shapes(rows: Any) -> NDArray[np.object_]:
    found: NDArray[np.object_] = shapely.from_wkb(np.array([bytes(wkb) for wkb in rows], dtype=object))
    return found
