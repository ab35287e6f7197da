"""Vector tiles: what both databases write is read back and compared with shapely, feature by feature."""

import random

import mapbox_vector_tile
import numpy as np
import pytest
import shapely

from app.queries.element_filter import ElementFilter
from app.queries.map import elements_tile
from app.spatial import mvt
from app.spatial.shapes import mercator, unwrap
from app.spatial.tiles import Tile
from tests.factories.elements import ElementFactory
from tests.factories.people import UserFactory
from tests.spatial.shapes import random_shape

ALL = ElementFilter()
CONDITIONS = [None, "good", "fair", "poor"]


@pytest.fixture
def rows(database):
    rng = random.Random(11)
    made, anna = [], UserFactory()
    for _ in range(200):
        facts = {"condition": rng.choice(CONDITIONS), "overdue": rng.random() < 0.5}
        shape = random_shape(rng)
        kind = rng.choice(["ditch", "small_wood"])
        row = ElementFactory(published=True, author=anna, geometry=shape, type_key=kind, **facts)
        made.append((row.id.hex, kind, facts, unwrap(mercator(shape))))
    return made


def tiles_at(z: int) -> list[Tile]:
    """The tiles of a zoom that hold some of the shapes of `rows`."""
    rng = random.Random(z)
    size = 2**z
    found = set()
    for _ in range(30):
        spot = random_shape(rng, "point")
        north = (1 - np.arcsinh(np.tan(np.radians(spot.y))) / np.pi) / 2
        found.add(Tile(z, int((spot.x + 180) / 360 * size), int(north * size)))
    return sorted(found, key=lambda tile: (tile.x, tile.y))


def read(body: bytes, layer: str) -> list[dict]:
    """Return the features of a layer; y down, as they were written."""
    if not body:
        return []
    decoded = mapbox_vector_tile.decode(body, default_options={"y_coord_down": True})
    return decoded.get(layer, {"features": []})["features"]


def in_units(shape, tile: Tile):
    west, _, east, north = tile.box_m()
    scale = mvt.EXTENT / (east - west)
    return shapely.transform(shape, lambda xy: np.round((xy - (west, north)) * (scale, -scale)))


BOX = shapely.box(-mvt.BUFFER, -mvt.BUFFER, mvt.EXTENT + mvt.BUFFER, mvt.EXTENT + mvt.BUFFER)


def test_far_away_each_element_is_its_centre_with_three_facts(rows):
    seen = 0
    for tile in (tile for z in (6, 8, 10, 12) for tile in tiles_at(z)):
        right = []
        for _, kind, facts, shape in rows:
            spot = in_units(shape.centroid, tile)
            if BOX.intersects(spot):
                known = {key: value for key, value in facts.items() if value is not None}
                right.append(((spot.x, spot.y), {"type": kind, **known}))
        got = [
            (tuple(map(float, one["geometry"]["coordinates"])), one["properties"])
            for one in read(elements_tile(tile, ALL)[1], "elements")
        ]
        assert sorted(got, key=repr) == sorted(right, key=repr)
        seen += len(got)
    assert seen > 300


def test_near_by_shapes_are_within_one_unit_and_centres_equal(rows):
    known = {ident: (kind, facts, shape) for ident, kind, facts, shape in rows}
    seen = 0
    places = [shape for _, _, _, shape in rows[:60]]
    for tile in (_tile_of(shape, z) for z in (13, 14, 15) for shape in places):
        body = elements_tile(tile, ALL)[1]
        found = read(body, "elements")
        spots = [one for one in found if one["geometry"]["type"] == "Point"]
        for one in (one for one in found if one not in spots):
            kind, _, shape = known[one["properties"]["id"]]
            assert one["properties"]["type"] == kind and shape.geom_type != "Point"
            whole = in_units(shape, tile)
            got = shapely.geometry.shape(one["geometry"])
            right = whole.intersection(BOX) if whole.is_valid else whole
            assert shapely.hausdorff_distance(got.boundary, right.boundary) <= 1.5 or got.equals(right)
            seen += 1
        for one in spots:
            spot = in_units(known[one["properties"]["id"]][2].centroid, tile)
            assert tuple(one["geometry"]["coordinates"]) == (spot.x, spot.y)
        expected = {
            ident for ident, (_, _, shape) in known.items() if BOX.intersects(in_units(shape.centroid, tile))
        }
        assert {one["properties"]["id"] for one in spots} == expected
    assert seen > 100


def _tile_of(shape, z: int) -> Tile:
    size = 2 * 20037508.342789244 / 2**z
    spot = shape.centroid
    return Tile(z, int((spot.x + 20037508.342789244) // size), int((20037508.342789244 - spot.y) // size))


def test_an_element_appears_from_its_own_zoom(database):
    ElementFactory(published=True, minzoom=12)
    spot = unwrap(mercator(shapely.Point(6.5625, 52.9967)))
    tiles = [elements_tile(_tile_of(spot, z), ALL)[1] for z in (11, 12, 13)]
    assert [len(read(tile, "elements")) for tile in tiles] == [0, 1, 1]


@pytest.mark.parametrize(
    ("place", "real"), [((0, 0, 0), True), ((3, 7, 7), True), ((3, 8, 0), False), ((3, 0, -1), False)]
)
def test_a_zoom_has_so_many_tiles(place, real):
    assert Tile(*place).exists() is real
