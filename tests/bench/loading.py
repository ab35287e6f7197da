"""Put made elements into a database by its quickest way in; everything that the app repeats is filled too."""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import numpy as np
import shapely
from sqlalchemy import bindparam, select, text

from app.core.clock import now
from app.core.text import search_words
from app.extensions import db
from app.models import Municipality, Place, Role, User
from app.models.elements import CONDITION_ORDER
from app.models.map import renew
from app.spatial.crs import _to_rd
from app.spatial.ranks import first_zooms, measure
from app.spatial.tiles import WORLD_M
from app.spatial.zooms import FILL
from tests.bench.elements import Made

BATCH: Final = 20_000
WAITING_EACH: Final = 10  # one in so many waits for the desk
SUBMISSION: Final = [
    "id",
    "kind",
    "author_id",
    "municipality_code",
    "state",
    "version",
    "waits",
    "urgency",
    "received_at",
    "checks",
    "envelope_sha256",
    "schema_version",
]
ELEMENT: Final = [
    "id",
    "type_key",
    "place_id",
    "name",
    "title",
    "owner_kind",
    "consent",
    "visibility",
    "condition",
    "overdue",
    "age",
    "story",
    "length_m",
    "area_m2",
    "square",
    "is_public",
    "minzoom",
    "core_network",
    "area_type",
    "municipality_by",
    "in_municipality",
    "village",
    "condition_order",
    "shape",
    "shape_3857",
]
ORDER: Final = {str(key): value for key, value in CONDITION_ORDER.items() if key} | {None: 3}


def load(made: Made) -> None:
    """Fill the tables of the active app; the indexes are made after the rows."""
    person = User(email="bench@example.nl", name="Bench Voorbeeld", role=Role.VOLUNTEER)
    db.session.add(person)
    db.session.commit()
    places = db.session.scalars(select(Place).order_by(Place.name)).all()
    town = {one.code: one.name for one in db.session.scalars(select(Municipality))}
    assert town
    parents, children, words = _rows(made, person.id, [(p.id, p.name, p.municipality_code) for p in places])
    db.session.commit()
    with without_indexes("submission", "element", "element_word"):
        put("submission", SUBMISSION, parents)
        put("element", ELEMENT, children)
        put("element_word", ["word", "element_id"], words)
    renew(db.session.connection())
    db.session.commit()
    analyze()


def analyze() -> None:
    """Let the planner know what is there."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if db.engine.dialect.name == "sqlite" else "VACUUM ANALYZE"))


def put(table: str, columns: list[str], rows: Iterable[Any]) -> None:
    """Put rows into a table and commit."""
    (_put_postgis if db.engine.dialect.name == "postgresql" else _put_spatialite)(table, columns, rows)


def mercator(shapes: Any) -> Any:
    """Return WGS84 shapes in Web Mercator, its own formula: the library's is the same, row by row."""

    def project(lonlat: Any) -> Any:
        y = np.log(np.tan(np.pi / 4 + np.radians(lonlat[:, 1]) / 2)) / np.pi
        return np.column_stack([lonlat[:, 0] / 180, y]) * WORLD_M

    return shapely.transform(shapes, project)


def _rows(made: Made, author: Any, places: list[Any]) -> tuple[Iterator[Any], Iterator[Any], Iterator[Any]]:
    flat = mercator(made.shapes)
    in_rd = shapely.transform(made.shapes, lambda xy: np.column_stack(_to_rd().transform(xy[:, 0], xy[:, 1])))
    middles = shapely.get_coordinates(shapely.centroid(in_rd)) // 1000
    squares = [f"{int(x)}-{int(y)}" for x, y in middles]
    lengths, areas = shapely.length(in_rd), shapely.area(in_rd)
    dimension = shapely.get_dimensions(made.shapes)
    zooms = first_zooms(*measure(flat)).tolist()
    moment = str(now().replace(tzinfo=None)) if db.engine.dialect.name == "sqlite" else now().isoformat()

    def parents() -> Iterator[Any]:
        for at, ident in enumerate(made.ids):
            waits = at % WAITING_EACH == 0
            code = places[at % len(places)][2]
            state = "pending" if waits else "published"
            yield (ident, "element", author, code, state, 1, waits, 1, moment, "[]", "0" * 64, 1)

    def children() -> Iterator[Any]:
        wgs, merc = shapely.to_wkb(made.shapes), shapely.to_wkb(flat)
        for at, ident in enumerate(made.ids):
            place, village, code = places[at % len(places)]
            line, area = dimension[at] == 1, dimension[at] == 2
            yield (
                ident, made.types[at], place, "", made.titles[at], "unknown", "unknown", "everyone",
                made.conditions[at], bool(made.overdue[at]), "unknown", "",
                float(lengths[at]) if line else None, float(areas[at]) if area else None, squares[at],
                at % WAITING_EACH != 0, zooms[at], "unknown", "unknown", "village", code, village,
                ORDER[made.conditions[at]], wgs[at], merc[at],
            )  # fmt: skip

    def words() -> Iterator[Any]:
        for ident, title in zip(made.ids, made.titles, strict=True):
            for word in search_words(title):
                yield word, ident

    return parents(), children(), words()


