"""Boundaries from PDOK's OGC API Features, page by page, each page at the same fixed address (W09)."""

import json
from collections.abc import Mapping
from time import monotonic
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from app.config import settings
from app.core.errors import UnreachableError
from app.models import AreaLayer
from app.outside.http import pdok_json

COLLECTIONS: Final = {
    AreaLayer.MUNICIPALITIES: "/kadaster/brk-bestuurlijke-gebieden/ogc/v1/collections/gemeentegebied/items",
    AreaLayer.PROVINCES: "/kadaster/brk-bestuurlijke-gebieden/ogc/v1/collections/provinciegebied/items",
    AreaLayer.NATURA2000: "/rvo/natura2000/ogc/v1/collections/natura2000/items",
}
AROUND_DRENTHE: Final = "5.9,52.4,7.3,53.4"  # west, south, east, north in degrees: all that is asked for
PAGE: Final = 50
MAX_PAGES: Final = 100
MAX_BYTES: Final = 50_000_000
PAGE_BYTES: Final = 30_000_000  # fifty municipalities with every bend
PAGE_S: Final = 60.0
ALL_S: Final = 300.0


def fetch_layer(layer: AreaLayer) -> bytes:
    """Return a layer around Drenthe as one GeoJSON FeatureCollection in WGS84.

    Raises UnreachableError when PDOK is off, away, or answers in other words than it says; KeyError
    for a layer that it does not have.
    """
    path = COLLECTIONS[layer]
    asked: Mapping[str, str] | None = {"f": "json", "limit": str(PAGE), "bbox": AROUND_DRENTHE}
    features: list[str] = []
    ends, size = monotonic() + ALL_S, 0
    for _page in range(MAX_PAGES):
        if asked is None:
            break
        found = pdok_json(path, asked, patience_s=PAGE_S, most_bytes=PAGE_BYTES)
        if not isinstance(found, dict) or not isinstance(found.get("features"), list):
            raise UnreachableError("PDOK answers in other words than it says")
        some = [json.dumps(one, separators=(",", ":")) for one in found["features"]]
        features += some
        size += sum(map(len, some))
        if size > MAX_BYTES or monotonic() > ends:
            raise UnreachableError("PDOK answers with more than we take")
        asked = _next(found, path)
    if asked is not None:
        raise UnreachableError("PDOK answers with more pages than we take")
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'.encode()


def _next(found: Mapping[str, Any], path: str) -> Mapping[str, str] | None:
    """Return the query of the next page; a link to any other place than this collection is refused."""
    links = found.get("links")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, Mapping) and link.get("rel") == "next":
            there, base = urlsplit(str(link.get("href", ""))), urlsplit(settings().pdok_url.rstrip("/"))
            same = (there.scheme, there.netloc, there.path) == (base.scheme, base.netloc, base.path + path)
            if not same:
                raise UnreachableError("PDOK points to another address")
            return dict(parse_qsl(there.query))
    return None
