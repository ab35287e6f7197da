"""Vector tiles from one select on both databases: ST_AsMVT, or an aggregate of our own in SQLite."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, ColumnElement, LargeBinary, Select, String, Subquery, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.functions import FunctionElement

WORLD_M = 20037508.342789244
EXTENT = 4096
BUFFER = 64


@dataclass(frozen=True)
class Tile:
    """One square of the world at one zoom, y counted from the north."""

    z: int
    x: int
    y: int

    def box_m(self, *, margin: float = 0.0) -> tuple[float, float, float, float]:
        """Return west, south, east, north in Web Mercator; ``margin`` in tile widths."""
        size = 2 * WORLD_M / 2**self.z
        west, north = self.x * size - WORLD_M, WORLD_M - self.y * size
        return (
            west - margin * size,
            north - size - margin * size,
            west + size + margin * size,
            north + margin * size,
        )


class in_tile(FunctionElement[bool]):  # noqa: N801
    """Tell whether a Web Mercator column touches the tile and its buffer; uses the spatial index."""

    inherit_cache = True  # no Boolean type: SQLite would append "= 1" and lose the index

    def __init__(self, column: ColumnElement[Any], tile: Tile) -> None:
        super().__init__(column, *(literal(side) for side in tile.box_m(margin=BUFFER / EXTENT)))


@compiles(in_tile, "postgresql")
def _in_tile_postgis(element: Any, compiler: Any, **kw: Any) -> str:
    column, *box = (compiler.process(part, **kw) for part in element.clauses)
    return f"{column} && ST_MakeEnvelope({', '.join(box)}, 3857)"


@compiles(in_tile, "sqlite")
def _in_tile_spatialite(element: Any, compiler: Any, **kw: Any) -> str:
    column = next(iter(element.clauses))
    west, south, east, north = (compiler.process(part, **kw) for part in list(element.clauses)[1:])
    table, name = column.table.name, column.name
    return (
        f"{table}.rowid IN (SELECT pkid FROM idx_{table}_{name}"
        f" WHERE xmin <= {east} AND xmax >= {west} AND ymin <= {north} AND ymax >= {south})"
    )


class tile_shape(FunctionElement[bytes]):  # noqa: N801
    """The shape in the tile's own 4096 × 4096 units, clipped."""

    inherit_cache = True
    type = LargeBinary()

    def __init__(self, shape: ColumnElement[Any] | InstrumentedAttribute[Any], tile: Tile) -> None:
        super().__init__(shape, *(literal(side) for side in tile.box_m()))


@compiles(tile_shape, "postgresql")
def _shape_postgis(element: Any, compiler: Any, **kw: Any) -> str:
    shape, *box = (compiler.process(part, **kw) for part in element.clauses)
    return f"ST_AsMVTGeom({shape}, ST_MakeEnvelope({', '.join(box)}, 3857), {EXTENT}, {BUFFER}, true)"


@compiles(tile_shape, "sqlite")
def _shape_spatialite(element: Any, compiler: Any, **kw: Any) -> str:
    shape, *box = (compiler.process(part, **kw) for part in element.clauses)
    return f"tile_shape(ST_AsBinary({shape}), {', '.join(box)})"


class as_mvt(FunctionElement[bytes]):  # noqa: N801
    """All rows of a subquery as one layer; its column ``shape`` is the geometry."""

    inherit_cache = True
    type = LargeBinary()

    def __init__(self, rows: Subquery, layer: str) -> None:
        names = (f"{column.key}?" if isinstance(column.type, Boolean) else column.key for column in rows.c)
        super().__init__(literal(layer), literal(",".join(names)), *rows.c)  # SQLite knows no booleans


@compiles(as_mvt, "postgresql")
def _mvt_postgis(element: Any, compiler: Any, **kw: Any) -> str:
    first = list(element.clauses)[2]
    layer = compiler.process(list(element.clauses)[0], **kw)
    name = compiler.process(first, **kw).rsplit(".", 1)[0]
    return f"ST_AsMVT({name}, {layer}, {EXTENT}, 'shape')"


@compiles(as_mvt, "sqlite")
def _mvt_spatialite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"as_mvt({', '.join(compiler.process(part, **kw) for part in element.clauses)})"


class tile_id(FunctionElement[str]):  # noqa: N801
    """A UUID as 32 hexadecimal digits."""

    inherit_cache = True
    type = String()


@compiles(tile_id, "postgresql")
def _id_postgis(element: Any, compiler: Any, **kw: Any) -> str:
    return f"replace(({compiler.process(element.clauses, **kw)})::text, '-', '')"


@compiles(tile_id, "sqlite")
def _id_spatialite(element: Any, compiler: Any, **kw: Any) -> str:
    return str(compiler.process(element.clauses, **kw))


def as_tile(rows: Select[Any], layer: str) -> Select[bytes]:
    """Turn a select with a column named ``shape`` (a tile_shape) into one tile."""
    found = rows.subquery("found")
    return select(as_mvt(found, layer)).select_from(found)
