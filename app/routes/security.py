"""Headers on every answer, and the check that a change comes from our own pages."""

from functools import cache
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

from app.config import Settings, settings
from app.routes._client import check_proxies
from app.routes._cookies import UPLOAD, name_of, session_cookie

SAFE = {"GET", "HEAD", "OPTIONS"}
FROM_US = {"same-origin", "none"}
KEY_IS_RIGHT = {"mail_settings.stop"}  # mail programs ask it; the key in the address is the right (ADR 20)


@cache
def policy(given: Settings) -> str:
    """Return the Content-Security-Policy; only the tile hosts of the settings are let in beside ourselves."""
    tiles = [urlsplit(address) for address in given.grounds.values()]
    hosts = dict.fromkeys(f" {one.scheme}://{one.netloc}" for one in tiles if one.netloc)
    host = "".join(hosts)
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        f"img-src 'self' data: blob:{host}; connect-src 'self'{host}; "
        "worker-src 'self'; manifest-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    )


def register(app: Flask) -> None:
    """Put the checks before, and the headers after, every request."""
    check_proxies(app)
    app.before_request(refuse_unreadable)
    app.before_request(refuse_strangers)
    app.after_request(add_headers)


def refuse_unreadable() -> None:
    """Refuse an address with a NUL in it: none of our pages has one, and no text in a database."""
    if any("\0" in text for pair in request.args.items(multi=True) for text in pair):
        abort(400)


def refuse_strangers() -> None:
    """Refuse a change that another site asks for; the CSRF token is the second lock."""
    if request.method in SAFE or request.endpoint in KEY_IS_RIGHT:
        return
    origin = request.headers.get("Origin")
    own = urlsplit(settings().base_url)
    here = {f"{own.scheme}://{own.netloc}", request.host_url.rstrip("/")}
    if origin is not None and origin not in here:
        abort(403)
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in FROM_US:
        abort(403)


def add_headers(response: Response) -> Response:
    """Set what W03, W05 and W06 ask; a view that set its own policy or caching keeps it."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", policy(settings()))
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "geolocation=(self), camera=(self)")
    if settings().https:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "private, no-store" if _is_personal() else "no-cache"
    return response


def _is_personal() -> bool:
    """Tell whether the answer may name somebody: who is in, who waits for a code, or who sent something."""
    if request.endpoint == "static":
        return False
    personal = {session_cookie(), name_of(UPLOAD), name_of("code")}
    return request.method not in SAFE or bool(personal & request.cookies.keys())
