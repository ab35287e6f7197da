"""What areas and shapes have to do with each other, in Python: the same on every database."""

import json
from collections.abc import Iterable

import shapely
from shapely.geometry.base import BaseGeometry


def middle_of(shape: BaseGeometry) -> shapely.Point:
    """Return the spot that says where a shape lies: half-way a line, inside an area.

    A line over a border belongs to the side of its middle.
    """
    if shape.geom_type == "LineString":
        return shape.interpolate(0.5, normalized=True)
    middle = shape.centroid
    return middle if shape.covers(middle) else shape.representative_point()


def geojson_of_areas(areas: Iterable[tuple[str, str, BaseGeometry]]) -> str:
    """Write areas (code, name, shape in WGS84) as a GeoJSON FeatureCollection, to 0.00001 degree."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": name},
            "geometry": json.loads(shapely.to_geojson(shapely.set_precision(shape, 0.00001))),
        }
        for code, name, shape in areas
        if not shape.is_empty
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
