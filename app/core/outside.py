"""Files, pictures, mail and requests stay outside write transactions (D08).

A use case may run three times and others wait for it: what is slow, or cannot be undone, comes
before or after. The seams to the outside world ask here, so a mistake fails the first test that
meets it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_writing: ContextVar[bool] = ContextVar("writing", default=False)


@contextmanager
def writing() -> Iterator[None]:
    """Mark that a write transaction is open."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def refuse_while_writing(what: str) -> None:
    """Raise RuntimeError when a write transaction is open; ``what`` names the work in the log."""
    if _writing.get():
        raise RuntimeError(f"{what} inside a write transaction")
