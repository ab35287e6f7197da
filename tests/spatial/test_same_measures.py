"""G04: tiles, distances, neighbours, lengths and areas, five hundred made-up questions of each.

Every answer is held against shapely and pyproj, on whichever database is under test: so both give that one.
Elements are made once per test and all are asked after at once. Boxes: test_same_answers.py.
"""

import random

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.extensions import db
from app.models import Element
from app.queries.nearby import find_nearby
from app.spatial.crs import in_rd
from app.spatial.functions import distance_m
from app.spatial.shapes import area_m2, length_m, mercator, unwrap
from app.spatial.tiles import MARGIN, Tile, in_tile
from app.spatial.zooms import shown_in
from tests.factories.elements import ElementFactory
from tests.factories.people import UserFactory
from tests.spatial.shapes import EAST, NORTH, SOUTH, WEST, random_shape

pytestmark = pytest.mark.G04
HUNDREDS = settings(
    max_examples=500,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
table = Element.__table__.c
lons, lats = st.floats(WEST, EAST), st.floats(SOUTH, NORTH)


@pytest.fixture
def shapes(database):
    """Eighty WGS84 shapes by element; half stand in Assen, in each other's way."""
    rng, anna = random.Random(41), UserFactory()
    made = [random_shape(rng) for _ in range(80)]
    for number in range(0, 80, 2):
        west, south, *_rest = made[number].bounds
        made[number] = shapely.transform(
            made[number], lambda xy, w=west, s=south: xy - (w, s) + (6.56 + rng.random() / 50, 52.99)
        )
    return {ElementFactory(published=True, author=anna, geometry=one).id: one for one in made}


@pytest.fixture
def ids(shapes):
    return list(shapes)


def found(condition) -> set:
    return set(db.session.scalars(select(table.id).where(condition)))


def boxes_of(shapes) -> np.ndarray:
    return shapely.box(*shapely.bounds(np.array(shapes, dtype=object)).T)


def touched(shapes: dict, boxes, box) -> set:
    return {
        ident for ident, hit in zip(shapes, shapely.intersects(boxes, shapely.box(*box)), strict=True) if hit
    }


def test_in_a_tile(shapes):
    around = boxes_of([unwrap(mercator(one)) for one in shapes.values()])

    @HUNDREDS
    @given(lon=lons, lat=lats, z=st.integers(6, 16))
    def asks(lon, lat, z):
        tile = tile_at(lon, lat, z)
        inside = touched(shapes, around, tile.box_m(margin=MARGIN))
        assert found(in_tile(table.shape_3857, tile)) == inside
        assert found(shown_in(table.shape_3857, table.minzoom, tile)) == inside

    asks()


def tile_at(lon: float, lat: float, z: int) -> Tile:
    north = (1 - np.arcsinh(np.tan(np.radians(lat))) / np.pi) / 2
    return Tile(z, int((lon + 180) / 360 * 2**z), int(north * 2**z))


def test_distance(shapes, ids):
    """Of every element to a spot: that of RD New within one in a thousand, on either database."""
    in_metres = [in_rd(one) for one in shapes.values()]
    spot = func.ST_GeomFromText

    @HUNDREDS
    @given(lon=lons, lat=lats)
    def asks(lon, lat):
        here = spot(f"POINT({lon:.9f} {lat:.9f})", 4326)
        got = dict(db.session.execute(select(table.id, distance_m(table.shape, here))).all())
        right = shapely.distance(np.array(in_metres, dtype=object), in_rd(shapely.Point(lon, lat)))
        assert [got[one] for one in ids] == pytest.approx(list(right), rel=1e-3, abs=0.05)

    asks()


def test_near_by_family(shapes, anna):
    """Through the query that "bedoel je deze?" asks: nearest first, none beyond reach, none forgotten."""
    kind = db.session.get(Element, next(iter(shapes))).type
    in_metres = np.array([in_rd(one) for one in shapes.values()], dtype=object)
    hits = []

    @HUNDREDS
    @given(lon=st.floats(6.555, 6.585), lat=st.floats(52.985, 52.999), doubt=st.floats(0, 200))
    def asks(lon, lat, doubt):
        spot = shapely.Point(lon, lat)
        got = find_nearby(kind, spot, accuracy_m=doubt, viewer=anna)
        away = np.sort(shapely.distance(in_metres, in_rd(spot)))
        right = away[away <= 25 + min(doubt, 150)][:3]
        assert [one.metres for one in got.shown] == pytest.approx(list(right), abs=1e-3)
        hits.append(len(right))

    asks()
    assert sum(hits) > 100


def test_length_and_area(database):
    """What is stored is counted in RD New, here; what the databases themselves say about it is the same."""
    seeds = iter(range(10**6))
    srs = 28992

    @HUNDREDS
    @given(kinds=st.lists(st.sampled_from(["line", "area"]), min_size=1, max_size=5))
    def asks(kinds):
        for kind in kinds:
            shape = random_shape(random.Random(next(seeds)), kind)
            on = func.ST_Transform(func.ST_GeomFromText(shape.wkt, 4326), srs)
            asked = func.ST_Length(on) if kind == "line" else func.ST_Area(on)
            ours = length_m(shape) if kind == "line" else area_m2(shape)
            assert db.session.scalar(select(asked)) == pytest.approx(ours, rel=1e-3, abs=0.01)

    asks()
