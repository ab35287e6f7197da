"""A copy of the whole database as it was at one moment, and a database made of such a copy."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError

from app.core.errors import BackupError

_PAGES: Final = 2000  # about 8 MB between two words about progress
_POSTGRESQL: Final = Path("/usr/lib/postgresql")
_OURS: Final = """
    SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname !~ '^(pg_|information_schema$)'
    AND NOT EXISTS (SELECT 1 FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
"""


def copy_out(engine: Engine, target: Path, progress: Callable[[str, int], None]) -> None:
    """Write all of the database to a new file while others go on writing; raises BackupError.

    SQLite by its backup API: ``VACUUM INTO`` may give rows other numbers, by which the spatial indexes
    know them.
    """
    if engine.dialect.name != "sqlite":
        wanted = ["--format=custom", "--no-owner", "--no-acl", "--no-comments", f"--file={target}"]
        _run("pg_dump", wanted, engine)
        return
    import pysqlite3.dbapi2  # noqa: PLC0415 (only where SQLite is used)

    def tell(_status: int, left: int, pages: int) -> None:
        progress("of the database copied", (pages - left) * 4096)

    raw = engine.raw_connection()
    copy = pysqlite3.dbapi2.connect(str(target))
    try:
        source: Any = raw.driver_connection
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master")  # holds this moment: the copy never starts anew
        source.backup(copy, pages=_PAGES, progress=tell, sleep=0)
        source.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a -wal beside it
    finally:
        copy.close()
        raw.close()


def copy_in(source: Path, engine: Engine) -> None:
    """Make an empty database what a copy says, wholly or not at all; takes the file away."""
    if engine.dialect.name == "sqlite":
        _make_database_file(source, Path(str(engine.url.database)))
        return
    _run(
        "pg_restore",
        ["--no-owner", "--no-acl", "--exit-on-error", "--single-transaction", str(source)],
        engine,
    )
    source.unlink()


def _make_database_file(source: Path, target: Path) -> None:
    draft = target.with_name(
        target.name + ".part"
    )  # on the disk of the target, so that the rename is one act
    shutil.move(source, draft)
    draft.rename(target)


def is_empty(engine: Engine) -> bool:
    """Tell whether nothing of anyone is in the database; raises BackupError when it cannot be opened."""
    if engine.dialect.name == "sqlite":
        path = Path(str(engine.url.database))
        return not path.exists() or path.stat().st_size == 0
    try:
        with engine.connect() as connection:
            return connection.exec_driver_sql(_OURS).scalar() == 0
    except DBAPIError as error:
        raise BackupError(f"The database cannot be opened: {_first_line(str(error.orig))}") from error


def find_damage(connection: Connection) -> list[str]:
    """Say what is wrong inside a database; PostgreSQL has looked at keys and rows when it loaded them."""
    if connection.dialect.name != "sqlite":
        return []
    wrong = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [*wrong, *(f"a row of {row[0]} points at a row of {row[2]} that is not there" for row in lost)]


def _run(name: str, words: list[str], engine: Engine) -> None:
    """Run a program of PostgreSQL on a database; the password travels apart, where nobody can list it."""
    whole = engine.url
    url = URL.create(  # ``set(password=None)`` would leave it in, as asterisks
        "postgresql", whole.username, None, whole.host, whole.port, whole.database, whole.query
    )
    secret = {"PGPASSWORD": engine.url.password} if engine.url.password else {}
    command = [_program(name), f"--dbname={url.render_as_string()}", *words]
    done = subprocess.run(command, env={**os.environ, **secret}, capture_output=True, text=True, check=False)  # noqa: S603 (our own words)
    if done.returncode:
        raise BackupError(f"{name} failed: {_first_line(done.stderr)}")


def _program(name: str) -> str:
    """Return where a program of PostgreSQL is; raises BackupError that says what to install."""
    versions = sorted(
        _POSTGRESQL.glob(f"*/bin/{name}"), key=lambda path: int(re.sub(r"\D", "", path.parts[4]) or 0)
    )
    found = shutil.which(name) or (str(versions[-1]) if versions else "")
    if not found:
        raise BackupError(
            f"{name} is missing. Install postgresql-client, of the version of your server or newer."
        )
    return found


def _first_line(text: str) -> str:
    return next((line for line in text.splitlines() if line.strip()), "no reason was given")
