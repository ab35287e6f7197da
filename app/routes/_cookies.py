"""Our own cookies: who is signed in, which code is awaited, which browser we know."""

from datetime import timedelta

from flask import request
from werkzeug import Response

from app.config import settings
from app.core.known_device import KnownDevice
from app.policies.people import STAYS
from app.services.sessions import Tokens

PENDING_LIVES = timedelta(hours=1)
UPLOAD = "insturen"


def name_of(cookie: str) -> str:
    """Return the full name: on https the browser guards it with the prefix ``__Host-``."""
    return f"__Host-{cookie}" if settings().https else cookie


def session_cookie() -> str:
    """Return the name of the cookie that holds the sign-in token."""
    return name_of("aanmelding")


def session_token() -> str:
    """Return the sign-in token that came along, or nothing."""
    return request.cookies.get(session_cookie(), "")


def upload_token() -> str:
    """Return the token that only hands in, or nothing."""
    return request.cookies.get(name_of(UPLOAD), "")


def pending_token() -> str:
    """Return the token of the browser that waits for a code, or nothing."""
    return request.cookies.get(name_of("code"), "")


def known_device() -> KnownDevice | None:
    """Return the browser if someone signed in here before."""
    return KnownDevice.read(request.cookies.get(name_of("toestel"), ""), secret=settings().secret_key)


def keep_pending(response: Response, token: str) -> None:
    """Bind a code to this browser."""
    _set(response, "code", token, PENDING_LIVES)


def keep_session(response: Response, tokens: Tokens) -> None:
    """Sign this browser in, and let it hand in when that has ended by itself; the server decides how long."""
    _set(response, "aanmelding", tokens.session, STAYS)
    _set(response, UPLOAD, tokens.upload, STAYS)
    forget(response, "code")


def keep_device(response: Response, email: str) -> None:
    """Know this browser next time, for this address."""
    secret = settings().secret_key
    device = (known_device() or KnownDevice.new()).learn(email, secret=secret)
    _set(response, "toestel", device.write(secret=secret), STAYS)


def keep_choice(response: Response, cookie: str, value: str) -> None:
    """Remember a choice of language or look for when nobody is signed in; not a secret."""
    response.set_cookie(cookie, value, max_age=STAYS, secure=settings().https, httponly=True, samesite="Lax")


def forget(response: Response, cookie: str) -> None:
    """Delete one of our cookies."""
    response.delete_cookie(name_of(cookie), secure=settings().https, httponly=True, samesite="Lax")


def _set(response: Response, cookie: str, value: str, lives: timedelta) -> None:
    response.set_cookie(
        name_of(cookie), value, max_age=lives, secure=settings().https, httponly=True, samesite="Lax"
    )
