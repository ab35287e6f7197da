"""Someone who wants to know where a vulnerable sighting was, and asks and asks (L04).

They know of many spots in its square, and there handed in a sighting that looks the same. Each spot at which
an answer about theirs differs from the answer about the other is struck off. What is left is where it can be.
"""

import functools
import gzip
import itertools
import math
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import mapbox_vector_tile
import shapely

from app.services.public_place import near_village
from app.spatial.blur import Square, grid_cell
from app.spatial.crs import rd_of, wgs84_of
from tests.checks.crawl import questions
from tests.factories.elements import place_named

Spot = tuple[float, float]  # WGS84, longitude first
QUERIES = 60  # for each way of asking
IDENT = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
TOKEN = re.compile(r'name="csrf_token"[^>]*>')
ROW = re.compile(r"<li\b(?:(?!<li\b).)*?</li>|\{[^{}]*\}", re.DOTALL)
HOPELESS = 8  # after so many a way that shows none of them, or always the same, is left
ANSWERED = 400  # from here on an answer shows nothing
ZOOMS = (8, 11, 14)
LISTS = ("/waarnemingen", "/elementen", "/meldingen", "/soorten/vipera-berus", "/")
NEUTRAL = {
    "achterstallig",
    "activity_key",
    "done_on",
    "drents",
    "foto",
    "gezien",
    "groep",
    "invasief",
    "jaar",
    "klaar",
    "klasse",
    "mijn",
    "na",
    "naam",
    "netwerk",
    "next",
    "op",
    "soort",
    "stand",
    "terug",
    "toestand",
    "toon",
    "v",
    "voor",
    "wacht",
    "werk",
}  # what is read from addresses and has nothing to do with a place


@dataclass(frozen=True)
class Box:
    """A part of the country in RD New, metres: what a question is about."""

    x_m: float
    y_m: float
    side_m: float

    @property
    def middle(self) -> Spot:
        return wgs84_of(self.x_m + self.side_m / 2, self.y_m + self.side_m / 2)

    @property
    def corners(self) -> tuple[float, float, float, float]:
        """Return west, south, east, north in degrees."""
        return *wgs84_of(self.x_m, self.y_m), *wgs84_of(self.x_m + self.side_m, self.y_m + self.side_m)

    def halves(self) -> list["Box"]:
        """Halve it both ways."""
        half = self.side_m / 2
        return [Box(self.x_m + x, self.y_m + y, half) for x in (0, half) for y in (0, half)]

    def holds(self, spot: Spot) -> bool:
        x, y = rd_of(*spot)
        return 0 <= x - self.x_m <= self.side_m and 0 <= y - self.y_m <= self.side_m


@dataclass(frozen=True)
class Marked:
    """An element, and where it is."""

    element: object
    spot: Spot


@dataclass
class Attacker:
    """``suspects``: their own sightings, by id, and where these are."""

    client: object = field(repr=False)
    victim: uuid.UUID
    suspects: dict[uuid.UUID, Spot]
    asked: set[str] = field(default_factory=set)
    sides: dict[tuple[str, uuid.UUID], bool] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)

    def attack(self, cell: Square, ways: dict[str, Callable[[Box], str]]) -> set[uuid.UUID]:
        """Ask in every way; returns the suspects that are left."""
        self.compare({one: whole(self.read(f"/waarnemingen/{one}")) for one in (self.victim, *self.suspects)})
        for way in ways.values():
            boxes, told = self.closing_in(Box(cell.x_m, cell.y_m, cell.size_m)), set()
            for number, box in enumerate(itertools.islice(boxes, QUERIES), 1):
                told |= self.ask(way(box))
                if number == HOPELESS and len(told) <= 1:
                    break
        return set(self.suspects)

    def closing_in(self, box: Box) -> Iterator[Box]:
        """Halve what is left again and again: only parts in which it can still be."""
        todo = [box]
        while todo:
            now = todo.pop(0)
            yield now
            todo += [one for one in now.halves() if any(map(one.holds, self.suspects.values()))]

    def read(self, address: str) -> str:
        answer = self.client.get(address)
        return "" if answer.status_code >= ANSWERED else text_of(answer)

    def ask(self, address: str) -> set[tuple[str, ...]]:
        """Ask, and strike off; returns what was shown of them, if anything and not asked before."""
        if address in self.asked:
            return set()
        self.asked.add(address)
        text, ours = self.read(address), {str(one): one for one in self.all}
        shown: dict[uuid.UUID, list[tuple[int, int]]] = {one: [] for one in self.all}
        for row in ROW.finditer(text):
            for named in set(map(str, map(uuid.UUID, IDENT.findall(row[0])))) & set(ours):
                shown[ours[named]].append(row.span())
        rows = {one: [whole(text[begin:end]) for begin, end in spans] for one, spans in shown.items()}
        self.compare(rows)
        for one in list(self.suspects):
            if shown[one] and shown[self.victim]:  # which stands first may not follow from what was asked
                before = shown[one] < shown[self.victim]
                if self.sides.setdefault((address.partition("?")[0], one), before) != before:
                    del self.suspects[one]
        return {tuple(str(one) for one in rows.items())} if any(shown.values()) else set()

    @property
    def all(self) -> list[uuid.UUID]:
        return [self.victim, *self.suspects]

    def compare(self, told: dict[uuid.UUID, object]) -> None:
        """Strike off whoever is told of otherwise than the victim."""
        for one in list(self.suspects):
            if told[one] != told[self.victim]:
                del self.suspects[one]


