"""Whether this installation may be trusted with people's work (D17)."""

import logging
import stat
from collections.abc import Iterator
from urllib.parse import urlsplit

from sqlalchemy.exc import DBAPIError

from app.config import Settings
from app.extensions import db
from app.spatial import safety

log = logging.getLogger(__name__)

SECRET_LENGTH = 32
DIFFERENT = 10  # characters in a secret that someone did not just hold a key down for
EXAMPLES = ("example.nl", "example.com", "example.org")


def find_complaints(given: Settings, *, debug: bool, cookie_name: str) -> list[str]:
    """Say in words what makes a production installation unsafe; empty when nothing does.

    ``debug`` and ``cookie_name`` are as the running app has them.
    """
    wrong = [*_settings(given), *_folder(given), *_database()]
    if debug:
        wrong.append("debug is on: unset FLASK_DEBUG")
    if not cookie_name.startswith("__Host-"):
        wrong.append(f"the cookie {cookie_name!r} lacks __Host-: another site on this domain could set it")
    return wrong


def _settings(given: Settings) -> list[str]:
    base, secret = urlsplit(given.base_url), given.secret_key
    wrong = {
        f"HAARVATEN_ENV is {given.env}: only production is without demo people and /dev pages": (
            not given.production
        ),
        f"SECRET_KEY is weak: give {SECRET_LENGTH} random characters or more": (
            len(secret) < SECRET_LENGTH or len(set(secret)) < DIFFERENT
        ),
        "HAARVATEN_BASE_URL does not begin with https://": base.scheme != "https",
        "HAARVATEN_BASE_URL must be scheme and host only, such as https://haarvaten.nl": (
            not base.hostname or bool(base.path.rstrip("/") or base.query)
        ),
        "HAARVATEN_PROXY_COUNT is missing: say how many proxies stand before the app, 0 when none": (
            given.proxy_count is None
        ),
        "HAARVATEN_MAIL_URL is missing: nobody can get a sign-in code": not given.mail_url,
        "HAARVATEN_MAIL_FROM is still the example": given.mail_from.rstrip(">").endswith(EXAMPLES),
        "HAARVATEN_OPERATOR_EMAIL is still the example": given.operator_email.endswith(EXAMPLES),
        "HAARVATEN_PDOK_URL must be https:// and a host only, such as https://api.pdok.nl": (
            not _may_be_asked(given.pdok_url)
        ),
        "HAARVATEN_TILE_URL, _TILE_GREY_URL and _TILE_PHOTO_URL must be https:// with {z}, {x} and {y}": (
            not all(_is_tile_address(address) for address in given.grounds.values())
        ),
        "HAARVATEN_TILE_ATTRIBUTION is missing: whoever made the background wants to be named": (
            bool(given.grounds) and not given.tile_attribution
        ),
    }
    return [sentence for sentence, is_wrong in wrong.items() if is_wrong]


def _may_be_asked(url: str) -> bool:
    """Tell whether a server may be asked things: none at all, or one of which we know who answers (W09)."""
    parts = urlsplit(url)
    bare = not (parts.path.rstrip("/") or parts.query or parts.fragment or parts.username)
    return not url or (parts.scheme == "https" and bool(parts.hostname) and bare)


def _is_tile_address(url: str) -> bool:
    """Tell whether a page on https may show pictures from there."""
    return url.startswith("https://") and all(part in url for part in ("{z}", "{x}", "{y}"))


def _folder(given: Settings) -> Iterator[str]:
    if not given.data_dir.is_dir():
        yield f"the data folder {given.data_dir} does not exist"
    elif stat.S_IMODE(given.data_dir.stat().st_mode) & stat.S_IRWXO:
        yield f"everyone on this machine can look into {given.data_dir}: chmod 700"


def _database() -> Iterator[str]:
    try:
        with db.engine.connect() as connection:
            yield from safety.complaints(connection)
    except (DBAPIError, RuntimeError) as error:
        log.info("no database", exc_info=True)
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        yield f"the database cannot be opened: {reason}"
