"""Both databases give the answer that shapely and pyproj give, and so the same one as each other (G04)."""

import random

import pytest
import shapely
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import literal_column, select

from app.extensions import db
from app.models import Element
from app.spatial.crs import in_rd
from app.spatial.functions import distance_m, within_box, within_box_m
from app.spatial.shapes import mercator, unwrap
from tests.factories.elements import ElementFactory
from tests.factories.people import UserFactory
from tests.spatial.shapes import random_shape

pytestmark = pytest.mark.G04
MANY = settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
table = Element.__table__.c
LON, LAT = st.floats(6.1, 7.1), st.floats(52.6, 53.2)
SPOT = st.tuples(LON, LAT)
SIZE = st.floats(1e-5, 0.5)


@pytest.fixture
def shapes(database):
    """Sixty points, lines and areas over Drenthe, from a fixed seed."""
    chance, anna = random.Random(4), UserFactory()
    found = [random_shape(chance) for _ in range(60)]
    return {ElementFactory(published=True, author=anna, geometry=shape).id: shape for shape in found}


def in_sql(shape) -> object:
    return literal_column(f"ST_GeomFromText('{shapely.to_wkt(shape, rounding_precision=-1)}', 4326)")


def bounds(shape):
    return shapely.box(*shape.bounds)


@MANY
@given(corner=SPOT, wide=SIZE, high=SIZE)
def test_what_touches_a_box_of_degrees(corner, wide, high, shapes):
    box = (corner[0], corner[1], corner[0] + wide, corner[1] + high)
    asked = db.session.scalars(select(table.id).where(within_box(table.shape, box)))
    right = {ident for ident, shape in shapes.items() if bounds(shape).intersects(shapely.box(*box))}
    assert set(asked) == right


@MANY
@given(corner=SPOT, size=st.floats(1, 50_000))
def test_what_touches_a_box_of_the_map(corner, size, shapes):
    west, south = shapely.get_coordinates(unwrap(mercator(shapely.Point(corner))))[0].tolist()
    box = (west, south, west + size, south + size)
    asked = db.session.scalars(select(table.id).where(within_box_m(table.shape_3857, box)))
    flat = {ident: unwrap(mercator(shape)) for ident, shape in shapes.items()}
    assert set(asked) == {
        ident for ident, shape in flat.items() if bounds(shape).intersects(shapely.box(*box))
    }


@MANY
@given(here=SPOT, there=SPOT, bend=st.floats(-0.01, 0.01))
@example(here=(6.5, 52.9), there=(6.5, 52.9), bend=0.0)
def test_how_far_apart_things_are(here, there, bend, database):
    """A point and a line; the two databases measure on other figures of the earth, 1 in 1,000 apart."""
    line = shapely.LineString([there, (there[0] + 0.004, there[1] + bend), (there[0] + 0.009, there[1])])
    point = shapely.Point(here)
    measured = db.session.scalar(select(distance_m(in_sql(point), in_sql(line))))
    right = in_rd(point).distance(in_rd(line))
    assert measured == pytest.approx(right, rel=1e-3, abs=0.2)
