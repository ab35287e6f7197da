"""How each database is opened and how a writer waits its turn; the only place that asks which it is."""

import fcntl
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, event
from sqlalchemy.exc import DBAPIError, IntegrityError, InvalidatePoolError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import ConnectionPoolEntry

from app.core.errors import N_, BusyError
from app.core.fair import FairLock
from app.spatial import mvt, safety
from app.spatial.exact import reading_exact_places

ALONE = {"alone": True}
BUSY_S = 10
TURN_S = 8  # what writes waits less, so that its page is made and sent within 11 seconds (D09)
SPATIALITE = "mod_spatialite"
POOL = 16
TELLS_A_ROW = re.compile(r"\n(?:DETAIL|CONTEXT):")
PAUSE_S = 1  # a connection that was used more recently is not asked whether it is still there


def options(url: str) -> dict[str, Any]:
    """Return what create_engine() needs besides the address; the log of a broken query holds no values."""
    if not url.startswith("sqlite"):
        connect: dict[str, Any] = {
            # many short questions: to share one out among processes takes longer than to answer it;
            # and a plan that is for any tile reads half the table for a small one
            "options": f"-c lock_timeout={TURN_S}s -c timezone=UTC -c max_parallel_workers_per_gather=0"
            " -c plan_cache_mode=force_custom_plan",
            "connect_timeout": BUSY_S,
        }
        return {
            "hide_parameters": True,
            "pool_size": POOL,
            "max_overflow": 0,
            "pool_timeout": BUSY_S,
            "connect_args": connect,
        }
    import pysqlite3.dbapi2  # noqa: PLC0415 (only where SQLite is used)

    connect = {"isolation_level": None, "timeout": BUSY_S, "check_same_thread": False}
    return {
        "module": pysqlite3.dbapi2,
        "hide_parameters": True,
        "connect_args": connect,
        "pool_size": POOL,
        "max_overflow": 0,
        "pool_timeout": BUSY_S,
    }


def prepare(engine: Engine) -> None:
    """Teach a SQLite engine space, safety and our own BEGIN, and another to notice a server that went."""
    if engine.dialect.name == "sqlite":
        if engine.url.database:
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        event.listen(engine, "connect", _open)
        event.listen(engine, "begin", _begin)
    else:
        event.listen(engine, "checkin", _leave)
        event.listen(engine, "checkout", partial(_ask_after_a_pause, engine))
        event.listen(engine, "handle_error", _without_rows)


