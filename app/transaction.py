"""One commit per use case; nothing else commits.

A guard has read before, in a plain BEGIN (who is this?). That read ends here and is never turned
into a write: SQLite refuses that at once when another wrote in between. Then the writer waits its
turn, loads the actor again, locked, and acts on what is true now.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import SessionTransactionOrigin, lazyload
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.orm.interfaces import ORMOption
from sqlalchemy.orm.util import identity_key

from app.core.errors import N_, BusyError, NotAllowedError
from app.core.garbage import collect_if_due
from app.core.outside import writing
from app.extensions import Model, db
from app.spatial.engine import folder_that_grows, lost_race, out_of_room, unavailable, write_turn
from app.storage.disk import check_room_for_text, full_for_text

P = ParamSpec("P")
T = TypeVar("T")
Row = TypeVar("Row", bound=Model)
BUSY: Final = N_("Het is nu druk. Probeer het zo nog eens.")


def transactional(use_case: Callable[P, T]) -> Callable[P, T]:
    """Run a use case as one transaction, or join the one that runs; again after a lost race.

    It may run three times, so no file, mail or request belongs inside. Raises BusyError when the
    database cannot be had, FullError when its disk has no room.
    """

    @wraps(use_case)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        if in_use_case():
            return use_case(*args, **kwargs)
        collect_if_due()  # a command or a long job is one request with many use cases
        for _ in range(2):
            try:
                return _once(use_case, *args, **kwargs)
            except (DBAPIError, StaleDataError) as error:
                if not lost_race(error):
                    raise
        return _once(use_case, *args, **kwargs)

    return run


def _once(use_case: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    session = db.session()
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("something was changed before the use case began")
    session.rollback()
    engine = session.get_bind().engine
    if folder := folder_that_grows(engine):
        check_room_for_text(folder)
    try:
        with write_turn(engine) as options, session.begin(), writing():
            session.connection(execution_options=options)
            if isinstance(actor := kwargs.get("actor"), Model):
                kwargs["actor"] = load(type(actor), inspect(actor).identity, lazyload("*"))
                if not getattr(kwargs["actor"], "is_active", False):  # gone, or closed a moment ago
                    raise NotAllowedError(N_("Dit account bestaat niet meer."))
            return use_case(*args, **kwargs)
    except DBAPIError as error:
        if out_of_room(error):
            raise full_for_text() from error
        if unavailable(error):
            raise BusyError(BUSY, retry_after_s=10) from error
        raise


@contextmanager
def naming_a_busy_database() -> Iterator[None]:
    """Say BusyError where a read outside a use case cannot have the database."""
    try:
        yield
    except SQLAlchemyError as error:
        if unavailable(error):
            raise BusyError(BUSY, retry_after_s=10) from error
        raise


def load(model: type[Row], ident: Any, *how: ORMOption) -> Row | None:
    """Read a row as it is now and keep others from changing it until the commit."""
    known = db.session().identity_map.get(identity_key(model, ident))
    if isinstance(known, model) and inspect(known).expired and inspect(model).version_id_col is not None:
        again: Row | None = _read_again(type(known), ident)
        return again
    return db.session.get(model, ident, with_for_update={"key_share": True}, options=how or None)


def _read_again(kind: Any, ident: Any) -> Any:
    """Read what nobody has looked at in this transaction, by one query.

    get() would first read it unlocked, only to compare its version with that of the locked row.
    """
    wanted = select(kind).where(kind.id == ident).with_for_update(key_share=True)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()


def in_use_case() -> bool:
    """Tell whether a write transaction is open (mail, files and requests are refused there)."""
    current = db.session().get_transaction()
    return current is not None and current.origin is not SessionTransactionOrigin.AUTOBEGIN
