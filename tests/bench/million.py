"""Map and list among a million: tiles against the bare query and tipg, pages by key, boxes by index."""

import gzip
import os
import random
import statistics
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import shapely
from sqlalchemy import select, text

from app.core.paging import pack
from app.extensions import db
from app.models import Element
from app.queries.element_filter import ElementFilter
from app.queries.elements import Order, _key_of, find_elements
from app.queries.map import SHAPES_FROM, is_public, table, tile_select
from app.routes._tiles import LEVEL
from app.spatial.functions import within_box
from app.spatial.tiles import WORLD_M, Tile
from tests.bench import elements, loading, tipg
from tests.bench.pages import serve
from tests.bench.speed import asked, clocked, each_ms
from tests.bench.table import Line

MANY: Final = int(os.environ.get("HAARVATEN_BENCH_ELEMENTS", "1000000"))
TILES: Final = 500
ZOOMS: Final = range(8, 17)
LARGEST_KIB: Final = 100
ALL: Final = ElementFilter()
PAGE_9000: Final = 9000


def measure(app: Any, words: str, env: dict[str, str]) -> list[Line]:
    """Fill the empty database of the app and measure; ``words`` names it."""
    with app.app_context():
        made = elements.make(MANY)
        started = time.perf_counter()
        loading.load(made)
        took = time.perf_counter() - started
        tiles = choose(made.shapes)
        lines = [Line(f"{words}: {MANY:,} elements put in", f"{took:.0f} s", "–", took, "")]
        with serve("wsgi:app", env, Path.cwd()) as url:
            asked(url + "/health")
            lines += against_bare(url, tiles, words)
            lines += sizes(tiles, words)
            lines += lists(url, words)
        lines += boxes(made.shapes, words)
        if db.engine.dialect.name == "postgresql":
            lines += tipg.measure(tiles, words, lambda chosen: served(env, chosen))
        db.session.rollback()
    return lines


