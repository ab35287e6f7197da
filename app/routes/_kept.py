"""Pages made for visitors are kept in memory until something that visitors read has changed.

Each request still asks the database whether that is so: nothing is ever shown after it was taken
from view. Who is signed in, or has a message waiting, always gets a page of their own.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec

from flask import Response, current_app, make_response, request, session
from flask.typing import ResponseReturnValue

from app.config import settings
from app.core.clock import today
from app.core.ids import digest
from app.i18n import language
from app.models import PAGES
from app.queries.map import token_of
from app.routes._cookies import session_cookie
from app.routes._http import wants_fragment

P = ParamSpec("P")
Key = tuple[Any, ...]
MAX_BYTES: Final = 8 * 1024 * 1024  # of each worker's memory
LONGEST_ADDRESS: Final = 300


class Shelf:
    """Pages by key with the token they belong to; what was not asked for longest goes first."""

    def __init__(self) -> None:
        """Start empty."""
        self._pages: OrderedDict[Key, tuple[str, bytes]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def find(self, key: Key, token: str) -> bytes | None:
        """Return the page if it is still right."""
        with self._lock:
            found = self._pages.get(key)
            if found is None or found[0] != token:
                return None
            self._pages.move_to_end(key)
            return found[1]

    def keep(self, key: Key, token: str, page: bytes) -> None:
        """Put a page on the shelf and make room for it."""
        with self._lock:
            old = self._pages.pop(key, None)
            self._bytes += len(page) - (len(old[1]) if old else 0)
            self._pages[key] = token, page
            while self._bytes > MAX_BYTES:
                _, (_, gone) = self._pages.popitem(last=False)
                self._bytes -= len(gone)


def kept_for_visitors(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Keep what the view answers to visitors; below the guard, on pages that everyone may see."""
    shelf = Shelf()

    @wraps(view)
    def answered(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if not _is_plain_visit():
            return view(*args, **kwargs)
        token = token_of(PAGES)  # before the view reads: a change in between makes another token
        asked = (request.full_path, language(), _look(), today())
        key = (settings(), *asked)
        page = shelf.find(key, token)
        if page is None:
            response = make_response(view(*args, **kwargs))
            if response.status_code != 200 or session.modified:  # noqa: PLR2004 (OK)
                return response
            page = response.get_data()
            if token:
                shelf.keep(key, token, page)
        return _as_response(page, digest(f"{token} {asked}"))

    return answered


def _is_plain_visit() -> bool:
    own = {session_cookie(), current_app.config["SESSION_COOKIE_NAME"]}
    return (
        not own & request.cookies.keys() and not wants_fragment() and len(request.full_path) < LONGEST_ADDRESS
    )


def _look() -> str:
    return request.cookies.get("thema", "")


def _as_response(page: bytes, etag: str) -> Response:
    response = Response(page, mimetype="text/html")
    response.vary.update(("Cookie", "HX-Request-Type"))
    response.set_etag(etag)
    response.make_conditional(request)
    return response
