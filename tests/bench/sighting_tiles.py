"""The map of sightings among very many: tiles as they are looked at, against their own statements bare."""

import random
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import shapely
from sqlalchemy import func, select

from app.extensions import db
from app.models import Sighting
from app.queries.sighting_tiles import FIRST, LAST, place
from app.spatial.tiles import WORLD_M, Tile
from tests.bench.elements import SEED
from tests.bench.pages import serve
from tests.bench.replay import bare, sent_for
from tests.bench.speed import asked, each_ms
from tests.bench.table import Line

EACH: Final = 60  # tiles of each zoom
NOBODY: Final = "a=b"


def measure(app: Any, env: dict[str, str], words: str) -> Iterator[Line]:
    """Ask for tiles that a server has not made yet, in turn with what it asks the database for them."""
    spots = _spots()
    with serve("wsgi:app", env, Path.cwd()) as url:
        asked(url + "/health")
        for zoom in range(FIRST, LAST + 1):
            paths = [f"/tegels/waarnemingen/{one.z}/{one.x}/{one.y}.mvt" for one in _tiles(zoom, spots)]
            ours, peer = zip(*(_both(app, url, at, path) for at, path in enumerate(paths)), strict=True)
            mine, theirs = statistics.median(ours), statistics.median(peer)
            what = f"{words}: a tile of sightings, z{zoom}, median of {len(paths)}"
            yield Line(what, f"{mine:.1f} ms", f"its statements bare: {theirs:.1f}", mine / theirs, "")


def _both(app: Any, url: str, at: int, path: str) -> tuple[float, float]:
    raw = bare(sent_for(app, path, NOBODY))
    raw()  # both find the pages of the database in memory
    if at % 2:
        return each_ms(lambda: asked(url + path)), each_ms(raw)
    peer = each_ms(raw)
    return each_ms(lambda: asked(url + path)), peer


def _spots() -> list[Any]:
    """Return where some were seen, in Web Mercator: where there is more, people look more often."""
    some = select(func.ST_AsBinary(place)).where(Sighting.blur_km == 0).limit(20_000)
    found = [shapely.from_wkb(bytes(one)) for one in db.session.scalars(some)]
    random.Random(SEED).shuffle(found)
    return found


def _tiles(zoom: int, spots: list[Any]) -> list[Tile]:
    """Return tiles around them, none twice."""
    size, found = 2 * WORLD_M / (1 << zoom), {}
    for spot in spots:
        at = int((spot.x + WORLD_M) // size), int((WORLD_M - spot.y) // size)
        found[at] = Tile(zoom, *at)
        if len(found) == EACH:
            break
    return list(found.values())
