"""Finds a true place in an answer: any pair of numbers that lies in its square, but is not the square."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from app.spatial.blur import Square
from app.spatial.crs import rd_of, wgs84_of
from app.spatial.shapes import EARTH_M

NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
NEAR = 1e-6  # degrees: a tenth of a metre
APART = 3  # numbers that may stand between the two of a pair


@dataclass(frozen=True)
class Canary:
    """A true spot (WGS84, longitude first) and the square that stands for it."""

    spot: tuple[float, float]
    cell: Square

    def sings(self, text: str) -> str | None:
        """Return the pair that betrays the place, in degrees, RD or Web Mercator; None when all is well."""
        return next((words for words, *place in places_in(text) if self._betrays(*place)), None)

    def _betrays(self, lonlat: tuple[float, float], x: float, y: float) -> bool:
        cell = self.cell
        inside = 0 <= x - cell.x_m <= cell.size_m and 0 <= y - cell.y_m <= cell.size_m
        return inside and not any(
            math.isclose(lonlat[0], lon, abs_tol=NEAR) and math.isclose(lonlat[1], lat, abs_tol=NEAR)
            for lon, lat in self._known()
        )

    def _known(self) -> list[tuple[float, float]]:
        cell = self.cell
        sides = [(x, y) for x in (0, cell.size_m) for y in (0, cell.size_m)]
        return [cell.centre, *(wgs84_of(cell.x_m + x, cell.y_m + y) for x, y in sides)]


@lru_cache(maxsize=16)  # each of several canaries listens to the same page
def places_in(text: str) -> list[tuple[str, tuple[float, float], float, float]]:
    """Return every pair of numbers that can be a place: as words, in degrees and in RD."""
    numbers = [float(one.replace(",", ".")) for one in NUMBER.findall(text)]
    found = []
    for at, first in enumerate(numbers):
        for second in numbers[at + 1 : at + 1 + APART]:
            for pair in ((first, second), (second, first)):
                lonlat = _lonlat(*pair)
                found += [(f"{first} {second}", lonlat, *rd_of(*lonlat))] if lonlat else []
    return found


def _lonlat(one: float, other: float) -> tuple[float, float] | None:
    """Read two numbers as a place in or around Drenthe, whatever they are written in."""
    if 5 < one < 8 and 52 < other < 54:
        return one, other
    if 190_000 < one < 290_000 and 500_000 < other < 620_000:
        return wgs84_of(one, other)
    if 560_000 < one < 890_000 and 6_800_000 < other < 7_100_000:
        lat = math.degrees(2 * math.atan(math.exp(other / EARTH_M)) - math.pi / 2)
        return math.degrees(one / EARTH_M), lat
    return None
