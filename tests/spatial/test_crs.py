"""Degrees and Dutch metres agree: with an independent formula, and on both databases (G02)."""

from math import hypot

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from app.extensions import db
from app.models import Element
from app.spatial.crs import in_rd, rd_of, wgs84_of
from app.spatial.shapes import length_m, unwrap
from tests.factories.elements import ElementFactory

pytestmark = pytest.mark.G02

DRENTHE = st.tuples(st.floats(6.1, 7.1), st.floats(52.6, 53.2))
# terms of the polynomial by Schreutelkamp and Strang van Hees: (power of north, power of east, factor)
X_TERMS = (
    (0, 1, 190094.945),
    (1, 1, -11832.228),
    (2, 1, -114.221),
    (0, 3, -32.391),
    (1, 0, -0.705),
    (3, 1, -2.340),
    (1, 3, -0.608),
    (0, 2, -0.008),
    (2, 3, 0.148),
)
Y_TERMS = (
    (1, 0, 309056.544),
    (0, 2, 3638.893),
    (2, 0, 73.077),
    (1, 2, -157.984),
    (3, 0, 59.788),
    (0, 1, 0.433),
    (2, 2, -6.439),
    (1, 1, -0.032),
    (0, 4, 0.092),
    (1, 4, -0.054),
)


def by_polynomial(lon: float, lat: float) -> tuple[float, float]:
    north, east = 0.36 * (lat - 52.15517440), 0.36 * (lon - 5.38720621)
    x = 155000 + sum(factor * north**p * east**q for p, q, factor in X_TERMS)
    y = 463000 + sum(factor * north**p * east**q for p, q, factor in Y_TERMS)
    return x, y


@settings(max_examples=500)
@given(DRENTHE)
def test_the_projection_agrees_with_the_polynomial_within_half_a_metre(spot):
    x, y = rd_of(*spot)
    other_x, other_y = by_polynomial(*spot)
    assert hypot(x - other_x, y - other_y) < 0.5


@settings(max_examples=500)
@given(DRENTHE)
def test_there_and_back_is_the_same_spot(spot):
    lon, lat = wgs84_of(*rd_of(*spot))
    x, y = rd_of(lon, lat)
    first_x, first_y = rd_of(*spot)
    assert hypot(x - first_x, y - first_y) < 0.01
    assert (lon, lat) == (pytest.approx(spot[0], abs=1e-7), pytest.approx(spot[1], abs=1e-7))


def test_longitude_comes_first():
    x, y = rd_of(6.5625, 52.9967)
    assert 233_000 < x < 235_000 and 556_000 < y < 558_000


def test_the_database_keeps_the_spot_and_converts_it_like_we_do():
    """The same test runs on SpatiaLite and on PostGIS, so both give what Python gives."""
    line = shapely.LineString([(6.65, 53.03), (6.66, 53.04)])
    element = ElementFactory(geometry=line)
    db.session.expire(element)
    assert unwrap(element.shape).equals_exact(line, 0)
    start = "ST_X(ST_Transform(ST_StartPoint(shape), 28992))"
    asked = text(f"SELECT ST_Length(ST_Transform(shape, 28992)), {start} FROM element")
    length, x = db.session.execute(asked).one()
    assert length == pytest.approx(length_m(line), rel=1e-4)
    assert x == pytest.approx(in_rd(line).coords[0][0], abs=0.5)
    assert db.session.query(Element).one().length_m == pytest.approx(length, rel=1e-4)