def choose(shapes: Any) -> list[Tile]:
    """Tiles around elements: where there is more, people look more often. No tile twice."""
    chance, found = random.Random(elements.SEED), {}
    while len(found) < TILES:
        spot = shapely.centroid(shapes[chance.randrange(len(shapes))])
        (merc,) = shapely.get_coordinates(loading.mercator(spot))
        zoom = chance.choice(ZOOMS)
        size = 2 * WORLD_M / (1 << zoom)
        tile = Tile(zoom, int((merc[0] + WORLD_M) // size), int((WORLD_M - merc[1]) // size))
        found[tile.z, tile.x, tile.y] = tile
    return list(found.values())


def address(tile: Tile) -> str:
    return f"/tegels/elementen/{tile.z}/{tile.x}/{tile.y}.mvt"


def served(env: dict[str, str], tiles: list[Tile]) -> float:
    """Return tiles per second through HTTP, from servers that have none of them yet."""
    with serve("wsgi:app", env, Path.cwd()) as url:
        asked(url + "/health")
        return clocked([url + address(tile) for tile in tiles])


def bare(tile: Tile) -> Callable[[], bytes]:
    """The same content straight from the driver: no app, no packing, the SQL made before."""
    query = tile_select(ALL, near=tile.z >= SHAPES_FROM, good=ALL.good_time()).params(tile.values())
    said = str(query.compile(dialect=db.engine.dialect, compile_kwargs={"literal_binds": True}))
    cursor = db.session.connection().connection.cursor()

    def run() -> bytes:
        cursor.execute(said.replace("%%", "%"))
        return bytes(cursor.fetchone()[0] or b"")

    return run


def against_bare(url: str, tiles: list[Tile], words: str) -> list[Line]:
    by_zoom: dict[int, tuple[list[float], list[float]]] = {}
    ours_s = bare_s = 0.0
    runs = [(tile, bare(tile)) for tile in tiles]
    for _, run in runs:
        run()  # both find the pages of the database in memory
    for number, (tile, run) in enumerate(runs):
        sides = [run, lambda tile=tile: asked(url + address(tile))]
        if number % 2:  # who is second finds them in the processor too
            mine, raw = map(each_ms, reversed(sides))
        else:
            raw, mine = map(each_ms, sides)
        ours_s, bare_s = ours_s + mine, bare_s + raw
        found = by_zoom.setdefault(tile.z, ([], []))
        found[0].append(mine)
        found[1].append(raw)
    lines = [
        Line(
            f"{words}: {len(tiles)} tiles z8–z16, mixed, one at a time through HTTP",
            f"{len(tiles) / ours_s * 1000:.0f} tiles/s",
            f"bare query of the same content: {len(tiles) / bare_s * 1000:.0f}",
            bare_s / ours_s,
            "≥ 0.75",
        )
    ]
    for zoom, (mine, raw) in sorted(by_zoom.items()):
        ours, peer = statistics.median(mine), statistics.median(raw)
        lines.append(
            Line(
                f"{words}: tile z{zoom}, median", f"{ours:.1f} ms", f"bare query: {peer:.1f}", ours / peer, ""
            )
        )
    return lines


def sizes(tiles: list[Tile], words: str) -> list[Line]:
    """The largest of those tiles and of all whole views from far, packed as they are sent."""
    far = [Tile(z, x, y) for z in (6, 7) for x, y in parents(tiles, z)]
    largest = max(len(gzip.compress(bare(tile)(), LEVEL)) for tile in [*far, *tiles]) / 1024
    return [
        Line(
            f"{words}: the largest tile, z6–z16",
            f"{largest:.0f} KiB gz",
            f"{LARGEST_KIB}",
            largest / LARGEST_KIB,
            "≤ 1",
        )
    ]


def parents(tiles: list[Tile], zoom: int) -> set[tuple[int, int]]:
    return {(tile.x >> (tile.z - zoom), tile.y >> (tile.z - zoom)) for tile in tiles}


def lists(url: str, words: str) -> list[Line]:
    """The first page and page 9,000 of each order: by key, so that both cost the same."""
    lines = []
    for order in Order:
        after = key_of(order, min(PAGE_9000 * 24, MANY // 2))
        pages = [
            each_ms(lambda key=key, order=order: find_elements(ALL, viewer=None, order=order, after=key))
            for key in ("", after) * 15
        ]
        first, far = statistics.median(pages[::2]), statistics.median(pages[1::2])
        lines.append(
            Line(
                f"{words}: list by {order}, page 9,000",
                f"{far:.1f} ms",
                f"first page: {first:.1f}",
                far / first,
                "≤ 1.5",
            )
        )
    whole = each_ms(lambda: asked(url + "/elementen?op=dorp&groep=water"))
    return [
        *lines,
        Line(f"{words}: list of one family by village, as a page", f"{whole:.0f} ms", "–", whole, ""),
    ]


def key_of(order: Order, number: int) -> str:
    """The key after so many elements, as the link to that page has it."""
    first = {Order.VILLAGE: "village, ", Order.CONDITION: "condition_order, "}.get(order, "")
    query = f"SELECT id FROM element WHERE is_public ORDER BY {first}title, id LIMIT 1 OFFSET {number}"
    ident = db.session.scalar(text(query))
    element = db.session.get(Element, uuid.UUID(str(ident)))
    return pack(_key_of(element, order))


def boxes(shapes: Any, words: str) -> list[Line]:
    """A hundred public elements in a box, and what the plan says."""
    chance = random.Random(7)
    times = []
    for _ in range(50):
        spot = shapely.centroid(shapes[chance.randrange(len(shapes))])
        box = (spot.x - 0.05, spot.y - 0.03, spot.x + 0.05, spot.y + 0.03)
        query = select(table.id).where(is_public, within_box(table.shape, box)).limit(100)
        times.append(each_ms(lambda query=query: db.session.execute(query).all()))
    explain = "EXPLAIN QUERY PLAN " if db.engine.dialect.name == "sqlite" else "EXPLAIN "
    said = str(query.compile(db.engine, compile_kwargs={"literal_binds": True})).replace("%%", "%")
    plan = str(db.session.execute(text(explain + said.replace(":", r"\:"))).all())
    index = "idx_element_shape" in plan
    return [
        Line(
            f"{words}: 100 elements of a box",
            f"{statistics.median(times):.1f} ms",
            "4 ms",
            statistics.median(times) / 4,
            "≤ 1",
        ),
        Line(
            f"{words}: the box is read by its spatial index",
            "yes" if index else "no",
            "–",
            float(index),
            "≥ 1",
        ),
    ]
