"""From which zoom a shape is on the map: in each of 64 by 64 cells of a tile only the largest is."""

from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from app.spatial.functions import Box
from app.spatial.tiles import WORLD_M

FIRST: Final = 6  # the farthest view has a tile at all
ALL: Final = 14  # from here on everything is shown
CELLS: Final = 64

Floats = NDArray[np.float64]


def measure(shapes: NDArray[np.object_]) -> tuple[Floats, Floats, Floats]:
    """Return x and y of the centres, and the sizes (diagonals), of Web Mercator shapes, in its metres."""
    west, south, east, north = shapely.bounds(shapes).T
    centres = shapely.centroid(shapes)
    return shapely.get_x(centres), shapely.get_y(centres), np.hypot(east - west, north - south)


def first_zooms(x: Floats, y: Floats, size: Floats) -> NDArray[np.int64]:
    """Return the first zoom of each shape among all; of equals the first in the row wins."""
    order = np.argsort(-size, kind="stable")
    zooms = np.full(len(size), ALL)
    for zoom in reversed(range(FIRST, ALL)):
        column, row = _cells(x[order], y[order], zoom)
        _, first = np.unique(column * (CELLS << zoom) + row, return_index=True)
        zooms[order[first]] = zoom
    return zooms


def first_zoom(shape: BaseGeometry, others: NDArray[np.object_]) -> int:
    """Return the first zoom of one Web Mercator shape, given those around it (see neighbourhood())."""
    (x,), (y,), (size,) = measure(np.array([shape], dtype=object))
    their_x, their_y, their_size = measure(others)
    larger = their_size >= size
    for zoom in range(FIRST, ALL):
        column, row = _cells(their_x, their_y, zoom)
        own_column, own_row = _cells(np.array([x]), np.array([y]), zoom)
        if not np.any(larger & (column == own_column) & (row == own_row)):
            return zoom
    return ALL


def neighbourhood(shape: BaseGeometry) -> Box:
    """Return the cell of the farthest zoom around a Web Mercator shape's centre: its rivals all lie there."""
    side = 2 * WORLD_M / (CELLS << FIRST)
    middle = shape.centroid
    west, south = np.floor(middle.x / side) * side, np.floor(middle.y / side) * side
    return float(west), float(south), float(west + side), float(south + side)


def _cells(x: Floats, y: Floats, zoom: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    side = 2 * WORLD_M / (CELLS << zoom)
    return np.floor((x + WORLD_M) / side).astype(np.int64), np.floor((y + WORLD_M) / side).astype(np.int64)
