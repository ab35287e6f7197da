"""Fixed squares of the Dutch grid: the kilometre square, and the cell that stands in for a sensitive spot."""

import re
from dataclasses import dataclass

from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from app.spatial.crs import rd_of, wgs84_of

KILOMETRE_M = 1000
_NAME = re.compile(r"(\d{1,3})-(\d{3})")


@dataclass(frozen=True)
class Square:
    """A square of RD New (EPSG:28992): its lower-left corner and side, in metres."""

    x_m: int
    y_m: int
    size_m: int = KILOMETRE_M

    @property
    def name(self) -> str:
        """Return the name by the lower-left corner in kilometres: ``233-557``."""
        return f"{self.x_m // KILOMETRE_M}-{self.y_m // KILOMETRE_M}"

    @property
    def outline(self) -> BaseGeometry:
        """Return its four sides in WGS84, longitude first."""
        x, y, side = self.x_m, self.y_m, self.size_m
        return Polygon([wgs84_of(*at) for at in ((x, y), (x + side, y), (x + side, y + side), (x, y + side))])

    @property
    def centre(self) -> tuple[float, float]:
        """Return lon, lat (WGS84) of the middle."""
        return wgs84_of(self.x_m + self.size_m / 2, self.y_m + self.size_m / 2)


def grid_cell(lon: float, lat: float, *, size_m: int = KILOMETRE_M) -> Square:
    """Return the cell that holds, and may stand in for, a spot in WGS84 (longitude first, degrees).

    The grid is aligned to RD New (EPSG:28992), so ``size_m`` is a true length in metres and cells
    never overlap. The same spot gives the same cell for ever: repeating reveals nothing more.
    """
    x, y = rd_of(lon, lat)
    return Square(int(x // size_m) * size_m, int(y // size_m) * size_m, size_m)


def square_named(name: str) -> Square | None:
    """Return the kilometre square that people call ``233-557``; None when it names no Dutch square."""
    found = _NAME.fullmatch(name.strip())
    if found is None:
        return None
    x, y = int(found[1]), int(found[2])
    return Square(x * KILOMETRE_M, y * KILOMETRE_M) if x < 300 and 289 <= y < 629 else None  # noqa: PLR2004 (the Netherlands in RD)


def cell_of(name: str, size_km: int) -> Square:
    """Return the square with this name and side; raises ValueError when it names none."""
    found = _NAME.fullmatch(name)
    if found is None:
        raise ValueError(name)
    return Square(int(found[1]) * KILOMETRE_M, int(found[2]) * KILOMETRE_M, size_km * KILOMETRE_M)
