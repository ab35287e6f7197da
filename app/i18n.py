"""Dutch first, English second; the Dutch sentence is the message id."""

from flask import Flask, has_request_context, request
from flask_babel import Babel, gettext, lazy_gettext, ngettext
from flask_login import current_user

LANGUAGES = ("nl", "en")
COOKIE = "taal"

_ = gettext
_l = lazy_gettext
_n = ngettext


def language() -> str:
    """Return the person's own choice, else the cookie's, else Dutch."""
    if not has_request_context():
        return "nl"
    chosen = getattr(current_user, "language", None) or request.cookies.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else "nl"


def register(app: Flask) -> None:
    """Bind Babel."""
    app.config.update(
        BABEL_DEFAULT_LOCALE="nl",
        BABEL_DEFAULT_TIMEZONE="Europe/Amsterdam",
        BABEL_TRANSLATION_DIRECTORIES="translations",
    )
    Babel(app, locale_selector=language)
