"""Dutch first, English second; the Dutch sentence is the message id."""

from typing import TYPE_CHECKING, Any, Final, cast

import flask_babel
from flask import Flask, has_request_context, request
from flask_login import current_user

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

LANGUAGES: Final = ("nl", "en")
COOKIE: Final = "taal"

# flask_babel carries no types
gettext = cast("Callable[..., str]", flask_babel.gettext)
ngettext = cast("Callable[..., str]", flask_babel.ngettext)
in_language = cast("Callable[[str], AbstractContextManager[None]]", flask_babel.force_locale)
lazy_gettext = cast("Callable[..., Any]", flask_babel.lazy_gettext)  # text that is translated when shown

_ = gettext
_l = lazy_gettext
_n = ngettext


def language() -> str:
    """Return the person's own choice, else the cookie's, else Dutch."""
    if not has_request_context():
        return "nl"
    chosen = getattr(current_user, "language", None) or request.cookies.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else "nl"


def shown_language() -> str:
    """Return the language of what is being written: that of the page, or of the reader of a mail."""
    locale = flask_babel.get_locale()
    return str(locale.language) if locale is not None else "nl"


def register(app: Flask) -> None:
    """Bind Babel."""
    app.config.update(
        BABEL_DEFAULT_LOCALE="nl",
        BABEL_DEFAULT_TIMEZONE="Europe/Amsterdam",
        BABEL_TRANSLATION_DIRECTORIES="translations",
    )
    flask_babel.Babel(app, locale_selector=language)
