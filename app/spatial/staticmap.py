"""A map that the server draws: which background tiles, where the shape lies, how long the scale bar is.

Everything is in pixels of the drawing, y down, from the upper-left corner.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from app.spatial.blur import KILOMETRE_M
from app.spatial.crs import in_rd, rd_of, wgs84_of

TILE_PX = 256
NEAREST, FARTHEST = 17, 6
STEPS_M = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000)
EARTH_AROUND_M = 40_075_016.686
MAX_GRID_LINES = 24

Spot = tuple[float, float]  # longitude, latitude in WGS84, degrees


@dataclass(frozen=True)
class BackgroundTile:
    """One picture of the background: its place in the tile scheme, and in the drawing (pixels)."""

    z: int
    x: int
    y: int
    left: int
    top: int

    def url(self, template: str) -> str:
        """Fill in a template like ``https://…/{z}/{x}/{y}.png``."""
        return template.replace("{z}", str(self.z)).replace("{x}", str(self.x)).replace("{y}", str(self.y))


@dataclass(frozen=True)
class Drawing:
    """Where one shape lies in the drawing: SVG path data for lines and areas, a spot for points."""

    kind: str  # point, line or area
    path: str
    x: float  # of the middle
    y: float
    radius: float = 0.0  # of the circle of doubt, for a point that is approximate


@dataclass(frozen=True)
class StaticMap:
    """A view on the world of ``width`` by ``height`` pixels around a centre."""

    width: int
    height: int
    zoom: int
    centre: Spot
    _corner: Spot = field(repr=False)  # of the drawing, in pixels of the whole world

    @property
    def metres_per_px(self) -> float:
        """Return how many metres on the ground a pixel is, in the middle of the drawing."""
        return EARTH_AROUND_M * math.cos(math.radians(self.centre[1])) / (TILE_PX << self.zoom)

    @property
    def scale_m(self) -> int:
        """Return the length of the scale bar: the longest round one within a third of the width."""
        fits = [step for step in STEPS_M if step / self.metres_per_px <= self.width / 3]
        return fits[-1] if fits else STEPS_M[0]

    @property
    def scale_px(self) -> float:
        """Return the scale bar's length in the drawing."""
        return round(self.scale_m / self.metres_per_px, 1)

    @property
    def tiles(self) -> list[BackgroundTile]:
        """Return the background pictures that cover the drawing."""
        left, top = self._corner
        columns = range(math.floor(left / TILE_PX), math.ceil((left + self.width) / TILE_PX))
        rows = range(math.floor(top / TILE_PX), math.ceil((top + self.height) / TILE_PX))
        return [
            BackgroundTile(self.zoom, x, y, round(x * TILE_PX - left), round(y * TILE_PX - top))
            for y in rows
            for x in columns
        ]

    def pixel(self, spot: Spot) -> Spot:
        """Return x, y of a spot in the drawing."""
        ((x, y),) = self._pixels(np.array([spot])).tolist()
        return round(x, 1), round(y, 1)

    def draw(self, shape: BaseGeometry, *, accuracy_m: float | None = None) -> Drawing:
        """Return a WGS84 shape as it lies in the drawing; ``accuracy_m`` gives a point its circle."""
        moved = shapely.transform(shape, self._pixels)
        on_line = shape.geom_type == "LineString"
        middle = moved.interpolate(0.5, normalized=True) if on_line else moved.centroid
        kind = {"Point": "point", "LineString": "line"}.get(shape.geom_type, "area")
        radius = round((accuracy_m or 0) / self.metres_per_px, 1)
        return Drawing(kind, _path(moved), round(middle.x, 1), round(middle.y, 1), radius)

    def grid(self) -> str:
        """Return the lines of the kilometre grid (RD New) as path data, for a drawing without background."""
        spots = [self.spot(x, y) for x in (0, self.width) for y in (0, self.height)]
        corners = np.array([rd_of(*spot) for spot in spots])
        (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
        step = KILOMETRE_M * 10 ** math.ceil(math.log10(max(1, (east - west) / KILOMETRE_M / MAX_GRID_LINES)))
        lines = [((x, south), (x, north)) for x in _round_numbers(west, east, step)]
        lines += [((west, y), (east, y)) for y in _round_numbers(south, north, step)]
        ends = [(self.pixel(wgs84_of(*start)), self.pixel(wgs84_of(*end))) for start, end in lines]
        return "".join(f"M{a:g} {b:g}L{c:g} {d:g}" for (a, b), (c, d) in ends)

    def _pixels(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = _world_pixels(lonlat, self.zoom) - np.array(self._corner)
        return found

    def spot(self, x: float, y: float) -> Spot:
        """Return the spot at x, y of the drawing."""
        size = TILE_PX << self.zoom
        world_x, world_y = (self._corner[0] + x) / size, (self._corner[1] + y) / size
        lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * world_y))))
        return world_x * 360 - 180, lat


def map_around(
    shape: BaseGeometry,
    *,
    width: int = 640,
    height: int = 400,
    accuracy_m: float | None = None,
    room: float = 0.7,
) -> StaticMap:
    """Choose the view that shows a WGS84 shape whole, with its circle of doubt.

    ``room`` is the largest share of the drawing that the shape may take.
    """
    if accuracy_m:
        shape = _around(shape.centroid, accuracy_m)
    west, south, east, north = shape.bounds
    for zoom in range(NEAREST, FARTHEST, -1):
        (left, top), (right, bottom) = _world_pixels(np.array([(west, north), (east, south)]), zoom)
        if right - left <= width * room and bottom - top <= height * room:
            break
    else:
        zoom = FARTHEST
        (left, top), (right, bottom) = _world_pixels(np.array([(west, north), (east, south)]), zoom)
    corner = (round((left + right) / 2 - width / 2), round((top + bottom) / 2 - height / 2))
    return StaticMap(width, height, zoom, ((west + east) / 2, (south + north) / 2), corner)


def box_shape(spots: Iterable[Spot]) -> BaseGeometry:
    """Return the box around some WGS84 spots, to look at them together."""
    return shapely.box(*shapely.MultiPoint(list(spots)).bounds)


def _around(point: BaseGeometry, metres: float) -> BaseGeometry:
    circle = in_rd(point).buffer(metres)
    return shapely.transform(circle, lambda xy: np.array([wgs84_of(*one) for one in xy]))


def _world_pixels(lonlat: NDArray[np.float64], zoom: int) -> NDArray[np.float64]:
    lon, lat = np.radians(lonlat).T
    x = (lon / math.pi + 1) / 2
    y = (1 - np.log(np.tan(math.pi / 4 + lat / 2)) / math.pi) / 2
    found: NDArray[np.float64] = np.column_stack([x, y]) * (TILE_PX << zoom)
    return found


def _round_numbers(low: float, high: float, step: int) -> list[int]:
    return list(range(math.ceil(low / step) * step, math.floor(high) + 1, step))


def _path(shape: BaseGeometry) -> str:
    if shape.geom_type == "Point":
        return ""
    ring = shape.exterior if shape.geom_type == "Polygon" else shape
    spots = np.round(shapely.get_coordinates(ring), 1).tolist()
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in spots) + ("Z" if shape.geom_type == "Polygon" else "")