def text_of(answer) -> str:
    """Return what an answer says; a tile as the text of what is in it."""
    if answer.mimetype == "application/vnd.mapbox-vector-tile":
        data = gzip.decompress(answer.data) if answer.content_encoding == "gzip" else answer.data
        return str(mapbox_vector_tile.decode(data)) if data else ""
    return (
        answer.get_data().decode("utf-8", "replace")
        if answer.mimetype.startswith(("text", "application"))
        else ""
    )


def whole(text: str) -> str:
    """Return a text without what differs each time: ids and our token."""
    return TOKEN.sub("", IDENT.sub("·", text))


def ways(elements: list[Marked]) -> dict[str, Callable[[Box], str]]:
    """Return how one can ask about a part of the country: each gives an address.

    A name that routes begin to read from addresses is tried too, until it stands in ``NEUTRAL``.
    """

    def near(box: Box):
        return min(elements, key=lambda one: math.dist(one.spot, box.middle)).element

    written = {
        "hok": lambda box: grid_cell(*box.middle).name,
        "gemeente": lambda box: _village(box)[1],
        "dorp": lambda box: place_named(_village(box)[0]).id,
        "zoek": lambda box: _village(box)[0],
        "q": lambda box: _village(box)[0],
        "element": lambda box: near(box).id,
    }
    guessed = {
        "bbox": lambda box: ",".join(f"{one:.6f}" for one in box.corners),
        "plek": lambda box: "{1:.6f},{0:.6f}".format(*box.middle),
        "op=dichtbij&hok": written["hok"],
        **dict.fromkeys(set(questions()) - NEUTRAL - set(written), written["hok"]),
    }
    found = {
        f"{page}?{name}": _asking(page, name, write)
        for pages, names_of in ((LISTS, written), (LISTS[:1], guessed))
        for page in pages
        for name, write in sorted(names_of.items())
    }
    found["element"] = lambda box: f"/elementen/{near(box).id}"
    found["phone"] = lambda box: f"/api/v1/mijn-elementen?gezien={near(box).id}"
    found["map"] = lambda box: f"/kaart/zoek?q={_village(box)[0]}"
    for zoom in ZOOMS:
        found[f"tile {zoom}"] = lambda box, zoom=zoom: f"/tegels/elementen/{_tile(box.middle, zoom)}.mvt"
    return found


def _asking(page: str, name: str, write: Callable[[Box], object]) -> Callable[[Box], str]:
    return lambda box: f"{page}?{name}={write(box)}"


def _village(box: Box) -> tuple[str, str]:
    return _village_at(box.middle)


@functools.cache
def _village_at(spot: Spot) -> tuple[str, str]:
    name, town = near_village(shapely.Point(spot))
    return name, town or ""


def _tile(spot: Spot, zoom: int) -> str:
    lon, lat = spot
    many = 2**zoom
    x = int((lon + 180) / 360 * many)
    y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * many)
    return f"{zoom}/{x}/{y}"
