"""500 spots in Drenthe in every order and system: read right or named, the same on each database (G02)."""

import json
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import from_wkt
from sqlalchemy import text

from app.core.coordinates import OtherSystemError, SwappedError, System, read_spot, swapped
from app.core.errors import InvalidError
from app.extensions import db
from app.spatial.crs import rd_of, wgs84_of
from app.spatial.reading import lonlat_of, shape_of_geojson, shape_of_spots

pytestmark = pytest.mark.G02

SPOTS = st.tuples(st.floats(6.1, 7.1), st.floats(52.6, 53.2))
EXAMPLES = 500
SAME_M = 0.5


def apart_m(one, other) -> float:
    (x, y), (to_x, to_y) = rd_of(*one), rd_of(*other)
    return hypot(x - to_x, y - to_y)


def dutch(*numbers: float, decimals: int) -> str:
    return " ".join(f"{number:.{decimals}f}".replace(".", ",") for number in numbers)


@settings(max_examples=EXAMPLES)
@given(SPOTS)
def test_both_systems_come_to_the_same_spot(spot):
    lon, lat = spot
    degrees = read_spot(dutch(lat, lon, decimals=6), system=System.WGS84)
    metres = read_spot(dutch(*rd_of(lon, lat), decimals=1), system=System.RD)
    assert apart_m(lonlat_of(degrees), spot) < SAME_M
    assert apart_m(lonlat_of(metres), spot) < SAME_M
    drawn, typed = (shape_of_spots([one], kind="point") for one in (degrees, metres))
    assert apart_m((drawn.x, drawn.y), (typed.x, typed.y)) < SAME_M


@settings(max_examples=EXAMPLES)
@given(SPOTS)
def test_numbers_in_the_wrong_order_are_named_and_one_button_puts_them_right(spot):
    lon, lat = spot
    for numbers, decimals, system in (((lon, lat), 6, System.WGS84), (rd_of(lon, lat)[::-1], 1, System.RD)):
        wrong = dutch(*numbers, decimals=decimals)
        with pytest.raises(SwappedError):
            read_spot(wrong, system=system)
        assert apart_m(lonlat_of(read_spot(swapped(wrong), system=system)), spot) < SAME_M


@settings(max_examples=EXAMPLES)
@given(SPOTS)
def test_numbers_of_the_other_system_are_named_with_the_system(spot):
    lon, lat = spot
    given_numbers = {System.WGS84: rd_of(lon, lat), System.RD: (lat, lon)}
    for system, numbers in given_numbers.items():
        with pytest.raises(OtherSystemError) as named:
            read_spot(dutch(*numbers, decimals=4), system=system)
        assert (
            apart_m(lonlat_of(read_spot(dutch(*numbers, decimals=4), system=named.value.system)), spot) < 20
        )


@settings(max_examples=EXAMPLES)
@given(SPOTS)
def test_a_geojson_with_swapped_axes_or_rd_is_named_never_stored(spot):
    for coordinates, words in ((spot[::-1], "omgewisseld"), (rd_of(*spot), "RD-getallen")):
        with pytest.raises(InvalidError, match=words):
            shape_of_geojson(json.dumps({"type": "Point", "coordinates": coordinates}))


@settings(max_examples=EXAMPLES)
@given(SPOTS)
def test_this_database_turns_a_spot_as_python_does_and_back(spot):
    """The run on SpatiaLite and the one on PostGIS are both held to Python, hence to each other."""
    x, y = turned(spot, 4326, 28992)
    assert apart_m(wgs84_of(x, y), spot) < SAME_M
    assert apart_m(turned((x, y), 28992, 4326), spot) < SAME_M


def turned(spot, come_from: int, to: int) -> tuple[float, float]:
    """Let the database turn a spot; one call, for SpatiaLite looks both systems up each time."""
    asked = text("SELECT ST_AsText(ST_Transform(ST_GeomFromText(:wkt, :come_from), :to))")
    wkt = f"POINT({spot[0]:.9f} {spot[1]:.9f})"
    found = from_wkt(db.session.execute(asked, {"wkt": wkt, "come_from": come_from, "to": to}).scalar())
    return found.x, found.y
