"""A lock that serves in order of arrival."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock


class FairLock:
    """One at a time, first come first served (a plain Lock lets a newcomer overtake)."""

    def __init__(self) -> None:
        """Start with nobody in line."""
        self._guard = Lock()
        self._line: deque[Event] = deque()

    @contextmanager
    def turn(self, *, wait_s: float) -> Iterator[None]:
        """Wait in line, be alone, call the next; raises TimeoutError after ``wait_s`` seconds."""
        mine = Event()
        with self._guard:
            self._line.append(mine)
            self._line[0].set()
        try:
            if not mine.wait(wait_s):
                raise TimeoutError
            yield
        finally:
            with self._guard:
                self._line.remove(mine)
                if self._line:
                    self._line[0].set()
