"""Take jobs one by one, do them, and say what became of each."""

import logging
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from typing import Any

from flask import Flask

from app import queue
from app.config import settings
from app.core.clock import HOME, now, today
from app.core.errors import BusyError, FullError, UnreachableError
from app.core.ids import new_id
from app.jobs import DAILY, JOBS

log = logging.getLogger(__name__)

IDLE_S = 1.0
LONGEST = timedelta(minutes=15)  # a job that hangs longer loses its lease
WAIT = (UnreachableError, BusyError, FullError)  # not the job's fault


class Worker:
    """One worker; several may run, on one server or on many."""

    def __init__(self, app: Flask, *, jobs: Mapping[str, Callable[..., Any]] = JOBS) -> None:
        """Work for this app; ``jobs`` says which function a name calls."""
        self.app = app
        self.jobs = jobs
        self.name = f"{os.uname().nodename}:{os.getpid()}:{new_id().hex[:8]}"
        self._stop = threading.Event()

    def stop(self) -> None:
        """Finish the job in hand, then end; safe in a signal handler and from another thread."""
        self._stop.set()

    def run(self) -> None:
        """Work until stop() is called."""
        planned = None
        while not self._stop.is_set():
            try:
                if planned != today():
                    self._plan_the_day()
                    planned = today()
                worked = self.work_once()
            except (BusyError, FullError):
                log.warning("the database cannot be had, or its disk is full; waiting")
                worked = False
            if not worked:
                self._stop.wait(IDLE_S)

    def run_until_empty(self) -> int:
        """Work until nothing is due; return how many jobs were tried."""
        count = 0
        while not self._stop.is_set() and self.work_once():
            count += 1
        return count

    def work_once(self) -> bool:
        """Do the job that is due longest; tell whether there was one. Raises BusyError."""
        with self.app.app_context():
            mine = queue.claim(self.name, host=settings().host)
        if mine is None:
            return False
        with self.app.app_context():  # a session of its own for each step
            failed = self._do(mine)
        if failed is not None:
            with self.app.app_context():
                failed()
        return True

    def _do(self, mine: queue.Claim) -> Callable[[], None] | None:
        """Call the function; return what to do when that went wrong."""
        try:
            with queue.running(mine), self._renewing(mine):
                self.jobs[mine.name](**mine.payload)
        except WAIT as error:
            log.warning("job %s %s waits: %s", mine.name, mine.id, _short(error))
            why = _short(error)
            return lambda: queue.pause(mine, why)
        except Exception as error:
            log.exception("job %s %s failed", mine.name, mine.id)
            why = _short(error)
            return lambda: queue.fail(mine, why)
        queue.finish(mine, missing_ok=True)
        return None

    @contextmanager
    def _renewing(self, mine: queue.Claim) -> Iterator[None]:
        """Keep the lease in the background while the job runs."""
        over = threading.Event()
        until = now() + LONGEST

        def renew() -> None:
            while not over.wait(queue.LEASE.total_seconds() / 3) and now() < until:
                try:
                    with self.app.app_context():
                        queue.renew(mine)
                except (BusyError, FullError):
                    log.warning("the lease of job %s could not be renewed", mine.id)

        thread = threading.Thread(target=renew, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _plan_the_day(self) -> None:
        with self.app.app_context():
            for name, hour in DAILY.items():
                queue.add_unless_waiting(name, due_at=coming(hour))


def coming(hour: time) -> datetime:
    """Return when it is that hour next, on the clock of Drenthe."""
    local = now().astimezone(HOME)
    day = local.date() if local.time() < hour else local.date() + timedelta(days=1)
    return datetime.combine(day, hour, HOME)


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
