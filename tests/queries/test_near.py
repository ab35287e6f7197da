"""What is near a kilometre square, by rings of squares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models import Condition, State
from app.queries.element_filter import ElementFilter
from app.queries.near import find_near, ring
from app.spatial.blur import Square, square_named
from app.spatial.crs import wgs84_of
from tests.factories.elements import ElementFactory

HERE = square_named("233-557")
ALL = ElementFilter()


def at(east_km: float, north_km: float, **facts):
    lon, lat = wgs84_of(233_500 + east_km * 1000, 557_500 + north_km * 1000)
    return ElementFactory(lon=lon, lat=lat, title=f"{east_km} {north_km}", **({"published": True} | facts))


def titles(asked=ALL, viewer=None, **more):
    return [one.title for one in find_near(asked, HERE, viewer=viewer, **more)]


def test_the_own_square_comes_first_and_ten_kilometres_is_the_end(database):
    for away in ((0, 12), (0, 9), (3, 0), (1, 1), (0, 0)):
        at(*away)
    assert titles() == ["0 0", "1 1", "3 0", "0 9"]
    assert titles(most=2) == ["0 0", "1 1"]


def test_filters_and_rights_hold_here_too(database, anna):
    at(0, 0, condition=Condition.POOR)
    at(1, 0, published=False, author=anna)
    at(2, 0, published=False, state=State.WITHDRAWN, author=anna)
    assert titles() == ["0 0"]
    assert titles(viewer=anna) == ["0 0", "1 0"]
    assert titles(ElementFilter(condition=Condition.POOR)) == ["0 0"]
    assert titles(ElementFilter(mine=True), viewer=anna) == ["1 0"]


@given(away=st.integers(0, 10))
def test_rings_have_no_hole_and_no_double(away):
    names = [name for band in range(away + 1) for name in ring(HERE, band)]
    assert len(names) == len(set(names)) == (2 * away + 1) ** 2
    assert Square(233_000, 557_000).name in names


@pytest.mark.parametrize("word", ["", "999-999", "233557", "233-557-1", "a-b"])
def test_what_names_no_square_is_none(word):
    assert square_named(word) is None
