"""Read a FeatureCollection ourselves: GDAL's reader would fetch what a ``crs`` member links to (G03).

Each geometry becomes a shape as soon as it is closed, so that memory follows the largest of them.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import shapely
from refusal import RefusedError  # type: ignore[import-not-found]  # this folder is run, not imported
from shapely.geometry import shape as shape_of

GEOMETRIES = {
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
}
CRS = re.compile(r"(?:urn:ogc:def:crs:)?(?:OGC:(?:1\.3:)?:?(CRS84)|EPSG:[0-9.]*:?(\d{4,5}))")


class Collection:
    """What was found while reading: rows of (properties, shape or the word for what is wrong)."""

    def __init__(self) -> None:
        """Start with WGS84, as GeoJSON says."""
        self.epsg = 4326

    def read(self, path: Path) -> Iterator[tuple[dict[str, Any], Any]]:
        """Yield the features of a file; raises RefusedError."""
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise RefusedError("letters") from error
        try:
            found = json.loads(text, object_pairs_hook=self._close, parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            raise RefusedError("json_broken") from error
        if not isinstance(found, dict) or not isinstance(found.get("features"), list):
            raise RefusedError("no_collection")
        for feature in found["features"]:
            properties = feature.get("properties") if isinstance(feature, dict) else None
            shape = feature.get("geometry") if isinstance(feature, dict) else None
            yield properties if isinstance(properties, dict) else {}, shape

    def _close(self, pairs: list[tuple[str, Any]]) -> Any:
        """Keep an object, or turn a geometry into a shape."""
        found = dict(pairs)
        kind = found.get("type")
        if kind in GEOMETRIES or kind in {"Feature", "FeatureCollection"}:
            self._check_crs(found.get("crs"))
        if kind not in GEOMETRIES or not ({"coordinates", "geometries"} & found.keys()):
            return found
        if kind not in {"Polygon", "MultiPolygon"}:
            return "kind"
        try:
            return shapely.to_wkb(shapely.force_2d(shape_of(found)))
        except (TypeError, ValueError, IndexError, AttributeError, shapely.errors.ShapelyError):
            return "numbers"

    def _check_crs(self, crs: Any) -> None:
        if crs is None:
            return
        named = (
            isinstance(crs, dict) and crs.get("type") == "name" and isinstance(crs.get("properties"), dict)
        )
        name = crs["properties"].get("name") if named else None
        found = CRS.fullmatch(name) if isinstance(name, str) else None
        if found is None:
            raise RefusedError("crs")
        self.epsg = int(found[2]) if found[2] else 4326


def _no_number(_name: str) -> NoReturn:
    raise ValueError("JSON has no NaN or Infinity")
