"""The desk, a million decided and ten thousand waiting: against its bare queries, and a desk of a hundred."""

import os
import statistics
from collections import defaultdict
from typing import Any, Final
from uuid import UUID

from app.core.ids import digest, secret_token
from app.extensions import db
from app.models import CoordinatorArea, Role, Session, User
from app.queries.desk import get_desk
from app.queries.desk_filter import EVERYTHING, DeskFilter
from app.queries.moderation import find_waiting, get_next
from app.services.moderation import decide
from app.services.verdicts import Verdict
from tests.bench import waiting, work
from tests.bench.dues import LOGS, against
from tests.bench.replay import sent_by, sent_for
from tests.bench.speed import asked, each_ms
from tests.bench.table import Line

DECIDED: Final = int(os.environ.get("HAARVATEN_BENCH_DECIDED", "1000000"))
WAITING: Final = 10_000
FEW: Final = 100
ROUNDS: Final = 3
EACH: Final = 10
DECISIONS: Final = 20


def fill() -> UUID:
    """Put in what was decided and what waits; returns the coordinator of all municipalities."""
    found = work.spots()
    authors = work.people(2000, word="Inzender")
    deciders = work.people(10, word="Nakijker", role=Role.COORDINATOR)
    codes = sorted({one.code for one in found})
    areas = [(deciders[0], code) for code in codes] + list(zip(deciders[1:], codes, strict=False))
    db.session.add_all(CoordinatorArea(person_id=who, municipality_code=code) for who, code in areas)
    db.session.commit()
    work.put(lambda: work.logs(found, authors, DECIDED - LOGS, tag="decided"), deciders)
    waiting.fill(authors, WAITING, assignee=deciders[0])
    return deciders[0]


def measure(app: Any, url: str, words: str, person_id: UUID) -> list[Line]:
    """Look at the desk as that coordinator does, and decide."""
    person = db.session.get_one(User, person_id)
    cookie = signed_in(person.id)
    item = find_waiting(person).rows[3].id
    paths = {"first page": "/controle", "an item": f"/controle/{item}"}
    return [
        *against_bare(app, url, words, person, cookie, paths),
        *against_few(url, words, cookie, paths),
        decisions(words, person_id),
    ]


def signed_in(ident: UUID) -> str:
    """Return the cookie of a browser in which this person is signed in."""
    token = secret_token()
    db.session.add(Session(person_id=ident, token_sha256=digest(token)))
    db.session.commit()
    return f"aanmelding={token}"


def against_bare(
    app: Any, url: str, words: str, person: User, cookie: str, paths: dict[str, str]
) -> list[Line]:
    """What fills the first page, its line and its counts; and whole pages, with all that is drawn."""

    def content() -> None:
        find_waiting(person)
        get_desk(person, EVERYTHING)

    lines = [against(f"{words}: desk, content of the first page", content, sent_by(content), "≤ 3")]
    for name, path in paths.items():
        sent = sent_for(app, path, cookie)
        lines.append(
            against(f"{words}: desk, {name}, as a page", lambda path=path: asked(url + path, cookie), sent)
        )
    return lines


def against_few(url: str, words: str, cookie: str, paths: dict[str, str]) -> list[Line]:
    """The same pages with a hundred waiting and with all, in turn; the best quarter counts."""
    times: dict[tuple[str, int], list[float]] = defaultdict(list)
    sizes: dict[tuple[str, int], int] = {}
    for _round in range(ROUNDS):
        for number in (FEW, WAITING):
            waiting.hold(None if number == WAITING else number)
            for name, path in paths.items():
                sizes[name, number] = len(asked(url + path, cookie))
                for _ in range(EACH):
                    times[name, number].append(each_ms(lambda path=path: asked(url + path, cookie)))
    lines = []
    for name in paths:
        many, few = (statistics.quantiles(times[name, number])[0] for number in (WAITING, FEW))
        what, peer = f"{words}: desk, {name}, {WAITING:,} waiting", f"{FEW} waiting: "
        lines.append(Line(what, f"{many:.1f} ms", f"{peer}{few:.1f}", many / few, "≤ 1.3"))
        big, small = sizes[name, WAITING], sizes[name, FEW]
        told = f"{big / 1024:.1f} KiB"
        lines.append(Line(f"{what}, size", told, f"{peer}{small / 1024:.1f}", big / small, "≤ 1.1"))
    return lines


def decisions(words: str, person_id: UUID) -> Line:
    """Approve what others saw, one after the other, each with the way to the next."""
    person = db.session.get_one(User, person_id)
    seen = DeskFilter(kind="presence_check")
    found = [(one.id, one.version) for one in find_waiting(person, seen, size=DECISIONS).rows]
    times = []
    for ident, version in found:
        verdict = Verdict(id=ident, version=version, step="publish")
        times.append(each_ms(lambda verdict=verdict: decide(verdict, actor=person)))
        times[-1] += each_ms(lambda ident=ident: get_next(ident, person, seen))
    took = statistics.median(times)
    return Line(f"{words}: desk, one decision and what comes next", f"{took:.1f} ms", "–", took, "")
