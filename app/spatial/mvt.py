"""A vector tile written in Python, for SQLite (mapbox vector tile 2.1)."""

import struct
from typing import Any

import mapbox_vector_tile
import numpy as np
import shapely

EXTENT, BUFFER = 4096, 64


def carry(shape: bytes, west: float, south: float, east: float, north: float) -> bytes:
    """Let the tile's box travel behind the shape."""
    return shape + struct.pack("<4d", west, south, east, north)


class Layer:
    """SQLite aggregate: one step per row, the tile at the end."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self.shapes: list[bytes] = []
        self.name, self.keys = "", [""]

    def step(self, name: str, keys: str, *values: Any) -> None:
        if not self.rows:
            self.name, self.keys = name, keys.split(",")
        row: dict[str, Any] = {
            key.rstrip("?"): bool(value) if key.endswith("?") and value is not None else value
            for key, value in zip(self.keys, values, strict=True)
        }
        self.shapes.append(row.pop("shape"))
        self.rows.append(row)

    def finalize(self) -> bytes:
        if not self.rows:
            return b""
        return encode(self.name, self.rows, self.shapes)


def encode(name: str, rows: list[dict[str, Any]], shapes: list[bytes]) -> bytes:
    bounds = struct.unpack("<4d", shapes[0][-32:])
    parts = fit(shapely.from_wkb([shape[:-32] for shape in shapes]), bounds)
    features = [
        {"geometry": part, "properties": {k: v for k, v in row.items() if v is not None}}
        for part, row in zip(parts, rows, strict=True)
        if not part.is_empty
    ]
    if not features:
        return b""
    return bytes(
        mapbox_vector_tile.encode(
            [{"name": name, "features": features}], default_options={"y_coord_down": True, "extents": EXTENT}
        )
    )


def fit(shapes: np.ndarray, bounds: tuple[float, float, float, float]) -> np.ndarray:
    """Move to tile units, y down, clip with the buffer, round."""
    west, south, east, north = bounds
    scale = EXTENT / (east - west)
    moved = shapely.transform(shapes, lambda xy: (xy - (west, north)) * (scale, -scale))
    moved = shapely.transform(moved, np.round)  # PostGIS rounds first, then clips
    low, high = -BUFFER, EXTENT + BUFFER
    cut = shapely.clip_by_rect(moved, low, low, high, high)
    on_edge = shapely.intersects(moved, shapely.box(low, low, high, high)) & (shapely.get_type_id(moved) == 0)
    cut = np.where(on_edge, moved, cut)  # clip_by_rect drops points on the edge
    return shapely.transform(cut, np.round)
