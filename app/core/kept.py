"""A small store in memory of bytes that are costly to make."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final

MOST: Final = 20_000  # entries: a key takes memory too, also when what it names is next to nothing


class Kept:
    """Keeps what was asked for last, up to ``max_bytes`` and ``most`` entries; threads may share it.

    For ``get`` the key must name the content: what it once stood for, it stands for always.
    """

    def __init__(self, *, max_bytes: int, most: int = MOST) -> None:
        """Start empty."""
        self._max_bytes, self._most, self._bytes = max_bytes, most, 0
        self._found: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return what is kept under ``key``, else make it; two at once may both make it."""
        found = self.last(key)
        if found is None:
            found = make()
            self.keep(key, found)
        return found

    def last(self, key: Hashable) -> bytes | None:
        """Return what is kept under ``key``, if it still is."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def keep(self, key: Hashable, made: bytes) -> None:
        """Keep this under ``key``, instead of what was; the oldest go when it is too much."""
        with self._lock:
            self._bytes += len(made) - len(self._found.pop(key, b""))
            self._found[key] = made
            while self._bytes > self._max_bytes or len(self._found) > self._most:
                _, oldest = self._found.popitem(last=False)
                self._bytes -= len(oldest)
