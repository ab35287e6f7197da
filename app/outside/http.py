"""The one door to PDOK: a fixed server, no redirects, little patience, few bytes."""

import json
import logging
from collections.abc import Mapping
from functools import cache
from time import monotonic
from typing import Any, Final
from urllib.parse import quote

import urllib3
from urllib3.exceptions import HTTPError

from app.config import settings
from app.core.errors import UnreachableError
from app.core.outside import refuse_while_writing

log = logging.getLogger(__name__)

PATIENCE_S: Final = 3.0
MOST_BYTES: Final = 2_000_000
PIECE: Final = 65_536
SAFE: Final = "/%:,"  # a path that was written out already stays as it is


def is_on() -> bool:
    """Tell whether this installation may ask PDOK."""
    return bool(settings().pdok_url)


def pdok_json(
    path: str,
    fields: Mapping[str, str] | None = None,
    *,
    patience_s: float = PATIENCE_S,
    most_bytes: int = MOST_BYTES,
) -> Any:
    """Get JSON from a path below the address of the settings, such as ``/rvo/natura2000/ogc/v1/collections``.

    ``fields`` become the query. Raises UnreachableError when PDOK is off, slow (``patience_s`` in all),
    says anything but 200, or answers with more than ``most_bytes`` or with no JSON. What was asked is
    never logged: it may be someone's address.
    """
    refuse_while_writing("a request to PDOK")
    base = settings().pdok_url.rstrip("/")
    if not base or not path.startswith("/") or "//" in path or ".." in path:
        raise UnreachableError("PDOK is off")
    ends = monotonic() + patience_s
    try:
        answer = _pool().request(
            "GET",
            base + quote(path, safe=SAFE),
            fields=fields,
            headers={"Accept": "application/json", "User-Agent": "Haarvaten"},
            redirect=False,
            retries=False,
            timeout=urllib3.Timeout(connect=patience_s, read=patience_s, total=patience_s),
            preload_content=False,
            decode_content=False,
        )
        try:
            return json.loads(_body(answer, ends=ends, most_bytes=most_bytes))
        finally:
            answer.close()  # a body that was not read to its end must not be mistaken for the next answer
    except (HTTPError, OSError, ValueError, RecursionError) as error:
        log.info("PDOK does not answer: %s", type(error).__name__)
        raise UnreachableError("PDOK does not answer") from error


def _body(answer: urllib3.BaseHTTPResponse, *, ends: float, most_bytes: int) -> bytes:
    """Read all of an answer; ValueError when it is not one that we can use."""
    if answer.status != 200:  # noqa: PLR2004 (OK; a redirect is no answer)
        raise ValueError("another status than 200")
    pieces: list[bytes] = []
    total = 0
    while piece := answer.read1(PIECE):
        total += len(piece)
        if total > most_bytes or monotonic() > ends:
            raise ValueError("too much, or too slow")
        pieces.append(piece)
    return b"".join(pieces)


@cache
def _pool() -> urllib3.PoolManager:
    """Return the connections of this process; certificates are checked."""
    return urllib3.PoolManager(num_pools=2, maxsize=4, cert_reqs="CERT_REQUIRED")
