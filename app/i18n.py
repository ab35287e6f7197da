"""Dutch first, English second; the Dutch sentence is the message id."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, cast

import flask_babel
from flask import Flask, current_app, has_request_context, request
from flask_babel.speaklater import LazyString
from flask_login import current_user
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

LANGUAGES: Final = ("nl", "en")
COOKIE: Final = "taal"

# flask_babel carries no types
ngettext = cast("Callable[..., str]", flask_babel.ngettext)
in_language = cast("Callable[[str], AbstractContextManager[None]]", flask_babel.force_locale)
KEPT: Final = "haarvaten-sentences"
SENTENCES: Final = 8192  # that are kept, in both languages: more than there are


def gettext(text: str, /, **values: Any) -> str:
    """Say a sentence in the language of what is being written."""
    locale = flask_babel.get_locale()
    said = current_app.extensions[KEPT](text, locale.language) if locale is not None else text
    return said % values if values else said


def _sentence(text: str, _language: str) -> str:
    """Return it in the language of now, the one named; Babel would look for the catalogue each time."""
    return str(flask_babel.gettext(text))


@pass_eval_context
def _in_page(context: EvalContext, text: str, /, **values: Any) -> str:
    """Say a sentence in a template, as Jinja does: always a format, and its values are escaped."""
    said = gettext(text)
    if not values and "%" not in said:
        return Markup(said) if context.autoescape else said  # noqa: S704 (our own sentence)
    return (Markup(said) if context.autoescape else said) % values  # noqa: S704 (values are escaped here)


def lazy_gettext(text: str, /, **values: Any) -> Any:
    """Return text that is translated when shown."""
    return LazyString(gettext, text, **values)


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
    app.extensions[KEPT] = lru_cache(maxsize=SENTENCES)(_sentence)  # each app has its own catalogue
    app.jinja_env.globals.update({"_": _in_page, "gettext": _in_page})  # a page says hundreds of sentences
