"""A vector tile written in Python, for SQLite (Mapbox Vector Tile 2.1); PostGIS writes its own."""

import struct
from typing import Any, Final

import mapbox_vector_tile
import numpy as np
import shapely
from numpy.typing import NDArray

EXTENT: Final = 4096  # units along a side of the tile
BUFFER: Final = 64  # units around it that are drawn too

Shapes = NDArray[np.object_]
_BOX = struct.Struct("<4d")


def carry(shape: bytes, west: float, south: float, east: float, north: float) -> bytes:
    """Let the tile's box (Web Mercator, metres) travel behind the shape."""
    return shape + _BOX.pack(west, south, east, north)


class Layer:
    """SQLite aggregate: one step per row, the tile at the end."""

    def __init__(self) -> None:
        """Start without rows; their names come with the first."""
        self.rows: list[dict[str, Any]] = []
        self.shapes: list[bytes] = []
        self.name, self.keys = "", [""]

    def step(self, name: str, keys: str, *values: Any) -> None:
        """Take a row: its shape from carry(), and its attributes; a key ending in ``?`` is a boolean."""
        if not self.rows:
            self.name, self.keys = name, keys.split(",")
        row: dict[str, Any] = {
            key.rstrip("?"): bool(value) if key.endswith("?") and value is not None else value
            for key, value in zip(self.keys, values, strict=True)
        }
        self.shapes.append(row.pop("shape"))
        self.rows.append(row)

    def finalize(self) -> bytes:
        """Return the layer; no bytes when it is empty."""
        return encode(self.name, self.rows, self.shapes) if self.rows else b""


def encode(name: str, rows: list[dict[str, Any]], shapes: list[bytes]) -> bytes:
    """Write one layer; a shape that leaves nothing in the tile is left out, as PostGIS does."""
    whole = shapely.from_wkb([shape[: -_BOX.size] for shape in shapes])
    parts = fit(whole, _BOX.unpack(shapes[0][-_BOX.size :]))
    features = [
        {"geometry": part, "properties": {key: value for key, value in row.items() if value is not None}}
        for part, row in zip(parts, rows, strict=True)
        if not part.is_empty
    ]
    if not features:
        return b""
    layers = [{"name": name, "features": features}]
    return bytes(mapbox_vector_tile.encode(layers, default_options={"y_coord_down": True, "extents": EXTENT}))


def fit(shapes: Shapes, box: tuple[float, ...]) -> Shapes:
    """Move Web Mercator shapes to the tile's units, y down, clipped with the buffer, rounded."""
    west, _south, east, north = box
    scale = EXTENT / (east - west)
    moved = shapely.transform(shapes, lambda xy: (xy - (west, north)) * (scale, -scale))
    moved = shapely.transform(moved, np.round)  # PostGIS rounds first, then clips
    low, high = -BUFFER, EXTENT + BUFFER
    cut = shapely.clip_by_rect(moved, low, low, high, high)
    on_edge = shapely.intersects(moved, shapely.box(low, low, high, high)) & (shapely.get_type_id(moved) == 0)
    cut = np.where(on_edge, moved, cut)  # clip_by_rect drops points on the edge
    rounded: Shapes = shapely.transform(cut, np.round)
    return rounded
