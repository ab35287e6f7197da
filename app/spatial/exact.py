"""The gate before true places: whoever reads them says so, and nothing else can (L02).

In the tests a role without SELECT (PostgreSQL) and an authorizer (SQLite) stand at the gate: what reads
the table with the gate closed fails.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

TABLE = "exact_place"
_open: ContextVar[bool] = ContextVar("exact places may be read", default=False)


@contextmanager
def reading_exact_places() -> Iterator[None]:
    """Open the gate for the questions asked within."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def may_read_exact_places() -> bool:
    """Tell whether the gate is open."""
    return _open.get()
