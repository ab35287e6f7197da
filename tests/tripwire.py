"""A wire before true places: what reads them with the gate closed fails, in every test (L02).

PostgreSQL: a statement that names the table runs as a role that may not read it, unless the gate is open.
SQLite: an authorizer refuses its columns. It is asked when a statement is prepared, and foreign keys ask too
for the columns that are keys: of those the text of the statement tells.
"""

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import event, text

from app.spatial.exact import TABLE, may_read_exact_places

ROLE = "haarvaten_public"
KEYS = {"sighting_id", "element_id"}


def stretch(engine) -> None:
    """Put the wire before an engine; the tables are there already."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _authorize)
        event.listen(engine, "before_cursor_execute", _read_text)
        engine.dispose()
        return
    with engine.begin() as connection:
        known = connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": ROLE})
        if known is None:
            connection.execute(text(f"CREATE ROLE {ROLE}"))
        for grant in (
            f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {ROLE}",
            f"REVOKE SELECT ON {TABLE} FROM {ROLE}",
        ):
            connection.execute(text(grant))
    event.listen(engine, "before_cursor_execute", _step_down)
    event.listen(engine, "after_cursor_execute", _step_up)


def _authorize(connection, _record) -> None:
    def may(action, table, column, _database, trigger):
        secret = action == sqlite.SQLITE_READ and table == TABLE and column not in KEYS
        secret = secret and trigger is None  # those keep the spatial index
        return sqlite.SQLITE_DENY if secret and not may_read_exact_places() else sqlite.SQLITE_OK

    connection.set_authorizer(may)


def _read_text(_connection, _cursor, statement, *_rest) -> None:
    if _closed(statement) and not statement.lstrip().upper().startswith(("INSERT", "DELETE")):
        raise sqlite.DatabaseError(f"access to {TABLE} is prohibited")


def _step_down(_connection, cursor, statement, *_rest) -> None:
    if _closed(statement):
        cursor.execute(f"SET ROLE {ROLE}")


def _step_up(connection, _cursor, statement, *_rest) -> None:
    if _closed(statement):
        with connection.connection.cursor() as another:
            another.execute("RESET ROLE")


def _closed(statement) -> bool:
    return TABLE in statement and not may_read_exact_places()
