"""What a database must be like before people's work is trusted to it (D16)."""

from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

OLDEST_SQLITE: Final = (3, 51, 3)  # older ones may corrupt a file when a WAL is reset
OLDEST_POSTGRESQL: Final = 150000
BUSY_MS: Final = 10_000
PRAGMAS: Final = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}  # 2 is FULL


def sqlite_complaints(connection: Any) -> list[str]:
    """Say what makes an opened SQLite connection (the driver's own) unsafe; empty when nothing does."""
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
    wrong = [
        f"SQLite: {name} is {found[name]}, not {wanted}"
        for name, wanted in PRAGMAS.items()
        if found[name] != wanted
    ]
    patience = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    if patience < BUSY_MS:
        wrong.append(f"SQLite: busy_timeout is {patience} ms, less than {BUSY_MS}")
    version = connection.execute("SELECT sqlite_version()").fetchone()[0]
    if tuple(map(int, version.split("."))) < OLDEST_SQLITE:
        wrong.append(f"SQLite {version} is too old; it must be {'.'.join(map(str, OLDEST_SQLITE))} or newer")
    return wrong


def complaints(connection: Connection) -> list[str]:
    """Say what makes this database unfit; empty when nothing does."""
    wrong = []
    if connection.dialect.name == "sqlite":
        wrong = sqlite_complaints(connection.connection.driver_connection)
        spatial, ask = "SpatiaLite", "SELECT spatialite_version()"
    else:
        spatial, ask = "PostGIS", "SELECT postgis_lib_version()"
        version = connection.exec_driver_sql("SHOW server_version_num").scalar() or 0
        if int(version) < OLDEST_POSTGRESQL:
            wrong.append("PostgreSQL is older than 15")
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(ask)
    except DBAPIError:
        wrong.append(f"{spatial} is missing in this database; run `flask db upgrade`")
    return wrong
