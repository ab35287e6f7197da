"""Make, convert and measure shapes in Python, the same on every database."""

import math
from typing import Final

import numpy as np
import shapely
from geoalchemy2 import WKBElement
from geoalchemy2.shape import from_shape, to_shape
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from app.spatial.crs import WEB_MERCATOR, WGS84, in_rd

EARTH_M = 6378137.0

METRES_PER_DEGREE: Final = 111_000.0  # of latitude: a little less than it is anywhere
SPARE: Final = 1.01  # the sphere is not the ellipsoid: a box that is a little too large loses nothing


def wgs84(shape: BaseGeometry) -> WKBElement:
    """Wrap a shape given in degrees, longitude first."""
    return from_shape(shape, srid=WGS84)


def mercator(shape: BaseGeometry) -> WKBElement:
    """Turn a WGS84 shape into Web Mercator (EPSG:3857), in its metres."""
    return from_shape(shapely.transform(shape, _project), srid=WEB_MERCATOR)


def unwrap(stored: WKBElement) -> BaseGeometry:
    """Return a stored shape as a shapely geometry, in the units of its own column."""
    return to_shape(stored)


def length_m(shape: BaseGeometry) -> float | None:
    """Return the length of a WGS84 line in metres of RD New; None for points and areas."""
    return float(in_rd(shape).length) if shape.geom_type == "LineString" else None


def area_m2(shape: BaseGeometry) -> float | None:
    """Return the surface of a WGS84 polygon in square metres of RD New; None for points and lines."""
    return float(in_rd(shape).area) if shape.geom_type == "Polygon" else None


def _project(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    lon, lat = np.radians(lonlat).T
    return EARTH_M * np.column_stack([lon, np.log(np.tan(np.pi / 4 + lat / 2))])


def grow_box(bounds: tuple[float, float, float, float], metres: float) -> tuple[float, float, float, float]:
    """Return a box of WGS84 degrees (west, south, east, north) with at least so many metres around it."""
    west, south, east, north = bounds
    up = metres / METRES_PER_DEGREE * SPARE
    aside = up / math.cos(math.radians(max(abs(south), abs(north))))
    return (west - aside, south - up, east + aside, north + up)


def reach_m(shape: BaseGeometry) -> float:
    """Return how far, in metres, the farthest point of a WGS84 shape lies from its middle; 0 for a point."""
    there = in_rd(shape)
    return float(there.hausdorff_distance(there.centroid))
