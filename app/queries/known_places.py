"""The nearest place that we know, on this side of the border of Drenthe and on the other."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import shapely
from sqlalchemy import select

from app.extensions import db
from app.models import Place
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
    rows = db.session.execute(
        select(Place.name, Place.municipality_code, Place.lon, Place.lat).where(Place.lon.is_not(None))
    )
    found = (Known(name, _metres(spot, lon or 0, lat or 0), code) for name, code, lon, lat in rows)
    return min(found, key=lambda one: (one.metres, one.name), default=Known("", float("inf")))


def nearest_outside(spot: shapely.Point) -> Known:
    """Return the nearest known place just over the border."""
    found = (
        Known(name, _metres(spot, lon, lat), country=country) for name, country, lon, lat in _neighbours()
    )
    return min(found, key=lambda one: (one.metres, one.name))


@cache
def _neighbours() -> tuple[tuple[str, str, float, float], ...]:
    with NEIGHBOURS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        return tuple((row["name"], row["country"], float(row["lon"]), float(row["lat"])) for row in rows)


def _metres(spot: shapely.Point, lon: float, lat: float) -> float:
    x, y = rd_of(spot.x, spot.y)
    other_x, other_y = rd_of(lon, lat)
    return float(((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5)