@contextmanager
def without_indexes(*tables: str) -> Iterator[None]:
    """Drop the plain indexes of large tables while they are filled."""
    if db.engine.dialect.name == "postgresql":
        names = (
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN :tables"
            " AND indexname NOT LIKE 'pk_%'"
        )
    else:
        names = (
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            " AND tbl_name IN :tables"
        )
    asked = text(names).bindparams(bindparam("tables", expanding=True))
    found = db.session.execute(asked, {"tables": tables}).all()
    for name, _how in found:
        db.session.execute(text(f'DROP INDEX "{name}"'))
    db.session.commit()
    yield
    for _name, how in found:
        db.session.execute(text(how))
    db.session.commit()


def _put_postgis(table: str, columns: list[str], rows: Iterable[Any]) -> None:
    """COPY as text; shapes as hexadecimal EWKB."""
    raw = db.engine.raw_connection()
    srids = {"shape": 4326, "shape_3857": 3857}
    places = {at: srids[name] for at, name in enumerate(columns) if name in srids}
    cursor = raw.driver_connection.cursor()
    cursor.execute("SET LOCAL session_replication_role = replica")  # each row would look up what it points at
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        buffer = io.StringIO()
        for number, row in enumerate(rows, 1):
            cells = [_ewkb(cell, places[at]) if at in places else _cell(cell) for at, cell in enumerate(row)]
            buffer.write("\t".join(cells) + "\n")
            if number % BATCH == 0:
                copy.write(buffer.getvalue())
                buffer = io.StringIO()
        copy.write(buffer.getvalue())
    raw.commit()
    raw.close()


def _cell(cell: Any) -> str:
    if cell is None:
        return r"\N"
    return {True: "t", False: "f"}[cell] if isinstance(cell, bool) else str(cell)


def _ewkb(wkb: bytes, srid: int) -> str:
    kind = int.from_bytes(wkb[1:5], "little") | 0x20000000
    return (wkb[:1] + kind.to_bytes(4, "little") + srid.to_bytes(4, "little") + wkb[5:]).hex()


def _put_spatialite(table: str, columns: list[str], rows: Iterable[Any]) -> None:
    marks = {"shape": "GeomFromWKB(?, 4326)", "shape_3857": "GeomFromWKB(?, 3857)"}
    into = (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(marks.get(c, '?') for c in columns)})"
    )
    connection = db.engine.raw_connection()
    cursor = connection.cursor()
    for quickly in (
        "foreign_keys = OFF",
        "synchronous = OFF",
        "cache_size = -1000000",
        "temp_store = MEMORY",
    ):
        cursor.execute(f"PRAGMA {quickly}")
    shapes = [name for name in columns if name in marks]
    find = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
    triggers = cursor.execute(find, (table,)).fetchall()
    if shapes:  # the spatial index is filled at the end, in one go
        for name, _how in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
    cursor.executemany(into, (tuple(_lite(cell) for cell in row) for row in rows))
    if shapes:
        for shape in shapes:
            box = ", ".join(f"Mbr{side}({shape})" for side in ("MinX", "MaxX", "MinY", "MaxY"))
            tree = f"idx_{table}_{shape} (pkid, xmin, xmax, ymin, ymax)"
            cursor.execute(f"INSERT INTO {tree} SELECT rowid, {box} FROM {table}")
        cursor.execute(FILL)  # places with their first zoom
        for _name, how in triggers:
            cursor.execute(how)
    connection.commit()
    connection.detach()  # its settings are for loading only
    connection.close()


def _lite(cell: Any) -> Any:
    return cell.hex if hasattr(cell, "hex") and hasattr(cell, "version") else cell
