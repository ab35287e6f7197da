"""What eight devices hand in through HTTP, durable, against bare commits of the same database."""

import json
import os
import random
import statistics
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from app.core.clock import now, today
from app.extensions import db
from app.models import Element, Place, User
from tests.bench import elements, loading, pages, work, writers
from tests.bench.sending import Took, Whole, send
from tests.bench.speed import asked
from tests.bench.table import Line
from tests.pictures import jpeg
from tests.sync.device import Parcel, give_key, sha

WRITERS: Final = 8
WARM: Final = 10
EACH: Final = int(os.environ.get("HAARVATEN_BENCH_EACH", "60"))
EACH_WITH_PHOTO: Final = EACH // 2
STANDING: Final = 11_112
LOGS: Final = 50_000
THREADS: Final = 8  # of each of the two workers, as README says
SHRUNK: Final = (2016, 1512)  # a photo as the device makes it smaller
LEAST: Final = {"sqlite": 100, "postgresql": 150}
SLOWEST_MS: Final = 250


def fill() -> None:
    """Put in elements and work on them, so that what is handed in is looked at among others."""
    loading.load(elements.make(STANDING))
    authors, deciders = work.people(2000, word="Doener"), work.people(10, word="Beslisser")
    found = work.spots()
    work.put(lambda: work.logs(found, authors, LOGS, tag="done"), deciders)


def measure(app: Any, words: str, env: dict[str, str]) -> Iterator[Line]:
    """Let them hand in work and elements, first without and then with a photo each."""
    with app.app_context():
        people = [db.session.get_one(User, ident) for ident in work.people(WRITERS, word="Toestel")]
        keys = [give_key(person) for person in people]
        spots = _spots()
        least = LEAST[db.engine.dialect.name]
        picture = jpeg(SHRUNK)
        kinds = {"": (EACH, b""), ", one photo each": (EACH_WITH_PHOTO, picture)}
        with pages.serve("wsgi:app", env, Path.cwd(), threads=THREADS) as url:
            asked(url + "/health")
            for name, (each, photo) in kinds.items():
                make = _maker(people, keys, spots, photo)
                with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
                    apart.submit(send, url, make(WARM)).result()
                    took = apart.submit(send, url, make(each)).result()
                ids = [person.id for person in people]
                db.session.rollback()
                bare, _times, wrong = writers.together(writers.commits(app))
                assert not wrong
                people = [db.session.get_one(User, ident) for ident in ids]
                yield from _lines(f"{words}: {WRITERS} devices hand in{name}", took, bare, least)
        db.session.rollback()


def _lines(what: str, took: Took, bare: float, least: int) -> Iterator[Line]:
    rate, worst = len(took.each) / took.seconds, max(took.each) * 1000
    middle = statistics.median(took.each) * 1000
    against = f"bare commits of a row: {bare:.0f} a second"
    yield Line(f"{what}, its part of those", f"{rate / bare:.3f}", against, rate / bare, "")
    yield Line(
        f"{what}, whole ones a second", f"{rate:.0f}, median {middle:.0f} ms", against, rate, f"≥ {least}"
    )
    yield Line(f"{what}, the slowest", f"{worst:.0f} ms", f"{SLOWEST_MS} ms", worst, f"≤ {SLOWEST_MS}")
    told = f"{len(took.errors)} of {len(took.each)}" + (f": {took.errors[0]}" if took.errors else "")
    yield Line(f"{what}, errors", told, "none", float(len(took.errors)), "≤ 0")


def _spots() -> list[uuid.UUID]:
    """Return what stands and can be coppiced."""
    standing = select(Element.id).where(Element.is_public, Element.type_key == "wooded_bank")
    return list(db.session.scalars(standing.order_by(Element.id)))


def _maker(
    people: Sequence[User], keys: Sequence[str], spots: Sequence[uuid.UUID], photo: bytes
) -> Callable[[int], list[list[Whole]]]:
    """Return what makes so many things for each device: work and elements in turn."""
    place = db.session.scalars(select(Place.id).order_by(Place.name)).first()
    chance = random.Random(len(photo))
    owners = [person.id for person in people]

    def one(owner: uuid.UUID, key: str, number: int) -> Whole:
        photos = {str(uuid.uuid4()): photo} if photo else {}
        parcel = _work(owner, chance, spots) if number % 2 else _element(owner, chance, place)
        parcel.photos = photos
        common = {"Cookie": f"insturen={key}", "X-Haarvaten": "1", "X-Sent-At": now().isoformat()}
        requests = [(parcel.address, parcel.body, common | {"Content-Type": "application/json"})]
        for ident, data in photos.items():
            typed = common | {"Content-Type": "image/jpeg", "X-Sha256": sha(data)}
            requests.append((f"{parcel.address}/photos/{ident}", data, typed))
        return Whole(tuple(requests))

    return lambda each: [
        [one(owner, key, number) for number in range(each)] for owner, key in zip(owners, keys, strict=True)
    ]


def _work(owner: uuid.UUID, chance: random.Random, spots: Sequence[uuid.UUID]) -> Parcel:
    day = today() - timedelta(days=chance.randrange(300))
    fields = {
        "activity_key": "coppicing",
        "share": "1/3",
        "done_on": day.isoformat(),
        "people": "3",
        "hours": "2,5",
        "nest_check": "none_seen",
        "condition_after": "good",
        "notes": "Takken op een ril gelegd.",
        "people_ok": "y",
    }
    return Parcel(owner, kind="maintenance", fields=fields, about=chance.choice(spots))


def _element(owner: uuid.UUID, chance: random.Random, place: Any) -> Parcel:
    west, south = chance.uniform(6.2, 7.0), chance.uniform(52.65, 53.15)
    ends = [[round(west, 6), round(south, 6)], [round(west + 0.003, 6), round(south + 0.002, 6)]]
    shape = json.dumps({"type": "LineString", "coordinates": ends})
    fields = {
        "family": "lijn",
        "type_key": "wooded_bank",
        "shape": shape,
        "system": "wgs84",
        "place_id": str(place),
        "width_m": "4,5",
        "name": "Houtwal De Es",
        "owner_kind": "unknown",
        "consent": "unknown",
        "visibility": "",
        "condition": "fair",
        "age": "over_200",
        "story": "Hier liep vroeger\nde schaapsdrift.",
        "people_ok": "y",
    }
    return Parcel(owner, fields=fields)
