"""Spatial questions: one name, two compilers; callers never ask which database it is."""

from typing import Any

from sqlalchemy import ColumnElement, Float, Select, String, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement, GenericFunction

from app.spatial.crs import RD_NEW, WEB_MERCATOR, WGS84

Box = tuple[float, float, float, float]  # west, south, east, north, in the column's own units
AskedBox = tuple[ColumnElement[float], ...]  # the same, to be told when the question is asked


def in_sql(box: Box | AskedBox) -> list[ColumnElement[float]]:
    """Return the sides of a box as SQL."""
    return [side if isinstance(side, ColumnElement) else literal(side) for side in box]


class _spatial_version(GenericFunction[str]):  # noqa: N801 (a SQL function)
    type = String()
    inherit_cache = True


@compiles(_spatial_version, "postgresql")
def _version_postgis(element: Any, compiler: Any, **kw: Any) -> str:  # noqa: ARG001 (the compiler's signature)
    return "postgis_lib_version()"


@compiles(_spatial_version, "sqlite")
def _version_spatialite(element: Any, compiler: Any, **kw: Any) -> str:  # noqa: ARG001 (the compiler's signature)
    return "spatialite_version()"


def spatial_version() -> Select[str]:
    """Ask for the version of SpatiaLite or PostGIS."""
    return select(_spatial_version())


class distance_m(GenericFunction[float]):  # noqa: N801 (a SQL function)
    """Distance between two WGS84 geometries, in metres.

    On the ellipsoid in PostGIS, in RD New (EPSG:28992) in SpatiaLite: its own distance on the
    ellipsoid first picks the nearest points in degrees, which are not the nearest on the ground.
    In the Netherlands the two differ less than 1 in 1,000.
    """

    type = Float()
    inherit_cache = True


@compiles(distance_m, "postgresql")
def _distance_postgis(element: Any, compiler: Any, **kw: Any) -> str:
    left, right = (compiler.process(part, **kw) for part in element.clauses)
    return f"ST_Distance({left}::geography, {right}::geography)"


@compiles(distance_m, "sqlite")
def _distance_spatialite(element: Any, compiler: Any, **kw: Any) -> str:
    left, right = (compiler.process(part, **kw) for part in element.clauses)
    return f"ST_Distance(ST_Transform({left}, {RD_NEW}), ST_Transform({right}, {RD_NEW}))"


class within_box(FunctionElement[bool]):  # noqa: N801 (a SQL function)
    """Tell whether the box around a WGS84 column touches a box in degrees; uses the spatial index."""

    inherit_cache = True  # no Boolean type: SQLite would append "= 1" and lose the index
    srid = WGS84

    def __init__(self, column: ColumnElement[Any], box: Box | AskedBox) -> None:
        """Take the column of a table itself and west, south, east, north."""
        super().__init__(column, *in_sql(box))


class within_box_m(within_box):  # noqa: N801 (a SQL function)
    """The same for a Web Mercator column and a box in its metres."""

    inherit_cache = True
    srid = WEB_MERCATOR


@compiles(within_box, "postgresql")
def _within_postgis(element: Any, compiler: Any, **kw: Any) -> str:
    column, *box = (compiler.process(part, **kw) for part in element.clauses)
    return f"{column} && ST_MakeEnvelope({', '.join(box)}, {element.srid})"


@compiles(within_box, "sqlite")
def _within_spatialite(element: Any, compiler: Any, **kw: Any) -> str:
    column, *sides = element.clauses
    west, south, east, north = (compiler.process(part, **kw) for part in sides)
    table, name = column.table.name, column.name
    return (
        f"{table}.rowid IN (SELECT pkid FROM idx_{table}_{name}"  # noqa: S608 (names from the model)
        f" WHERE xmin <= {east} AND xmax >= {west} AND ymin <= {north} AND ymax >= {south})"
    )
