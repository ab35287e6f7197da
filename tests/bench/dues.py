"""The due list of ten thousand elements with fifty thousand logs, worked out by the app's own job."""

import gc
import statistics
import time
from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import func, select

from app import queue
from app.core.clock import today
from app.extensions import db
from app.jobs.worker import Worker
from app.models import ElementDue
from app.queries.dues import DueFilter, find_due
from app.queries.seasons import good_time
from app.services.dues import REFRESH
from tests.bench import elements, loading, work
from tests.bench.replay import bare, sent_by, sent_for
from tests.bench.speed import asked, each_ms
from tests.bench.table import Line

MANY: Final = 11_112  # one in ten waits for the desk: ten thousand stand
LOGS: Final = 50_000
ROUNDS: Final = 25
VISITOR: Final = "haarvaten=bench"  # no page that was kept for visitors is used


def fill(app: Any, words: str) -> list[Line]:
    """Put in elements and logs, and let the job work out what is due."""
    loading.load(elements.make(MANY))
    authors, deciders = work.people(2000, word="Schrijver"), work.people(10, word="Kijker")
    found = work.spots()
    work.put(lambda: work.logs(found, authors, LOGS, tag="dues"), deciders)
    queue.add(REFRESH)
    db.session.commit()
    started = time.perf_counter()
    Worker(app).run_until_empty()
    took = time.perf_counter() - started
    rows = db.session.scalar(select(func.count()).select_from(ElementDue))
    loading.analyze()
    told = f"{took:.0f} s, {rows:,} rows"
    return [Line(f"{words}: what is due on {len(found):,} elements with {LOGS:,} logs", told, "–", took, "")]


def measure(app: Any, url: str, words: str) -> list[Line]:
    """Ask for pages of the list, each in turn with the same statements straight through the driver."""
    lines, good = [], good_time(today())
    key = ""
    for _page in range(40):
        key = find_due(DueFilter(), good=good, viewer=None, after=key).next_key
    common = db.session.scalar(
        select(ElementDue.activity_key).group_by(ElementDue.activity_key).order_by(func.count().desc())
    )
    asks = {
        "first page": (DueFilter(), "", ""),
        "page 41": (DueFilter(), key, f"?na={key}"),
        "one kind of work": (DueFilter(activity_key=common or ""), "", f"?werk={common}"),
        "in good time": (DueFilter(good_only=True), "", "?goede-tijd=1"),
    }
    for name, (wanted, after, query) in asks.items():

        def rows(wanted: DueFilter = wanted, after: str = after) -> None:
            find_due(wanted, good=good, viewer=None, after=after)

        def page(path: str = f"/onderhoud{query}") -> None:
            asked(url + path, VISITOR)

        lines.append(against(f"{words}: due list, {name}, its rows", rows, sent_by(rows)))
        sent = sent_for(app, f"/onderhoud{query}", VISITOR)
        lines.append(against(f"{words}: due list, {name}, as a page", page, sent))
    return lines


def against(what: str, run: Callable[[], Any], sent: list[Any], goal: str = "") -> Line:
    """Measure in turn with the bare statements; the best quarter of the rounds counts.

    What the bench itself made is kept from Python's collector, which would count as the app's.
    """
    gc.collect()
    gc.freeze()
    raw, pairs = bare(sent), []
    for _ in range(3):
        run()
        raw()
    for number in range(ROUNDS):
        sides = (run, raw) if number % 2 else (raw, run)
        took = [each_ms(side) for side in sides]
        pairs.append(took if number % 2 else took[::-1])
    ours, peer = (statistics.quantiles(side)[0] for side in zip(*pairs, strict=True))
    told = f"its {len(sent)} statements bare: {peer:.1f} ms"
    return Line(what, f"{ours:.1f} ms", told, ours / peer, goal)
