"""Sightings among three hundred thousand: the list with its filters, and what stands on an element's page.

Each is asked in turn with its own statements straight through the driver; a page far away with the first.
"""

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

import numpy as np
import shapely
from sqlalchemy import func, select

from app.core.clock import now, today
from app.core.paging import pack
from app.core.sensitivity import UNCERTAINTY_M, period_of
from app.extensions import db
from app.models import Municipality, Sighting, Species
from app.queries.sightings import SightingFilter, find_sightings
from app.spatial.crs import _from_rd, _to_rd
from tests.bench import loading, waiting, work
from tests.bench.dues import VISITOR, against
from tests.bench.elements import SEED
from tests.bench.replay import sent_by, sent_for
from tests.bench.speed import asked, each_ms
from tests.bench.table import Line

MANY: Final = int(os.environ.get("HAARVATEN_BENCH_SIGHTINGS", "300000"))
WEST, SOUTH, EAST, NORTH = 6.15, 52.65, 7.05, 53.15  # degrees, inside Drenthe's box
PHOTO_EACH: Final = 3  # one in so many has a photo
DAYS: Final = 10 * 365
FAR: Final = min(9000 * 24, MANY // 2)
COLUMNS: Final = [
    "id",
    "claimed_key",
    "claim_text",
    "claim_group",
    "species_key",
    "certainty",
    "number",
    "stage",
    "behaviour",
    "origin",
    "absent",
    "notes",
    "licence",
    "place_edits",
    "blur_km",
    "seen_from",
    "accuracy_m",
    "square",
    "village",
    "town_code",
    "shape",
    "shape_3857",
]


def fill() -> None:
    """Put in published sightings of all shipped species, the common ones more often than the rare."""
    authors = work.people(2000, word="Waarnemer")
    kinds = db.session.scalars(select(Species).where(Species.source == "").order_by(Species.position)).all()
    towns = db.session.scalars(select(Municipality.code).order_by(Municipality.code)).all()
    chance = random.Random(SEED)
    chosen = chance.choices(kinds, weights=[1 if kind.blur_km else 8 for kind in kinds], k=MANY)
    days = [today() - timedelta(days=chance.randrange(DAYS)) for _ in range(MANY)]
    step = 2**32 // MANY  # in the order of the ids, which fills an index much faster
    ids = [UUID(int=(at * step << 96) + chance.getrandbits(96), version=4) for at in range(MANY)]
    facts = [
        (kind.key, kind.blur_km, period_of(day, kind.blur_km)) for kind, day in zip(chosen, days, strict=True)
    ]
    db.session.rollback()  # a reader would keep what is put in now out of the file itself
    with loading.without_indexes("submission", "sighting"):
        loading.put("submission", loading.SUBMISSION, _parents(ids, authors, towns, days))
        loading.put("sighting", COLUMNS, _children(ids, facts, towns))
    own = zip(ids[::PHOTO_EACH], authors * (MANY // len(authors) + 1), strict=False)
    waiting.put_photos([(ident, author, now()) for ident, author in own])
    loading.analyze()


def measure(app: Any, url: str, words: str) -> Iterator[Line]:
    """Ask for rows and pages of the list as people filter it."""
    stored = db.session.scalar(select(func.count()).select_from(Sighting)) or 0
    assert stored >= MANY, f"{stored} sightings are fewer than the table says"
    often = Counter(db.session.scalars(select(Sighting.species_key).limit(MANY // 10)))
    (common, _), *_more, (rare, _) = often.most_common()
    square = db.session.scalar(select(Sighting.square).where(Sighting.blur_km == 0).limit(1)) or ""
    year = today().year - 3
    asks = {
        "first page": (SightingFilter(), ""),
        "a common species": (SightingFilter(species_key=common), ""),
        "a rare species": (SightingFilter(species_key=rare), ""),
        "one group": (SightingFilter(group="fungus"), "?groep=fungus"),
        "Red List": (SightingFilter(red_list=True), "?rode-lijst=1"),
        "invasive": (SightingFilter(invasive=True), "?invasief=1"),
        "one municipality": (SightingFilter(town="GM0106"), "?gemeente=GM0106"),
        "one square": (SightingFilter(square=square), f"?hok={square}"),
        "one year": (SightingFilter(year=year), f"?jaar={year}"),
        "with a photo": (SightingFilter(with_photo=True), "?foto=1"),
    }
    for name, (wanted, query) in asks.items():
        yield from _asked_for(app, url, f"{words}: {MANY:,} sightings, {name}", wanted, query)
    yield _far(f"{words}: {MANY:,} sightings, page 9,000")


def _asked_for(app: Any, url: str, what: str, wanted: SightingFilter, query: str) -> Iterator[Line]:
    def rows() -> None:
        find_sightings(wanted)

    yield against(f"{what}, its rows", rows, sent_by(rows))
    if query or not wanted.species_key:
        path = f"/waarnemingen{query}"
        yield against(f"{what}, as a page", lambda: asked(url + path, VISITOR), sent_for(app, path, VISITOR))


def _far(what: str) -> Line:
    """By key, so that a page far away costs what the first does."""
    order = (Sighting.seen_from.desc(), Sighting.id.desc())
    row = db.session.execute(
        select(Sighting.seen_from, Sighting.id).order_by(*order).offset(FAR).limit(1)
    ).one()
    after = pack((row[0].isoformat(), row[1].hex))
    first, far = (_best(lambda key=key: find_sightings(SightingFilter(), after=key)) for key in ("", after))
    return Line(what, f"{far:.1f} ms", f"first page: {first:.1f}", far / first, "≤ 1.5")


def _best(run: Callable[[], object], rounds: int = 15) -> float:
    return sorted(each_ms(run) for _ in range(rounds))[rounds // 4]


def _parents(
    ids: Sequence[UUID], authors: Sequence[UUID], towns: Sequence[str], days: Sequence[date]
) -> Iterator[tuple[Any, ...]]:
    for at, (ident, day) in enumerate(zip(ids, days, strict=True)):
        kept = ("published", 2, False, 1, f"{day} 12:00:00", "[]", "0" * 64, 1)
        yield (ident, "sighting", authors[at % len(authors)], towns[at % len(towns)], *kept)


def _children(
    ids: Sequence[UUID], facts: Sequence[tuple[str, int, date]], towns: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    """Say where: a random spot, or the middle of its square in RD New where the species is vulnerable."""
    blur = np.array([km for _key, km, _day in facts])
    spots, squares = _places(blur)
    degrees, flat = shapely.to_wkb(spots), shapely.to_wkb(loading.mercator(spots))
    plain = ("unknown", "unknown", "unknown", False, "", "cc_by", 0)
    for at, (key, km, day) in enumerate(facts):
        where = (squares[at], "Voorbeeld", towns[at % len(towns)], degrees[at], flat[at])
        named = (ids[at], key, "", "", key, "sure", None)
        yield (*named, *plain, km, f"{day}", float(UNCERTAINTY_M.get(km, 8)), *where)


def _places(blur: Any) -> tuple[Any, list[str]]:
    chance = np.random.default_rng(7)
    lon, lat = chance.uniform(WEST, EAST, len(blur)), chance.uniform(SOUTH, NORTH, len(blur))
    x, y = _to_rd().transform(lon, lat)
    side = np.where(blur == 0, 1, blur) * 1000
    left, low = x // side * side, y // side * side
    middle = _from_rd().transform(left + side / 2, low + side / 2)
    shown = [np.where(blur == 0, true, coarse) for true, coarse in zip((lon, lat), middle, strict=True)]
    squares = [f"{int(a) // 1000}-{int(b) // 1000}" for a, b in zip(left, low, strict=True)]
    return shapely.points(*shown), squares
