"""Our spatial functions against shapely and pyproj, on whichever database runs; and their query plans."""

import random

import pytest
import shapely
from pyproj import Geod
from sqlalchemy import select

from app.extensions import db
from app.models import Element
from app.spatial.functions import distance_m, within_box, within_box_m
from app.spatial.shapes import mercator, unwrap
from app.spatial.tiles import Tile, in_tile
from app.spatial.zooms import besides, shown_in
from tests.factories.elements import ElementFactory
from tests.factories.people import UserFactory
from tests.spatial.shapes import random_shape

table = Element.__table__.c
WGS84 = Geod(ellps="WGS84")


@pytest.fixture
def shapes(database):
    rng = random.Random(20261125)
    found, anna = [random_shape(rng) for _ in range(120)], UserFactory()
    return {ElementFactory(published=True, author=anna, geometry=shape).id: shape for shape in found}


def boxes():
    rng = random.Random(7)
    for _ in range(40):
        lon, lat, size = rng.uniform(6.1, 7), rng.uniform(52.6, 53.1), 10 ** rng.uniform(-3, 0)
        yield lon, lat, lon + size, lat + size


def ids(condition) -> set:
    return set(db.session.scalars(select(table.id).where(condition)))


def touches(shape, box) -> bool:
    return shapely.box(*shape.bounds).intersects(shapely.box(*box)) if shape.bounds else False


def test_within_box_finds_what_shapely_finds(shapes):
    hits = 0
    for box in boxes():
        right = {ident for ident, shape in shapes.items() if touches(shape, box)}
        assert ids(within_box(table.shape, box)) == right
        hits += len(right)
    assert hits > 200


def test_shown_in_finds_what_shapely_finds(shapes):
    for z, x, y in [(6, 33, 20), (9, 265, 166), (11, 1061, 667), (13, 4245, 2668), (14, 8490, 5337)]:
        tile = Tile(z, x, y)
        box = tile.box_m(margin=64 / 4096)
        right = {ident for ident, shape in shapes.items() if touches(unwrap(mercator(shape)), box)}
        assert ids(shown_in(table.shape_3857, table.minzoom, tile)) == right
        assert ids(in_tile(table.shape_3857, tile)) == right


@pytest.mark.parametrize("kind", ["point", "line", "area"])
def test_distance_is_that_of_the_ellipsoid_far_and_near(database, kind):
    rng, anna = random.Random(3), UserFactory()
    for _ in range(25):
        shape, spot = random_shape(rng, kind), random_shape(rng, "point")
        if rng.random() < 0.7:  # within some hundred metres, where it matters which point is the nearest
            near = shape.centroid
            spot = shapely.Point(near.x + rng.gauss(0, 0.004), near.y + rng.gauss(0, 0.003))
        element = ElementFactory(author=anna, geometry=shape)
        other = ElementFactory(author=anna, geometry=spot)
        both = select(table.shape).where(table.id == other.id).scalar_subquery()
        got = db.session.scalar(select(distance_m(table.shape, both)).where(table.id == element.id))
        assert got == pytest.approx(_nearest_m(shape, spot), rel=1e-3, abs=0.05)


def _nearest_m(shape, spot) -> float:
    """Walk along the shape in steps of at most about a metre and measure each with pyproj."""
    if shape.geom_type == "Polygon" and shape.contains(spot):
        return 0.0
    edge = shape.exterior if shape.geom_type == "Polygon" else shape
    dense = shapely.get_coordinates(shapely.segmentize(edge, edge.length / 2000 or 1))
    lons, lats = [spot.x] * len(dense), [spot.y] * len(dense)
    return min(WGS84.inv(lons, lats, dense[:, 0], dense[:, 1])[2])


def plan(query) -> str:
    compiled = query.compile(db.engine, compile_kwargs={"literal_binds": True})
    if db.engine.dialect.name == "sqlite":
        rows = db.session.execute(db.text(f"EXPLAIN QUERY PLAN {compiled}"))
        return "\n".join(row[3] for row in rows)
    db.session.execute(db.text("SET LOCAL enable_seqscan = off"))  # some rows fit one page: no index pays
    return "\n".join(row[0] for row in db.session.execute(db.text(f"EXPLAIN {compiled}")))


@pytest.mark.parametrize(
    ("column", "condition"),
    [
        ("shape", within_box(table.shape, (6.5, 52.9, 6.6, 53.0))),
        ("shape_3857", within_box_m(table.shape_3857, (730000.0, 6970000.0, 731000.0, 6971000.0))),
        ("shape_3857", in_tile(table.shape_3857, Tile(14, 8490, 5337))),
    ],
)
def test_the_spatial_index_is_used(shapes, column, condition):
    found = plan(select(table.id).where(condition))
    assert f"idx_element_{column} " in f"{found} ", found
    if db.engine.dialect.name == "sqlite":
        assert "SEARCH element USING INTEGER PRIMARY KEY (rowid=?)" in found
        assert "SCAN element" not in found


def test_a_tile_is_read_by_place_and_zoom_whatever_else_is_asked(shapes):
    shown = shown_in(table.shape_3857, table.minzoom, Tile(8, 132, 83))
    others = table.is_public, table.type_key == "ditch", table.minzoom < 9
    found = plan(select(table.id).where(shown, *map(besides, others)))
    if db.engine.dialect.name == "sqlite":
        assert "SEARCH element USING INTEGER PRIMARY KEY (rowid=?)" in found, found
        assert "SCAN idx_element_zoom VIRTUAL TABLE" in found
        assert "INDEX ix_" not in found
    else:  # which of its indexes pays, PostgreSQL judges by what the table holds
        assert "Seq Scan" not in found, found


def test_what_is_shown_follows_its_rank_its_place_and_its_being_public(shapes):
    ident, tile = next(iter(shapes)), Tile(6, 33, 20)
    shown = shown_in(table.shape_3857, table.minzoom, tile)

    def seen() -> bool:
        return ident in set(db.session.scalars(select(table.id).where(table.is_public, shown)))

    def change(**values) -> None:
        db.session.execute(Element.__table__.update().where(table.id == ident).values(**values))

    assert seen()
    for away, back in (
        ({"minzoom": 7}, {"minzoom": 6}),
        ({"is_public": False}, {"is_public": True}),
        (
            {"shape_3857": mercator(shapely.Point(100, 10))},
            {"shape_3857": mercator(shapely.Point(6.5, 52.9))},
        ),
    ):
        change(**away)
        assert not seen(), away
        change(**back)
        assert seen(), back
