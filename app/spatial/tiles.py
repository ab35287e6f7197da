"""Vector tiles from one select on both databases: ST_AsMVT, or an aggregate of our own in SQLite."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    Boolean,
    ColumnElement,
    Float,
    Integer,
    LargeBinary,
    Select,
    String,
    Subquery,
    bindparam,
    func,
    literal,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from app.spatial.crs import WEB_MERCATOR
from app.spatial.functions import AskedBox, Box, in_sql, within_box_m
from app.spatial.mvt import BUFFER, EXTENT

WORLD_M = 20037508.342789244  # half the world of Web Mercator
MARGIN: Final = BUFFER / EXTENT  # of a tile's width, on each side


@dataclass(frozen=True)
class Tile:
    """One square of the world at one zoom, y counted from the north."""

    z: int
    x: int
    y: int

    def exists(self) -> bool:
        """Tell whether the zoom has such a square."""
        return 0 <= self.x < 1 << self.z and 0 <= self.y < 1 << self.z

    def box_m(self, *, margin: float = 0.0) -> Box:
        """Return west, south, east, north in Web Mercator; ``margin`` in tile widths."""
        size = 2 * WORLD_M / (1 << self.z)
        west, north = self.x * size - WORLD_M, WORLD_M - self.y * size
        edge = margin * size
        return (west - edge, north - size - edge, west + size + edge, north + edge)

    def values(self) -> dict[str, float]:
        """Return what a question about ANY_TILE has to be told to be about this one."""
        found: dict[str, float] = {"z": self.z}
        for margin in (0.0, MARGIN):
            found |= zip(_names(margin), self.box_m(margin=margin), strict=True)
        return found


class AnyTile:
    """Stands for the tile in a question that is made once: to make one anew costs more than to ask it."""

    z: Final[BindParameter[int]] = bindparam("z", type_=Integer)

    def box_m(self, *, margin: float = 0.0) -> AskedBox:
        """Return the sides as they will be told; ``margin`` is none or MARGIN."""
        return tuple(bindparam(name, type_=Float) for name in _names(margin))


ANY_TILE: Final = AnyTile()


def _names(margin: float) -> list[str]:
    return [f"{'around' if margin else 'tile'}_{side}" for side in ("west", "south", "east", "north")]


def in_tile(column: ColumnElement[Any], tile: Tile | AnyTile) -> within_box_m:
    """Tell whether a Web Mercator column touches the tile and its buffer; uses the spatial index."""
    return within_box_m(column, tile.box_m(margin=MARGIN))


def centre(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the centre point of a shape."""
    found: ColumnElement[Any] = func.ST_Centroid(column)
    return found


class is_point(FunctionElement[bool]):  # noqa: N801 (a SQL function)
    """Tell whether a shape is a point."""

    inherit_cache = True


@compiles(is_point)
def _is_point(element: Any, compiler: Any, **kw: Any) -> str:
    return f"ST_Dimension({compiler.process(element.clauses, **kw)}) = 0"


class tile_shape(FunctionElement[bytes]):  # noqa: N801 (a SQL function)
    """The shape in the tile's own 4096 by 4096 units, clipped."""

    inherit_cache = True
    type = LargeBinary()

    def __init__(self, shape: ColumnElement[Any], tile: Tile | AnyTile) -> None:
        """Take a Web Mercator shape."""
        super().__init__(shape, *in_sql(tile.box_m()))


@compiles(tile_shape, "postgresql")
def _shape_postgis(element: Any, compiler: Any, **kw: Any) -> str:
    shape, *box = (compiler.process(part, **kw) for part in element.clauses)
    bounds = f"ST_MakeEnvelope({', '.join(box)}, {WEB_MERCATOR})"
    return f"ST_AsMVTGeom({shape}, {bounds}, {EXTENT}, {BUFFER}, true)"


@compiles(tile_shape, "sqlite")
def _shape_spatialite(element: Any, compiler: Any, **kw: Any) -> str:
    shape, *box = (compiler.process(part, **kw) for part in element.clauses)
    return f"tile_shape(ST_AsBinary({shape}), {', '.join(box)})"


class as_mvt(FunctionElement[bytes]):  # noqa: N801 (a SQL function)
    """All rows of a subquery as one layer; its column ``shape`` is the geometry."""

    inherit_cache = True
    type = LargeBinary()

    def __init__(self, rows: Subquery, layer: str) -> None:
        """Name the columns too, booleans with a mark: SQLite knows no booleans."""
        names = (f"{column.key}?" if isinstance(column.type, Boolean) else column.key for column in rows.c)
        super().__init__(literal(layer), literal(",".join(names)), *rows.c)


@compiles(as_mvt, "postgresql")
def _mvt_postgis(element: Any, compiler: Any, **kw: Any) -> str:
    layer, _names, first, *_rest = element.clauses
    table = compiler.process(first, **kw).rsplit(".", 1)[0]
    return f"ST_AsMVT({table}, {compiler.process(layer, **kw)}, {EXTENT}, 'shape')"


@compiles(as_mvt, "sqlite")
def _mvt_spatialite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"as_mvt({', '.join(compiler.process(part, **kw) for part in element.clauses)})"


class tile_id(FunctionElement[str]):  # noqa: N801 (a SQL function)
    """A UUID as 32 hexadecimal digits."""

    inherit_cache = True
    type = String()


@compiles(tile_id, "postgresql")
def _id_postgis(element: Any, compiler: Any, **kw: Any) -> str:
    return f"replace(({compiler.process(element.clauses, **kw)})::text, '-', '')"


@compiles(tile_id, "sqlite")
def _id_spatialite(element: Any, compiler: Any, **kw: Any) -> str:
    return str(compiler.process(element.clauses, **kw))


def as_tile(rows: Subquery, layer: str) -> Select[bytes]:
    """Turn rows with a column named ``shape`` (a tile_shape) into one layer of a tile."""
    return select(as_mvt(rows, layer)).select_from(rows)
