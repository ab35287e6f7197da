"""An address, village or element by name as the place: roughly, so that someone can draw it later."""

import json
from collections.abc import Sequence
from typing import Final

from app.core.coordinates import check_lonlat
from app.core.errors import InvalidError, UnreachableError
from app.core.text import one_line
from app.models import User
from app.outside.http import is_on
from app.outside.pdok import ACCURACY_M, Spot, ask_spots
from app.queries.search import find_named, find_places_named
from app.spatial.shapes import unwrap

MOST: Final = 12
MOST_OWN: Final = 4
MAX_NAME: Final = 200
VILLAGE, ELEMENT = "dorp", "element"
FAR_M: Final = ACCURACY_M | {VILLAGE: 2000.0, ELEMENT: 100.0}


def search(text: str, *, viewer: User | None) -> tuple[list[Spot], bool]:
    """Return places by name, and whether PDOK answered (also true when it is off: nothing is amiss then).

    Our own villages and elements answer always, PDOK after them: who is away costs nobody the others.
    """
    found = [*_villages(text), *_elements(text, viewer)]
    try:
        found += ask_spots(text)
    except UnreachableError:
        return found[:MOST], not is_on()
    return found[:MOST], True


def pack(spots: Sequence[Spot]) -> str:
    """Write spots for a hidden field."""
    rows = [[one.name, one.kind, one.lon, one.lat, one.municipality] for one in spots]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""


def unpack(text: str) -> list[Spot]:
    """Read the hidden field back; anyone can write it, so that each spot is judged again."""
    try:
        rows = json.loads(text)[:MOST] if text else []
        return [_judged(*row) for row in rows]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, InvalidError):
        return []


def _judged(name: str, kind: str, lon: float, lat: float, municipality: str) -> Spot:
    check_lonlat(float(lon), float(lat))
    if kind not in FAR_M:
        raise ValueError("a kind that nobody offered")
    return Spot(one_line(name)[:MAX_NAME], kind, float(lon), float(lat), one_line(municipality)[:MAX_NAME])


def _villages(text: str) -> list[Spot]:
    return [
        Spot(one.name, VILLAGE, one.lon, one.lat, one.municipality.name)
        for one in find_places_named(text, limit=MOST_OWN)
        if one.lon is not None and one.lat is not None
    ]


def _elements(text: str, viewer: User | None) -> list[Spot]:
    """Give the middle of elements that this person may see anyway."""
    found = []
    for one in find_named(text, viewer=viewer, limit=MOST_OWN):
        middle = unwrap(one.shape).centroid
        found.append(
            Spot(one.title, ELEMENT, round(middle.x, 6), round(middle.y, 6), one.place.municipality.name)
        )
    return found
