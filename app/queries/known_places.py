"""The nearest place that we know, on this side of the border of Drenthe and on the other."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import shapely

from app.queries.kept_reference import reference
from app.spatial.crs import rd_of

NEIGHBOURS: Final = Path(__file__).parent.parent / "reference" / "neighbours.csv"


@dataclass(frozen=True)
class Known:
    """A place and how far it is, in metres. ``code`` is its municipality, inside Drenthe."""

    name: str
    metres: float
    code: str | None = None
    country: str = "NL"


def nearest_village(spot: shapely.Point) -> Known:
    """Return the nearest village of Drenthe with known coordinates."""
    x, y = rd_of(spot.x, spot.y)
    found = ((_metres(x, y, *at), name, code) for name, code, at in reference().spots)
    metres, name, code = min(found, default=(float("inf"), "", None))
    return Known(name, metres, code)


def nearest_outside(spot: shapely.Point) -> Known:
    """Return the nearest known place just over the border."""
    x, y = rd_of(spot.x, spot.y)
    metres, name, country = min((_metres(x, y, *at), name, country) for name, country, at in _neighbours())
    return Known(name, metres, country=country)


@cache
def _neighbours() -> tuple[tuple[str, str, tuple[float, float]], ...]:
    """Return name, country and spot in RD New of each."""
    with NEIGHBOURS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        return tuple(
            (row["name"], row["country"], rd_of(float(row["lon"]), float(row["lat"]))) for row in rows
        )


def _metres(x: float, y: float, other_x: float, other_y: float) -> float:
    return float(((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5)
