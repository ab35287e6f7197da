"""Twenty submissions a second, for minutes: all are acknowledged, memory stays, nothing stays open (S12)."""

import os
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, or_, select, text

from app.core.clock import now
from app.extensions import db
from app.models import Job
from app.spatial import engine
from tests.chaos.killable import KillableServer, sleep
from tests.factories.people import UserFactory
from tests.factories.photos import small_photo
from tests.live import WorkerProcess
from tests.sync.device import element_parcel, give_key
from tests.sync.ledger import counts, faults_of
from tests.sync.uploader import Uploader

RATE, PHONES = 20, 16
EACH = 500  # things of one person: one may hand in 600 an hour
PHOTO_EVERY = 10
GROWTH_MB = 50
PATIENCE_S = 300  # after the last: for what had to come again
STILL_S = 60  # what waits to be done must grow less at least so often


@pytest.fixture
def soaked(app, database):
    """A server and a worker that nobody kills."""
    server, worker = KillableServer(app), WorkerProcess(app)
    server.wait_until_up()
    yield server, worker
    worker.stop()
    server.stop()


def made(url: str, count: int) -> Iterator[Uploader]:
    dice = random.Random(12)
    for number in range(count):
        if number % EACH == 0:
            db.session.rollback()  # the worker wrote in between
            person = UserFactory()
            key = give_key(person)
        parcel = element_parcel(person, shape=line(number))
        if number % PHOTO_EVERY == 0:
            parcel.photos = {str(element_parcel(person).id): small_photo((dice.randrange(250), 90, 60))}
        yield Uploader(url, key, parcel)


def line(number: int) -> str:
    """Return a line of its own for each: those in one spot would all be each other's doubles."""
    lon, lat = 6.55 + number % 150 * 0.001, 52.95 + number // 150 * 0.001
    return f'{{"type":"LineString","coordinates":[[{lon:.4f},{lat:.4f}],[{lon + 0.0004:.4f},{lat:.4f}]]}}'


def memory_mb(processes: list[int]) -> float:
    """Return what these processes hold that is theirs alone."""
    told = (Path(f"/proc/{one}/smaps_rollup").read_text() for one in processes)
    lines = (line.split() for each in told for line in each.splitlines() if line.startswith("Private_"))
    return sum(int(kilobytes) for _name, kilobytes, _unit in lines) / 1024


def soak(soaked, database_url: str, *, seconds: int) -> None:
    (server, worker), warm_s = soaked, seconds // 4
    sent = list(made(server.url, seconds * RATE))
    db.session.remove()  # a reader of its own would keep SQLite's log from ever being emptied
    dice, began, done = random.Random(21), time.monotonic(), []
    processes, before = [*server.workers(), worker.process.pid], 0.0
    with ThreadPoolExecutor(PHONES) as pool:
        for number, one in enumerate(sent):
            time.sleep(max(0.0, began + number / RATE - time.monotonic()))
            if number == warm_s * RATE:  # what is made once, as compiled pages, is made by now
                assert all(each.result() for each in done) and drains()
                began, before = time.monotonic() - warm_s, memory_mb(processes)
            done.append(
                pool.submit(one.until_complete, pause=lambda: sleep(dice), within_s=seconds + PATIENCE_S)
            )
        assert all(each.result() for each in done)
    late = time.monotonic() - began - seconds
    assert late < PATIENCE_S, "it cannot keep up with this"
    assert faults_of(sent) == [] and counts()[0] == len(sent)
    assert {status for one in sent for status in one.statuses} <= {200, 201, 404, 429, 503}
    assert drains(), "what had to be done later was not done"
    assert is_so(lambda: nothing_is_open(database_url), 10), "a transaction was left open"
    assert [*server.workers(), worker.process.pid] == processes, (
        "a process came anew: its memory says nothing"
    )
    growth = memory_mb(processes) - before
    assert growth < GROWTH_MB, f"{growth:.0f} MB more than after the first {warm_s} seconds"


def drains() -> bool:
    """Wait for all that was to be done later; tell whether it ever grew less until nothing was left."""
    while before := _due():
        if not is_so(lambda before=before: _due() < before, STILL_S):
            return False
    return True


def _due() -> int:
    db.session.rollback()
    jobs = select(func.count()).select_from(Job).where(or_(Job.due_at <= now(), Job.parked_at.is_not(None)))
    return db.session.scalar(jobs) or 0


def nothing_is_open(database_url: str) -> bool:
    """Tell whether no process keeps a transaction open: it would hold a lock, or old versions of rows."""
    db.session.remove()
    raw = create_engine(database_url, **engine.options(database_url))
    with raw.connect() as other:
        if raw.dialect.name == "sqlite":  # a log that somebody still reads cannot be emptied
            still = other.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0] == 0
        else:
            idle = "state LIKE 'idle in transaction%' AND datname = current_database()"
            still = not other.execute(text(f"SELECT count(*) FROM pg_stat_activity WHERE {idle}")).scalar()
    raw.dispose()
    return still


def is_so(asked: Callable[[], bool], within_s: float) -> bool:
    """Ask until it is; what is open for a moment is closed a moment later."""
    until = time.monotonic() + within_s
    while not (so := asked()) and time.monotonic() < until:
        time.sleep(0.2)
    return so


@pytest.mark.S12
@pytest.mark.chaos
@pytest.mark.once
@pytest.mark.committed
def test_eight_seconds_of_twenty_a_second(soaked, database_url):
    soak(soaked, database_url, seconds=8)


@pytest.mark.S12
@pytest.mark.chaos
@pytest.mark.slow
@pytest.mark.committed
def test_ten_minutes_of_twenty_a_second(soaked, database_url):
    soak(soaked, database_url, seconds=int(os.environ.get("SOAK_S", "600")))
