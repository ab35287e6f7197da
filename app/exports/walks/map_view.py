"""Where things lie on a printed map: the route whole, as large as fits, north up."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from app.exports.walks.walk import Spot

DEGREE_M: Final = 111_320.0  # of latitude
STEPS_M: Final = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
LEAST_M: Final = 200.0  # a map shows at least so much, also around one point


@dataclass(frozen=True, kw_only=True)
class MapView:
    """A drawing of ``width`` by ``height`` units, y down, with its centre (WGS84) in the middle."""

    width: int
    height: int
    centre: Spot
    metres_per_unit: float

    def xy(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return x, y for rows of longitude, latitude: flat, which at the size of a walk is exact enough."""
        lon, lat = np.asarray(lonlat, dtype=float).T
        east_m = (lon - self.centre[0]) * DEGREE_M * math.cos(math.radians(self.centre[1]))
        north_m = (lat - self.centre[1]) * DEGREE_M
        found: NDArray[np.float64] = np.column_stack(
            [
                self.width / 2 + east_m / self.metres_per_unit,
                self.height / 2 - north_m / self.metres_per_unit,
            ]
        )
        return found

    def spot(self, lon: float, lat: float) -> Spot:
        """Return x, y of one spot."""
        ((x, y),) = self.xy(np.array([(lon, lat)])).tolist()
        return round(x, 1), round(y, 1)

    def draw(self, shape: BaseGeometry) -> BaseGeometry:
        """Return what of a WGS84 shape lies in the drawing or just beside it, in units; perhaps empty."""
        moved = shapely.make_valid(shapely.transform(shape, self.xy))
        edge = shapely.box(-20, -20, self.width + 20, self.height + 20)
        return shapely.intersection(moved, edge)

    @property
    def scale_m(self) -> int:
        """Return the length of the scale bar: the longest round one within a fifth of the width."""
        fits = [step for step in STEPS_M if step / self.metres_per_unit <= self.width / 5]
        return fits[-1] if fits else STEPS_M[0]


def view_on(lines: Sequence[Sequence[Spot]], *, width: int, height: int, room: float = 0.86) -> MapView:
    """Choose the view that shows some WGS84 lines whole; they take at most ``room`` of the drawing."""
    west, south, east, north = shapely.MultiPoint([spot for line in lines for spot in line]).bounds
    centre = ((west + east) / 2, (south + north) / 2)
    wide_m = (east - west) * DEGREE_M * math.cos(math.radians(centre[1]))
    high_m = (north - south) * DEGREE_M
    finest = max(wide_m / (width * room), high_m / (height * room), LEAST_M / min(width, height))
    return MapView(width=width, height=height, centre=centre, metres_per_unit=finest)
