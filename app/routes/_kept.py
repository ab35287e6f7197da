"""Pages made for visitors are kept in memory until something that visitors read has changed.

Each request still asks the database whether that is so: nothing is ever shown after it was taken
from view. Who is signed in, or has a message waiting, always gets a page of their own.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Final, ParamSpec

from flask import Response, current_app, make_response, request, session
from flask.typing import ResponseReturnValue

from app.config import settings
from app.core.clock import today
from app.core.ids import digest
from app.core.kept import Kept
from app.i18n import language
from app.models import PAGES
from app.queries.map import token_of
from app.routes._cookies import session_cookie
from app.routes._http import wants_fragment

P = ParamSpec("P")
MAX_BYTES: Final = 4 * 1024 * 1024  # of each worker's memory, for each view
LONGEST_ADDRESS: Final = 300


class NotForAllError(Exception):
    """What the view answered is for this visit only."""

    def __init__(self, response: Response) -> None:
        """Carry the answer past the store."""
        super().__init__()
        self.response = response


def kept_for_visitors(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Keep what the view answers to visitors; below the guard, on pages that everyone may see."""
    pages = Kept(max_bytes=MAX_BYTES)

    @wraps(view)
    def answered(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        def make() -> bytes:
            response = make_response(view(*args, **kwargs))
            if response.status_code != HTTPStatus.OK or session.modified:
                raise NotForAllError(response)
            return response.get_data()

        # the token is read before the view reads: a change in between makes another token
        token = token_of(PAGES) if _is_plain_visit() else ""
        if not token:
            return view(*args, **kwargs)
        asked = (token, request.full_path, language(), _look(), today())
        try:
            page = pages.get((settings(), *asked), make)
        except NotForAllError as only:
            return only.response
        return _as_response(page, digest(str(asked)))

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
