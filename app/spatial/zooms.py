"""Where a shape lies and from which zoom it is shown, in one index: a far view then reads what it shows.

SQLite only: the usual index knows places alone, and far views would read all there is in half a province.
Near by, where nearly all is shown, the usual index is the quicker one.
"""

from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from app.spatial.crs import WEB_MERCATOR
from app.spatial.functions import in_sql
from app.spatial.tiles import MARGIN, AnyTile, Tile

TREE: Final = "idx_element_zoom"
STEP_M: Final = 100_000  # a zoom counts as so many metres, so that the tree divides by it too
_ROW: Final = (
    "rowid, MbrMinX(shape_3857), MbrMaxX(shape_3857), MbrMinY(shape_3857), MbrMaxY(shape_3857),"
    f" minzoom * {STEP_M}, minzoom * {STEP_M} FROM element WHERE is_public"
)
FILL: Final = f"INSERT INTO {TREE} SELECT {_ROW}"
_TAKE: Final = f"DELETE FROM {TREE} WHERE id = OLD.rowid"  # noqa: S608 (names of our own)
_TRIGGERS: Final = {
    "zoom_comes": f"AFTER INSERT ON element BEGIN {FILL} AND rowid = NEW.rowid; END",
    "zoom_changes": (
        "AFTER UPDATE OF shape_3857, minzoom, is_public ON element"
        f" BEGIN {_TAKE}; {FILL} AND rowid = NEW.rowid; END"
    ),
    "zoom_goes": f"AFTER DELETE ON element BEGIN {_TAKE}; END",
}


def index_zooms(connection: Connection) -> None:
    """Make the index of public elements, fill it, and let triggers keep it right."""
    if connection.dialect.name != "sqlite":
        return
    columns = "id, west, east, south, north, first, last"
    connection.exec_driver_sql(f"CREATE VIRTUAL TABLE {TREE} USING rtree({columns})")
    connection.exec_driver_sql(FILL)
    for name, act in _TRIGGERS.items():
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {act}")


def unindex_zooms(connection: Connection) -> None:
    """Take the index away again."""
    if connection.dialect.name != "sqlite":
        return
    for name in _TRIGGERS:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    connection.exec_driver_sql(f"DROP TABLE {TREE}")


class shown_in(FunctionElement[bool]):  # noqa: N801 (a SQL function)
    """Tell whether a public element touches the tile and its buffer and is shown at its zoom."""

    inherit_cache = True  # no Boolean type: SQLite would append "= 1" and lose the index

    def __init__(self, shape: Any, minzoom: Any, tile: Tile | AnyTile) -> None:
        """Take the Web Mercator column and the first zoom of the elements' own table."""
        zoom = literal(tile.z) if isinstance(tile, Tile) else tile.z
        super().__init__(shape, minzoom, zoom, *in_sql(tile.box_m(margin=MARGIN)))


@compiles(shown_in, "postgresql")
def _shown_postgis(element: Any, compiler: Any, **kw: Any) -> str:
    shape, minzoom, zoom, *box = (compiler.process(part, **kw) for part in element.clauses)
    return f"({shape} && ST_MakeEnvelope({', '.join(box)}, {WEB_MERCATOR}) AND {minzoom} <= {zoom})"


@compiles(shown_in, "sqlite")
def _shown_spatialite(element: Any, compiler: Any, **kw: Any) -> str:
    _, _, zoom, west, south, east, north = (compiler.process(part, **kw) for part in element.clauses)
    return (
        f"element.rowid IN (SELECT id FROM {TREE} WHERE first <= {zoom} * {STEP_M}"  # noqa: S608 (our own)
        f" AND west <= {east} AND east >= {west} AND south <= {north} AND north >= {south})"
    )


class besides(FunctionElement[bool]):  # noqa: N801 (a SQL function)
    """A condition to ask of what an index of places found: never a reason for SQLite to read by another."""

    inherit_cache = True

    def __init__(self, condition: ColumnElement[bool]) -> None:
        """Take any condition."""
        super().__init__(condition)


@compiles(besides, "postgresql")
def _besides_postgis(element: Any, compiler: Any, **kw: Any) -> str:
    return f"({compiler.process(element.clauses, **kw)})"


@compiles(besides, "sqlite")
def _besides_spatialite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"+({compiler.process(element.clauses, **kw)})"
