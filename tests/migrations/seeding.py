"""Rows for whatever tables there are at some revision, and what stands in them."""

import datetime as dt
import hashlib
import uuid

import sqlalchemy as sa
from geoalchemy2 import Geometry

from app.extensions import db

MOMENT = dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.UTC)
# where any value would break a CHECK of that table
FITTING = {
    ("photo", "turn"): 90,
    ("canned_answer", "step"): "return",
    ("decision", "rule"): "by-rule",
    ("maintenance_log", "amount"): 2.5,
    ("event", "ends_at"): MOMENT + dt.timedelta(hours=3),
    ("species", "blur_km"): 5,
    ("sighting", "blur_km"): 0,
}


def tables(engine) -> list[sa.Table]:
    """Reflect our own tables as they are now, parents first."""
    here = set(sa.inspect(engine).get_table_names()) & set(db.metadata.tables)
    found = sa.MetaData()
    found.reflect(engine, only=here)
    return [table for table in found.sorted_tables if table.name in here]


def seed(engine, *, rows: int = 3) -> None:
    """Put rows into every table; each child points at a parent that was made here."""
    made: dict[str, list[dict]] = {}
    with engine.begin() as connection:
        for table in tables(engine):
            made[table.name] = [_row(table, number, made) for number in range(rows)]
            connection.execute(table.insert(), made[table.name])


def _row(table, number, made):
    values = {}
    for column in table.columns:
        parents = [key.column for key in column.foreign_keys]
        if parents:
            values[column.name] = made[parents[0].table.name][number][parents[0].name]
        elif (table.name, column.name) in FITTING:
            values[column.name] = FITTING[table.name, column.name]
        elif not column.nullable:
            values[column.name] = _value(column, number)
    if table.name == "decision":
        del values["actor_id"]
    return values


def _value(column, number):
    kind = column.type
    if isinstance(kind, Geometry):
        return f"SRID={kind.srid};POINT({6 + number} 53)"
    if isinstance(kind, sa.CHAR):  # an id on SQLite
        return uuid.uuid4().hex
    fitting = {
        uuid.UUID: uuid.uuid4(),
        bool: bool(number % 2),
        dt.datetime: MOMENT,
        dt.date: MOMENT.date(),
        int: number + 1,
        float: number + 0.5,
        object: {"number": number},  # JSON
        str: f"{column.name} {number} é",
    }
    return fitting[kind.python_type]


def contents(engine, columns: dict[str, list[str]] | None = None) -> dict[str, tuple[int, str]]:
    """Return how many rows each table has and a checksum of them; of ``columns`` only, where given."""
    found = {}
    with engine.connect() as connection:
        for table in tables(engine):
            if columns is not None and table.name not in columns:
                continue
            names = sorted(columns[table.name] if columns else table.columns.keys())
            rows = connection.execute(sa.select(*(table.columns[name] for name in names)))
            lines = sorted(" | ".join(map(str, row)) for row in rows)
            found[table.name] = (len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest())
    return found


def columns_of(engine) -> dict[str, list[str]]:
    """Return the names of the columns of each table."""
    return {table.name: table.columns.keys() for table in tables(engine)}
