"""What the public may know of where and when a sighting was: the one place that coarsens it (L03)."""

from datetime import date
from math import hypot
from typing import Any
from uuid import UUID

from shapely import Point
from shapely.geometry.base import BaseGeometry

from app.core.sensitivity import UNCERTAINTY_M, period_of
from app.queries.kept_reference import reference
from app.queries.located import maps_now
from app.spatial.blur import KILOMETRE_M, grid_cell
from app.spatial.crs import rd_of
from app.spatial.shapes import mercator, wgs84


def public_place(
    spot: BaseGeometry,
    *,
    accuracy_m: float | None,
    seen_on: date,
    element_id: UUID | None,
    blur_km: int,
) -> dict[str, Any]:
    """Return the columns of a sighting that show where and when it was; ``spot`` is a point in WGS84.

    They follow from the square alone when it is coarse: village and municipality are those of its middle.
    """
    cell = grid_cell(spot.x, spot.y, size_m=KILOMETRE_M * (blur_km or 1))
    shown = Point(cell.centre) if blur_km else spot
    village, town_code = near_village(shown)
    return {
        "blur_km": blur_km,
        "shape": wgs84(shown),
        "shape_3857": mercator(shown),
        "square": cell.name,
        "village": village,
        "town_code": town_code,
        "accuracy_m": float(UNCERTAINTY_M[blur_km]) if blur_km else accuracy_m,
        "seen_from": period_of(seen_on, blur_km),
        "element_id": None if blur_km else element_id,
    }


def near_village(spot: BaseGeometry) -> tuple[str, str | None]:
    """Return the name of the nearest village to a point, and the municipality that it lies in.

    The map of municipalities says so where there is one and it covers the spot; else the village does.
    """
    here = rd_of(spot.x, spot.y)

    def away(known: tuple[str, str, tuple[float, float]]) -> float:
        return hypot(known[2][0] - here[0], known[2][1] - here[1])

    nearest = min(reference().spots, key=away, default=None)
    found = maps_now().of([Point(spot.x, spot.y)])[0].municipality
    if nearest is None:
        return "", found
    return nearest[0], found or nearest[1]
