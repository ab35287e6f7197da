"""Places and shapes near a village that could be true: along the direction of its fields."""

from dataclasses import dataclass
from math import cos, pi, sin
from random import Random

from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from app.models import Place
from app.spatial.crs import rd_of, wgs84_of

Spot = tuple[float, float]  # x, y in RD New, metres


@dataclass(frozen=True, kw_only=True)
class Fields:
    """The land around a village: its centre in RD New (metres) and the direction of its fields (radians)."""

    x_m: float
    y_m: float
    turn: float

    def spot(self, dice: Random) -> Spot:
        """Return a spot in RD New, 250 to 1500 metres from the centre."""
        away, towards = dice.uniform(250, 1500), dice.uniform(0, 2 * pi)
        return self.x_m + away * cos(towards), self.y_m + away * sin(towards)


def fields_of(place: Place, dice: Random) -> Fields:
    """Return the land around a village whose coordinates are known."""
    x, y = rd_of(place.lon or 0, place.lat or 0)
    return Fields(x_m=x, y_m=y, turn=dice.uniform(0, pi / 2))


def make_shape(kind: str, size_m: tuple[float, float], fields: Fields, dice: Random) -> BaseGeometry:
    """Return a WGS84 point, line or polygon (longitude first); ``size_m``: its least and most length."""
    start = fields.spot(dice)
    if kind == "point":
        return Point(wgs84_of(*start))
    size = dice.uniform(*size_m)
    ring = _line(start, size, fields, dice) if kind == "line" else _ring(start, size / 2, dice)
    corners = [wgs84_of(*corner) for corner in ring]
    return LineString(corners) if kind == "line" else Polygon(corners)


def _line(
    start: tuple[float, float], length: float, fields: Fields, dice: Random
) -> list[tuple[float, float]]:
    """Follow the edge of a field, bending a little."""
    heading = fields.turn + dice.choice((0, pi / 2)) + dice.gauss(0, 0.05)
    steps = max(1, round(length / 70))
    corners = [start]
    for _ in range(steps):
        x, y = corners[-1]
        corners.append((x + length / steps * cos(heading), y + length / steps * sin(heading)))
        heading += dice.gauss(0, 0.12)
    return corners


def _ring(middle: Spot, radius: float, dice: Random) -> list[Spot]:
    """Go round a pond or copse: longer than wide, never quite smooth."""
    count, lean, flat = dice.randint(9, 14), dice.uniform(0, pi), dice.uniform(0.55, 1)
    ring = []
    for number in range(count):
        at = 2 * pi * number / count
        away = radius * dice.uniform(0.9, 1.08)
        across, along = away * cos(at), away * flat * sin(at)
        x = middle[0] + across * cos(lean) - along * sin(lean)
        ring.append((x, middle[1] + across * sin(lean) + along * cos(lean)))
    return ring