def _without_rows(context: ExceptionContext) -> None:
    """PostgreSQL tells in an error what the row holds; a log may not know names and places (L12)."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args and isinstance(error.args[0], str):
            error.args = (TELLS_A_ROW.split(error.args[0])[0], *error.args[1:])


def _leave(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info["left_at"] = time.monotonic()


def _ask_after_a_pause(engine: Engine, connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:
    """Ask a connection that lay unused whether its server is there; three in each request would be dear."""
    left_at = record.info.get("left_at")
    if left_at is None or time.monotonic() - left_at < PAUSE_S:
        return
    try:
        engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error as error:
        raise InvalidatePoolError from error


def _open(connection: Any, _record: object) -> None:
    connection.enable_load_extension(True)  # noqa: FBT003 (takes no keyword)
    connection.load_extension(SPATIALITE)
    connection.enable_load_extension(False)  # noqa: FBT003 (takes no keyword)
    connection.create_function("tile_shape", 5, mvt.carry, deterministic=True)
    connection.create_aggregate("as_mvt", -1, mvt.Layer)
    patience = f"busy_timeout={BUSY_S * 1000}"  # loading SpatiaLite puts it back to 5 seconds
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", patience):
        connection.execute(f"PRAGMA {pragma}")
    if wrong := safety.sqlite_complaints(connection):
        raise RuntimeError("; ".join(wrong))


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("alone"):
        return
    if "write_until" not in options:
        connection.exec_driver_sql("BEGIN")
        return
    raw: Any = connection.connection.driver_connection
    left_s = max(0.0, options["write_until"] - time.monotonic())
    raw.execute(f"PRAGMA busy_timeout={int(left_s * 1000)}")  # what it waited in line is spent
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        raw.execute(f"PRAGMA busy_timeout={BUSY_S * 1000}")


@contextmanager
def one_question(bind: Engine | Connection) -> Iterator[Connection]:
    """Give a connection for a single question: no transaction to begin and end around it.

    To begin and end one are two more trips to PostgreSQL, which is most of what a small tile costs.
    Who has a connection already gets that one.
    """
    if isinstance(bind, Connection):
        yield bind
        return
    with bind.connect() as connection:
        options = ALONE if bind.dialect.name == "sqlite" else {"isolation_level": "AUTOCOMMIT"}
        yield connection.execution_options(**options)


def read_by_questions(session: Session) -> None:
    """Let a session that begins to read ask without a transaction where each question sees the latest anyway.

    That is so on PostgreSQL, where to begin and to end are two more trips; SQLite keeps one view for all.
    """
    bind = session.get_bind()
    if isinstance(bind, Engine) and bind.dialect.name != "sqlite":
        session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})


@cache
def _line(_path: str) -> FairLock:
    return FairLock()


@contextmanager
def write_turn(engine: Engine) -> Iterator[dict[str, Any]]:
    """Wait in line to write: threads in order of arrival, then processes by locks on two files.

    Who comes through the door is the next to have its turn: the process that just had it, and whose next
    thread is there at once, finds another one at the door and cannot pass it over and over.
    Gives the execution options of a connection that writes. Waiting in line and for the database takes
    ``TURN_S`` seconds together (D09); raises BusyError when they are over in the line.
    """
    until = time.monotonic() + TURN_S
    options, path = {"write_until": until}, engine.url.database
    if engine.dialect.name != "sqlite" or not path:
        yield options
        return
    try:
        with (
            _line(path).turn(wait_s=TURN_S),
            Path(f"{path}-door").open("wb") as door,
            Path(f"{path}-turn").open("wb") as turn,
        ):
            _take(door.fileno(), until)  # closing the file, or dying, gives it back
            _take(turn.fileno(), until)
            fcntl.flock(door, fcntl.LOCK_UN)
            yield options
    except TimeoutError:
        raise BusyError(N_("Het is nu druk. Probeer het zo nog eens."), retry_after_s=BUSY_S) from None


def _take(descriptor: int, until: float) -> None:
    """Take a lock of processes; looks often, since flock knows no time-out."""
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise TimeoutError from None
            time.sleep(0.0003)  # another process gives it back for no longer than that
        else:
            return


def folder_that_grows(engine: Engine) -> Path | None:
    """Return the folder on whose disk a commit needs room; None when another server sees to that."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return None
    return Path(engine.url.database).parent


def lost_race(error: Exception) -> bool:
    """Tell whether someone else was first, so that another try sees what they did."""
    if isinstance(error, DBAPIError):
        return isinstance(error, IntegrityError) or getattr(error.orig, "sqlstate", "") in {"40P01", "40001"}
    return isinstance(error, StaleDataError)


def out_of_room(error: Exception) -> bool:
    """Tell whether the database found no room on its disk."""
    if not isinstance(error, DBAPIError):
        return False
    return "disk is full" in str(error.orig) or getattr(error.orig, "sqlstate", None) == "53100"


def unavailable(error: Exception) -> bool:
    """Tell whether the database is locked, full of visitors or gone, so that later may work."""
    if isinstance(error, PoolTimeoutError):
        return True
    if not isinstance(error, OperationalError):
        return False
    state = getattr(error.orig, "sqlstate", None)
    return (
        "is locked" in str(error.orig) or state is None or state[:2] in {"08", "53", "57"} or state == "55P03"
    )


def make_spatial(connection: Connection) -> None:
    """Give an empty database its spatial tables or extension; may be repeated."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS postgis")
    elif connection.exec_driver_sql("SELECT CheckSpatialMetaData()").scalar() == 0:
        connection.exec_driver_sql("SELECT InitSpatialMetaData(0)")


def indexes_are_sound(connection: Connection) -> bool:
    """Tell whether every spatial index agrees with its table; PostgreSQL keeps its own in order."""
    if connection.dialect.name != "sqlite":
        return True
    with reading_exact_places():
        return bool(connection.exec_driver_sql("SELECT CheckSpatialIndex()").scalar())
