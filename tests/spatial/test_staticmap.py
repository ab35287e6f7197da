"""The map that the server draws: the right tiles, the shape whole, a scale bar that tells the truth."""

import random

import pytest
import shapely

from app.spatial.crs import rd_of
from app.spatial.shapes import length_m
from app.spatial.staticmap import map_around
from tests.spatial.shapes import random_shape

HOUTWAL = shapely.LineString([(6.5625, 52.9967), (6.5640, 52.9980), (6.5652, 52.9990)])


def numbers(path: str) -> list[float]:
    return [float(part) for part in path.replace("M", " ").replace("L", " ").replace("Z", "").split()]


def test_a_shape_is_drawn_whole_with_room_around_it():
    rng = random.Random(2)
    for _ in range(100):
        shape = random_shape(rng)
        view = map_around(shape, width=640, height=400)
        drawn = view.draw(shape)
        assert (drawn.path == "") is (shape.geom_type == "Point")
        spots = numbers(drawn.path) or [drawn.x, drawn.y]
        assert all(96 - 2 <= x <= 544 + 2 for x in spots[::2]) and all(
            60 - 2 <= y <= 340 + 2 for y in spots[1::2]
        )


def test_an_area_is_closed_and_the_pin_of_a_line_stands_on_it():
    area = shapely.box(6.56, 52.99, 6.562, 52.991)
    assert map_around(area).draw(area).path.endswith("Z")
    drawn = map_around(HOUTWAL).draw(HOUTWAL)
    on_line = shapely.LineString(list(zip(numbers(drawn.path)[::2], numbers(drawn.path)[1::2], strict=True)))
    assert on_line.distance(shapely.Point(drawn.x, drawn.y)) < 0.2


def test_a_length_in_pixels_is_the_length_in_metres():
    view = map_around(HOUTWAL)
    spots = numbers(view.draw(HOUTWAL).path)
    pixels = shapely.LineString(list(zip(spots[::2], spots[1::2], strict=True))).length
    assert pixels * view.metres_per_px == pytest.approx(length_m(HOUTWAL), rel=0.005)


def test_the_scale_bar_is_a_round_length_within_a_third_of_the_width():
    for metres in (5, 60, 700, 8000):
        shape = shapely.LineString([(6.5, 52.9), (6.5 + metres / 67_000, 52.9)])
        view = map_around(shape)
        assert view.scale_px <= view.width / 3
        assert view.scale_px * view.metres_per_px == pytest.approx(view.scale_m, rel=0.01)
        assert str(view.scale_m).rstrip("0") in {"1", "2", "5"}


def test_the_tiles_cover_the_drawing_and_fit_to_each_other():
    view = map_around(HOUTWAL, width=640, height=400)
    assert min(tile.left for tile in view.tiles) <= 0 and min(tile.top for tile in view.tiles) <= 0
    assert max(tile.left for tile in view.tiles) + 256 >= 640
    assert max(tile.top for tile in view.tiles) + 256 >= 400
    first = view.tiles[0]
    assert all(tile.left - first.left == 256 * (tile.x - first.x) for tile in view.tiles)


def test_a_tile_fills_in_the_template_of_the_settings():
    tile = map_around(HOUTWAL).tiles[0]
    assert (
        tile.url("https://kaart.example/{z}/{x}/{y}.png")
        == f"https://kaart.example/{tile.z}/{tile.x}/{tile.y}.png"
    )


def test_a_rough_place_shows_its_whole_circle():
    village = shapely.Point(6.61, 52.94)
    view = map_around(village, accuracy_m=1500)
    drawn = view.draw(village, accuracy_m=1500)
    assert drawn.radius * view.metres_per_px == pytest.approx(1500, rel=0.01)
    assert drawn.radius < view.height / 2
    assert (drawn.x, drawn.y) == pytest.approx((view.width / 2, view.height / 2), abs=2)


def test_the_grid_lies_on_whole_kilometres():
    view = map_around(HOUTWAL, width=640, height=400)
    wide = map_around(shapely.box(6.5, 52.9, 6.6, 53.0), width=640, height=400)
    for one in (view, wide):
        for line in one.grid().split("M")[1:]:
            start, _ = line.split("L")
            x, y = (float(part) for part in start.split())
            rd = rd_of(*one.spot(x, y))
            error = one.metres_per_px * 0.2 + 0.1
            assert any(abs(value / 1000 - round(value / 1000)) * 1000 < error for value in rd)
    assert 5 <= wide.grid().count("M") <= 48
