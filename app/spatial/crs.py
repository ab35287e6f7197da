"""Coordinate systems by name, and the one place that converts between degrees and Dutch metres."""

from functools import cache
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

WGS84: Final = 4326
RD_NEW: Final = 28992
WEB_MERCATOR: Final = 3857


@cache
def _to_rd() -> Transformer:
    return Transformer.from_crs(WGS84, RD_NEW, always_xy=True)


@cache
def _from_rd() -> Transformer:
    return Transformer.from_crs(RD_NEW, WGS84, always_xy=True)


def rd_of(lon: float, lat: float) -> tuple[float, float]:
    """Return x, y in RD New (EPSG:28992, metres) of a spot in WGS84 degrees, longitude first."""
    x, y = _to_rd().transform(lon, lat)
    return float(x), float(y)


def wgs84_of(x: float, y: float) -> tuple[float, float]:
    """Return lon, lat in WGS84 degrees of a spot in RD New (EPSG:28992, metres)."""
    lon, lat = _from_rd().transform(x, y)
    return float(lon), float(lat)


def in_rd(shape: BaseGeometry) -> BaseGeometry:
    """Return a WGS84 shape in RD New, for lengths and areas in true Dutch metres."""

    def project(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(_to_rd().transform(lonlat[:, 0], lonlat[:, 1]))

    return shapely.transform(shape, project)
