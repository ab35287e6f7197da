"""Addresses and places by name, from PDOK's Locatieserver v3.1."""

import logging
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

from app.config import settings
from app.core.errors import UnreachableError
from app.core.text import one_line
from app.outside.http import pdok_json

log = logging.getLogger(__name__)

FREE: Final = "/bzk/locatieserver/search/v3_1/free"
FACTS: Final = "type,weergavenaam,centroide_ll,gemeentenaam,provincienaam"
ROWS: Final = 50  # enough for ours to be among places of the same name
MOST: Final = 8
MAX_CHARS: Final = 100
REST_S: Final = 20.0  # who does not answer is left alone for so long: nobody waits for nothing twice
# how far the thing may be from the point that PDOK gives, in metres; other kinds are not offered
ACCURACY_M: Final = {
    "adres": 25.0,
    "hectometerpaal": 50.0,
    "postcode": 100.0,
    "weg": 500.0,
    "buurt": 1000.0,
    "wijk": 2000.0,
    "woonplaats": 2000.0,
    "gemeente": 10_000.0,
}
_POINT: Final = re.compile(r"POINT\(\s*(-?\d{1,3}(?:\.\d{1,20})?)\s+(-?\d{1,3}(?:\.\d{1,20})?)\s*\)")
_resting: dict[str, float] = {}  # address of the settings → when it may be asked again


@dataclass(frozen=True)
class Spot:
    """A place with a name, in WGS84 degrees; ``kind`` is PDOK's word, such as ``adres`` or ``woonplaats``."""

    name: str
    kind: str
    lon: float
    lat: float
    municipality: str

    @property
    def accuracy_m(self) -> float:
        """Return how far what is meant may lie from the point, in metres."""
        return ACCURACY_M[self.kind]


def find_spots(text: str) -> list[Spot]:
    """Return at most eight places for these words, those in Drenthe first; none when PDOK is off or away."""
    try:
        return ask_spots(text)
    except UnreachableError:
        return []


def ask_spots(text: str) -> list[Spot]:
    """Return what find_spots() does; raises UnreachableError when PDOK is off or away."""
    words = one_line(text)[:MAX_CHARS]
    if len(words) < 2:  # noqa: PLR2004 (one letter finds everything)
        return []
    base = settings().pdok_url
    if monotonic() < _resting.get(base, 0):
        raise UnreachableError("PDOK did not answer a moment ago")
    try:
        found = pdok_json(FREE, {"q": words, "rows": str(ROWS), "fl": FACTS})
        docs = found["response"]["docs"]
        known = [doc for doc in docs if isinstance(doc, Mapping)]
    except UnreachableError:
        _resting[base] = monotonic() + REST_S
        raise
    except (TypeError, KeyError) as error:
        raise UnreachableError("PDOK answers in other words than it says") from error
    spots = [(doc.get("provincienaam") != "Drenthe", spot) for doc in known if (spot := _spot(doc))]
    spots.sort(key=lambda one: one[0])  # stable: PDOK's own order within and without
    return [spot for _away, spot in spots][:MOST]


def _spot(doc: Mapping[str, Any]) -> Spot | None:
    """Read one answer; None for what has no point, no name, or is of another kind."""
    point = _POINT.fullmatch(str(doc.get("centroide_ll", "")))
    name, kind = one_line(str(doc.get("weergavenaam") or ""))[:200], str(doc.get("type"))
    if point is None or not name or kind not in ACCURACY_M:
        return None
    lon, lat = float(point[1]), float(point[2])
    if not math.isfinite(lon + lat):
        return None
    return Spot(name, kind, lon, lat, one_line(str(doc.get("gemeentenaam") or ""))[:100])
