"""Bring an area to WGS84 degrees, longitude first, and say what is wrong with it."""

from functools import cache
from typing import Any

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError
from refusal import RefusedError  # type: ignore[import-not-found]  # this folder is run, not imported

KNOWN = {4326: 4326, 4258: 4326, 28992: 28992, 7415: 28992, 3857: 3857}
NAMES = {
    "rd_new": 28992,
    "amersfoort / rd new": 28992,
    "wgs 84": 4326,
    "gcs_wgs_1984": 4326,
    "etrs89": 4326,
    "gcs_etrs_1989": 4326,
}
MAX_VERTICES = 500_000
SAME_AREA = 1e-9
NETHERLANDS = shapely.box(2.5, 50.5, 8.0, 54.0)
AROUND_DRENTHE = shapely.box(5.9, 52.4, 7.3, 53.4)
RD_BOX = (-50_000, 280_000, 310_000, 660_000)


def epsg_of(text: str | None) -> int:
    """Return which of our systems a file names; raises RefusedError for none and for any other."""
    if not text:
        raise RefusedError("crs_missing")
    try:
        crs = CRS.from_user_input(text)
        found = crs.to_epsg(min_confidence=70)
    except CRSError as error:
        raise RefusedError("crs") from error
    known = KNOWN.get(found or 0) or NAMES.get(crs.name.lower())
    if known is None:
        raise RefusedError("crs")
    return known


def known_epsg(number: int) -> int:
    """Return the system by its number; raises RefusedError when it is not one of ours."""
    if number not in KNOWN:
        raise RefusedError("crs")
    return KNOWN[number]


def sound(wkb: bytes | None, epsg: int) -> tuple[Any, str]:
    """Return a shape in WGS84 and a word for what was done; or None and the word for what is wrong."""
    if wkb is None:
        return None, "null"
    try:
        shape = shapely.force_2d(shapely.from_wkb(wkb))
    except shapely.errors.ShapelyError:
        return None, "numbers"
    wrong = _wrong_in_itself(shape) or _wrong_numbers(shape, epsg)
    if wrong:
        return None, wrong
    shape, done = _repaired(shape)
    if shape is None:
        return None, done
    shape = _in_degrees(shape, epsg)
    wrong = _wrong_place(shape)
    return (None, wrong) if wrong else (shapely.orient_polygons(shape), done)


def _wrong_in_itself(shape: Any) -> str:
    if shape is None or shape.is_empty:
        return "null"
    if shape.geom_type not in {"Polygon", "MultiPolygon"}:
        return "kind"
    if shapely.get_num_coordinates(shape) > MAX_VERTICES:
        return "vertices"
    return "" if np.isfinite(shapely.get_coordinates(shape)).all() else "numbers"


def _wrong_numbers(shape: Any, epsg: int) -> str:
    """Name numbers that belong to another system than the file says (G02)."""
    west, south, east, north = shape.bounds
    if epsg != 4326:  # noqa: PLR2004 (degrees)
        return ""
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:  # noqa: PLR2004 (degrees)
        low_x, low_y, high_x, high_y = RD_BOX
        in_rd = low_x < west and east < high_x and low_y < south and north < high_y
        return "rd_numbers" if in_rd else "elsewhere"
    turned = shapely.box(south, west, north, east)
    return "swapped" if NETHERLANDS.contains(turned) else ""


def _repaired(shape: Any) -> tuple[Any, str]:
    """Repair a shape only when that leaves its surface as it is."""
    if shape.is_valid:
        return (shape, "") if shape.area > 0 else (None, "flat")
    better = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    if better.geom_type not in {"Polygon", "MultiPolygon"} or better.area == 0:
        return None, "flat"
    if abs(better.area - shape.area) > SAME_AREA * better.area:
        return None, "broken"
    return better, "repaired"


def _in_degrees(shape: Any, epsg: int) -> Any:
    if epsg == 4326:  # noqa: PLR2004 (degrees already)
        return shape
    return shapely.transform(shape, lambda spots: np.column_stack(_transformer(epsg).transform(*spots.T)))


def _wrong_place(shape: Any) -> str:
    if not np.isfinite(shape.bounds).all() or not NETHERLANDS.intersects(shapely.box(*shape.bounds)):
        return "elsewhere"
    return "" if AROUND_DRENTHE.intersects(shape) else "far"


@cache
def _transformer(epsg: int) -> Transformer:
    return Transformer.from_crs(epsg, 4326, always_xy=True)
