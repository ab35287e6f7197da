"""Shapes as they come in: sound ones are kept, every fault has its own sentence (G01, G03)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.coordinates import Spot, System
from app.core.errors import InvalidError
from app.spatial.crs import rd_of
from app.spatial.reading import MAX_VERTICES, geojson_of, shape_of_geojson, shape_of_spots

SQUARE = [[6.65, 53.03], [6.66, 53.03], [6.66, 53.04], [6.65, 53.04], [6.65, 53.03]]
HOLE = [[6.652, 53.032], [6.654, 53.032], [6.654, 53.034], [6.652, 53.032]]
BOW_TIE = [[6.65, 53.03], [6.66, 53.04], [6.66, 53.03], [6.65, 53.04], [6.65, 53.03]]


def geojson(kind: str, coordinates, **more) -> str:
    return json.dumps({"type": kind, "coordinates": coordinates, **more})


@pytest.mark.parametrize(
    ("kind", "coordinates", "name"),
    [
        ("Point", [6.65, 53.03], "Point"),
        ("LineString", [[6.65, 53.03], [6.66, 53.04]], "LineString"),
        ("Polygon", [SQUARE], "Polygon"),
        ("Point", [6.65, 53.03, 12.0], "Point"),
    ],
)
def test_a_sound_shape_is_read_longitude_first(kind, coordinates, name):
    shape = shape_of_geojson(geojson(kind, coordinates))
    assert shape.geom_type == name
    assert shape.bounds[:2] == (6.65, 53.03)
    assert not shape.has_z


@pytest.mark.G01
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "niet lezen"),
        ("{", "niet lezen"),
        ('{"type":"Point","coordinates":[NaN,53.03]}', "niet lezen"),
        ('{"type":"Point","coordinates":[Infinity,53.03]}', "niet lezen"),
        ('{"type":"Point","coordinates":[1e400,53.03]}', "zonder goede getallen"),
        ("[" * 100_000, "niet lezen"),
        (f'{{"type":"Point","coordinates":[{"9" * 400},53.03]}}', "zonder goede getallen"),
        (f'{{"type":"Point","coordinates":[{"9" * 5000},53.03]}}', "zonder goede getallen"),
        ('{"type":[],"coordinates":[6.65,53.03]}', "één punt, één lijn of één vlak"),
        (geojson("Point", []), "zonder goede getallen"),
        (geojson("Point", None), "zonder goede getallen"),
        (geojson("Point", ["6.65", "53.03"]), "zonder goede getallen"),
        (geojson("Point", [True, False]), "zonder goede getallen"),
        (geojson("MultiPoint", [[6.65, 53.03]]), "één punt, één lijn of één vlak"),
        ('{"type":"Feature","geometry":null}', "één punt, één lijn of één vlak"),
        ("[1, 2]", "één punt, één lijn of één vlak"),
        (geojson("LineString", []), "leeg"),
        (geojson("LineString", [[6.65, 53.03]]), "minstens twee punten"),
        (geojson("LineString", [[6.65, 53.03], [6.65, 53.03]]), "minstens twee punten"),
        (geojson("LineString", [[6.65, 53.03], [6.650001, 53.03]]), "dezelfde plek"),
        (geojson("Polygon", []), "leeg"),
        (geojson("Polygon", [[]]), "leeg"),
        (geojson("Polygon", [SQUARE, HOLE]), "gat"),
        (geojson("Polygon", [SQUARE[:-1]]), "niet gesloten"),
        (geojson("Polygon", [[*SQUARE[:2], SQUARE[0]]]), "drie hoeken"),
        (geojson("Polygon", [BOW_TIE]), "kruist zichzelf"),
        (
            geojson("Polygon", [[[6.65, 53.03], [6.66, 53.03], [6.67, 53.03], [6.65, 53.03]]]),
            "kruist zichzelf",
        ),
        (
            geojson("Polygon", [[[6.65, 53.03], [6.650001, 53.03], [6.65, 53.030001], [6.65, 53.03]]]),
            "geen oppervlakte",
        ),
        (geojson("LineString", [[6.65, 53.03]] * (MAX_VERTICES + 1)), "te veel punten"),
        (geojson("Point", [6.65, 53.03], note="x" * 1_000_000), "te veel punten"),
        (geojson("Point", [53.03, 6.65]), "omgewisseld"),
        (geojson("Point", [237099, 551167]), "RD-getallen"),
        (geojson("Point", [2.35, 48.85]), "niet in Nederland"),
    ],
)
def test_every_fault_has_its_own_sentence_and_belongs_to_the_field(text, words):
    with pytest.raises(InvalidError, match=words) as refused:
        shape_of_geojson(text)
    assert refused.value.field == "shape"


@pytest.mark.G03
@pytest.mark.parametrize(
    "crs",
    [
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},
        {"type": "link", "properties": {"href": "http://example.nl/crs"}},
        {"type": "name"},
        "EPSG:28992",
    ],
)
def test_another_system_is_refused_never_ignored(crs):
    with pytest.raises(InvalidError, match="ander soort coördinaten"):
        shape_of_geojson(geojson("Point", [6.65, 53.03], crs=crs))


@pytest.mark.G03
def test_our_own_system_may_be_named():
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert shape_of_geojson(geojson("Point", [6.65, 53.03], crs=crs)).x == 6.65


@pytest.mark.G01
@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5), st.lists, max_leaves=12))
def test_any_coordinates_are_read_or_refused_never_a_fault(coordinates):
    for kind in ("Point", "LineString", "Polygon"):
        try:
            shape = shape_of_geojson(json.dumps({"type": kind, "coordinates": coordinates}))
        except InvalidError:
            continue
        assert shape.is_valid


def test_six_decimals_are_kept_and_what_is_read_is_written_the_same():
    shape = shape_of_geojson(geojson("LineString", [[6.65012345678, 53.03], [6.66, 53.04]]))
    assert shape.coords[0] == (6.650123, 53.03)
    assert shape_of_geojson(geojson_of(shape)).equals_exact(shape, 0)


def test_corners_of_an_area_are_closed_and_spots_may_be_rd():
    corners = [(240000, 560000), (240100, 560000), (240100, 560100), (240000, 560100)]
    area = shape_of_spots([Spot(System.RD, x, y) for x, y in corners], kind="polygon")
    assert area.geom_type == "Polygon" and area.exterior.is_ccw
    x, y = rd_of(*area.centroid.coords[0])
    assert (x, y) == (pytest.approx(240050, abs=0.2), pytest.approx(560050, abs=0.2))
