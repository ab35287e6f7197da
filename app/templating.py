"""Jinja filters and globals: how dates, amounts and states read, and where the browser's files are."""

import json
import logging
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import flask_babel
from flask import Flask, g, has_request_context, request
from flask_login import current_user
from markupsafe import Markup

from app import nature_words, wording
from app.config import settings
from app.core.browser_files import FOLDER, build_now
from app.core.clock import now
from app.core.fingerprint import fingerprint
from app.core.module_imports import imports_of
from app.core.sensitivity import COARSEST_KM
from app.i18n import LANGUAGES, gettext, language, ngettext
from app.models import Role, User
from app.queries import notices
from app.queries.home import count_returned

log = logging.getLogger(__name__)

STATIC: Final = Path(__file__).parent / "static"
KILOMETRE_M: Final = 1000
HECTARE_M2: Final = 10_000
HOUR_MINUTES: Final = 60
TEN: Final = 10

THEMES: Final = ("light", "dark")
HTMX: Final = {"mode": "same-origin", "includeIndicatorCSS": False, "extensions": "none"}
BUILT: Final = ("build/haarvaten.css", "build/icons.svg", "vendor/htmx.min.js")


def day(moment: date | datetime) -> str:
    """Write a day in full: 21 november 2026; a moment is first put on the clock of Drenthe."""
    local = _local(moment)
    return f"{local.day} {wording.month(local.month)} {local.year}"


def short_day(moment: date | datetime) -> str:
    """Write a day without its year when that is this year: 21 november."""
    local = _local(moment)
    return f"{local.day} {wording.month(local.month)}" if local.year == _local(now()).year else day(moment)


def local_day(moment: date | datetime) -> date:
    """Return the day on the calendar of Drenthe."""
    return _local(moment)


def clock(moment: datetime) -> str:
    """Write the time of day: 9.30 uur, or in English 9:30."""
    local = moment.astimezone(flask_babel.get_timezone())
    return gettext("%(hour)s.%(minute)s uur", hour=local.hour, minute=f"{local.minute:02}")


def day_clock(moment: datetime) -> str:
    """Write day and time: 21 november 2026 om 9.30 uur."""
    return gettext("%(day)s om %(time)s", day=day(moment), time=clock(moment))


def number(value: float) -> str:
    """Write a number as people say it: 1.250, or below ten with one decimal: 2,5."""
    digits = 1 if abs(value) < TEN else 0
    return str(flask_babel.format_decimal(round(value, digits)))


def metres(value: float) -> str:
    """Write a length that is given in metres: 180 meter, 1,2 km."""
    if value >= KILOMETRE_M:
        return gettext("%(number)s km", number=number(value / KILOMETRE_M))
    return ngettext("%(number)s meter", "%(number)s meter", _grammar(value), number=number(value))


def area(value: float) -> str:
    """Write an area that is given in square metres: 350 m² or, from half a hectare, 0,5 ha."""
    if value >= HECTARE_M2 / 2:
        return gettext("%(number)s ha", number=number(value / HECTARE_M2))
    return gettext("%(number)s m²", number=number(value))


def hours(minutes: float) -> str:
    """Write a time span that is given in minutes: 2,5 uur, 45 minuten."""
    if minutes < HOUR_MINUTES:
        return ngettext("%(number)s minuut", "%(number)s minuten", _grammar(minutes), number=number(minutes))
    amount = round(minutes / HOUR_MINUTES, 1)
    text = flask_babel.format_decimal(amount)
    return ngettext("%(number)s uur", "%(number)s uur", _grammar(amount), number=text)


def _grammar(value: float) -> int:
    """Return 1 for an amount that reads as one, else 2; the tables of plurals know whole numbers only."""
    return 1 if number(value) == "1" else 2


def _local(moment: date | datetime) -> date:
    return moment.astimezone(flask_babel.get_timezone()).date() if isinstance(moment, datetime) else moment


def asset_url(name: str) -> str:
    """Return the address of a static file with the hash of its bytes, so that it may be kept for ever.

    The same file is asked for by each icon of a page: for one page it is looked at once.
    """
    known: dict[str, str] = (
        request.environ.setdefault("haarvaten.assets", {}) if has_request_context() else {}
    )
    if name not in known:
        known[name] = _asset_url(name)
    return known[name]


def _asset_url(name: str) -> str:
    if name.startswith("js/"):  # all modules of one build lie in one folder
        return f"{FOLDER}/{build_now(development=not settings().production)}/{name}"
    try:
        return f"/static/{name}?v={fingerprint(STATIC / name)}"
    except OSError:  # not built yet; the log said so at the start
        return f"/static/{name}"


def module(name: str) -> Markup:
    """Return the tag of a script below ``js/``, and before it links that ask for its imports at once."""
    asked: set[str] = g.setdefault("asked_modules", set())
    build = build_now(development=not settings().production)
    needed = [one for one in imports_of(STATIC, f"js/{name}", build) if one not in asked]
    asked.update(needed)
    early = Markup("").join(
        Markup('<link rel="modulepreload" href="{}">').format(f"{FOLDER}/{build}/{one}") for one in needed
    )
    return early + Markup('<script type="module" src="{}"></script>').format(asset_url(f"js/{name}"))


def person() -> User | None:
    """Return who looks, or None for a visitor."""
    return current_user if current_user.is_authenticated else None


def theme() -> str:
    """Return light or dark when the person or this browser chose one, else nothing."""
    known = person()
    chosen = known.theme if known is not None else request.cookies.get("thema", "")
    return chosen if chosen in THEMES else ""


def is_coordinator() -> bool:
    """Tell whether the person who looks has a desk."""
    known = person()
    return known is not None and known.role in {Role.COORDINATOR, Role.ADMIN}


def returned_count() -> int:
    """Count what came back with a question for the person who looks."""
    known = person()
    return count_returned(known) if known is not None else 0


def is_current(prefix: str) -> bool:
    """Tell whether this page is, or lies below, an address; the start page is only itself."""
    path = request.path.rstrip("/")
    return path == prefix.rstrip("/") or (len(prefix) > 1 and path.startswith(f"{prefix.rstrip('/')}/"))


def period(sighting: Any) -> str:
    """Say when something was seen, as far as the public may know: the day, the month or the year."""
    since = sighting.seen_from
    if sighting.blur_km == COARSEST_KM:
        return str(since.year)
    return f"{wording.month(since.month)} {since.year}" if sighting.blur_km else day(since)


FILTERS: Final = (day, short_day, local_day, clock, day_clock, number, metres, area, hours)
GLOBALS: Final = (
    asset_url,
    module,
    period,
    person,
    theme,
    is_coordinator,
    returned_count,
    is_current,
    language,
)


def register(app: Flask) -> None:
    """Bind filters and globals, and say in the log when `make assets` was forgotten."""
    env = app.jinja_env
    env.filters.update({one.__name__: one for one in FILTERS})
    env.globals.update({one.__name__: one for one in GLOBALS})
    extra: dict[str, Any] = {
        "settings": settings,
        "wording": wording,
        "nature_words": nature_words,
        "htmx_config": json.dumps(HTMX),
        "LANGUAGES": LANGUAGES,
        "site_notices": notices.find_shown,
        "notice_title": notices.title_of,
        "notice_text": notices.text_of,
    }
    env.globals.update(extra)
    missing = [name for name in BUILT if not (STATIC / name).is_file()]
    if missing:
        log.warning("Browser files are missing (%s); run `make assets`.", ", ".join(missing))
