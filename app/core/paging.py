"""A page of results by key, never by offset: page 9,000 costs as much as the first."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

T = TypeVar("T")
PAGE = 30


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows, and the key behind which the next ones start (empty at the end)."""

    rows: Sequence[T]
    next_key: str = ""

    def __iter__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204 (iterates over T)
        """Walk over the rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Count the rows on this page."""
        return len(self.rows)


def cut(rows: Sequence[T], *, size: int, key: Callable[[T], Sequence[str]]) -> Page[T]:
    """Make a page of ``size`` from up to ``size + 1`` rows that were read."""
    shown = rows[:size]
    return Page(shown, pack(key(shown[-1])) if len(rows) > size else "")


def pack(parts: Sequence[str]) -> str:
    """Write a key as one word for the address bar."""
    return base64.urlsafe_b64encode(json.dumps(list(parts)).encode()).decode().rstrip("=")


def unpack(word: str, *, parts: int) -> list[str] | None:
    """Read a key back; None when it is absent or was tampered with."""
    try:
        found = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return None
    right = isinstance(found, list) and len(found) == parts
    return found if right and all(isinstance(part, str) and _is_storable(part) for part in found) else None


def read_moment(text: str) -> datetime:
    """Read the moment of a key, in UTC; raises ValueError for what is none or has no zone."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    try:
        return found.astimezone(UTC)
    except OverflowError as error:  # the first or last day that can be written
        raise ValueError(text) from error


def _is_storable(part: str) -> bool:
    """Tell whether a database could hold the text: half a character or a NUL never came out of one."""
    return "\0" not in part and not any("\ud800" <= char <= "\udfff" for char in part)
