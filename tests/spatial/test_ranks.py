"""First zooms: only the largest of each cell is shown far away, everything near by."""

import random

import numpy as np
import shapely

from app.spatial.ranks import ALL, FIRST, first_zoom, first_zooms, measure, neighbourhood
from app.spatial.shapes import mercator, unwrap
from tests.spatial.shapes import random_shape


def flat(shape):
    return unwrap(mercator(shape))


def line(metres: float, *, east: float = 0.0):
    """A line of so many (Mercator) metres whose middle lies `east` metres from the same spot."""
    x, y = 730_000 + east, 6_970_000
    return shapely.LineString([(x - metres / 2, y), (x + metres / 2, y)])


def ranks(*shapes) -> list[int]:
    return first_zooms(*measure(np.array(shapes, dtype=object))).tolist()


def test_alone_is_shown_from_the_first_zoom():
    assert ranks(line(100)) == [FIRST]


def test_the_larger_of_two_is_shown_first_and_both_near_by():
    small, large = ranks(line(50), line(200, east=3))
    assert large == FIRST
    assert small > 12


def test_in_the_same_spot_all_are_shown_from_one_zoom_on():
    assert ranks(line(5), line(4), line(3)) == [FIRST, ALL, ALL]


def test_equals_do_not_all_come_at_once():
    spots = [shapely.Point(730_000 + 0.1 * n, 6_970_000) for n in range(5)]
    assert sorted(ranks(*spots)) == [FIRST, ALL, ALL, ALL, ALL]


def test_at_each_zoom_no_cell_shows_two_and_none_with_elements_is_empty():
    rng = random.Random(5)
    x, y, size = measure(np.array([flat(random_shape(rng)) for _ in range(3000)], dtype=object))
    zooms = first_zooms(x, y, size)
    for z in range(FIRST, ALL):
        side = 2 * 20037508.342789244 / 64 / 2**z
        cells = list(zip((x // side).tolist(), (y // side).tolist(), strict=True))
        shown = [cell for cell, zoom in zip(cells, zooms, strict=True) if zoom <= z]
        assert len(shown) == len(set(shown)) == len(set(cells))
    assert (zooms <= ALL).all()


def test_one_among_others_gets_the_zoom_it_has_among_all():
    rng = random.Random(6)
    shapes = np.array([flat(random_shape(rng)) for _ in range(400)], dtype=object)
    among_all = first_zooms(*measure(shapes))
    for index in range(0, 400, 7):
        west, south, east, north = neighbourhood(shapes[index])
        others = np.delete(shapes, index)
        x, y, _ = measure(others)
        near = others[(x >= west) & (x < east) & (y >= south) & (y < north)]
        assert first_zoom(shapes[index], near) == among_all[index]


def test_one_among_none_is_shown_from_the_first_zoom():
    assert first_zoom(line(10), np.array([], dtype=object)) == FIRST
