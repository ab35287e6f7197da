"""What the poster and the folded guide say of a walk: our words, and what people wrote, at most so long."""

from typing import Any, Final

from flask_babel import format_decimal

from app.core.text import one_line
from app.exports.mark import mark_svg
from app.exports.qr import qr_svg
from app.exports.walks.walk import Walk
from app.i18n import gettext as _
from app.i18n import ngettext as _n
from app.i18n import shown_language

NAME_SIGNS: Final = 500
FIGURE_SIGNS: Final = 40
NOTICES: Final = 4
NOTICE_SIGNS: Final = 240
KILOMETRE_M: Final = 1000


def short(text: str, most: int) -> str:
    """Return a text on one line of at most ``most`` signs, cut between words where that can be."""
    line = one_line(text)
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return f"{(cut.rsplit(' ', 1)[0] if ' ' in cut[most // 2 :] else cut).rstrip(' .,;:')}…"


def sentence(text: str, most: int) -> str:
    """Return a short text that ends as a sentence does."""
    line = short(text, most)
    return line if not line or line[-1] in ".!?…" else f"{line}."


def length(metres: float) -> str:
    """Write a length in kilometres with one decimal, below one kilometre in metres: 2,8 km, 450 m."""
    if round(metres) < KILOMETRE_M:
        return f"{round(metres)} m"
    return f"{format_decimal(round(metres / KILOMETRE_M, 1))} km"


def common(walk: Walk) -> dict[str, Any]:
    """Return what both documents say."""
    return {
        "lang": shown_language(),
        "title": short(_("Ommetje %(name)s", name=walk.name), NAME_SIGNS),
        "author": short(walk.made_by, NAME_SIGNS) or "Haarvaten",
        "kicker": short(_("Ommetje · %(village)s", village=walk.village), 80),
        "name": short(walk.name, NAME_SIGNS),
        "figures": [
            {"value": short(value, FIGURE_SIGNS), "label": label} for value, label in _figures(walk) if value
        ],
        "notices": [
            {"title": sentence(one.title, NOTICE_SIGNS), "text": sentence(one.text, NOTICE_SIGNS)}
            for one in walk.notices[:NOTICES]
        ],
        "made_by": _("Gemaakt door %(who)s", who=short(walk.made_by, 200)) if walk.made_by else "",
        "map_alt": _map_alt(walk),
        "words": {
            "stops": _("Stops onderweg"),
            "scan": _("Scan voor de route op je telefoon"),
            "route_alt": _("QR-code: opent dit ommetje op je telefoon, %(address)s", address=walk.address),
            "danger": _("Gevaar op het pad? Bel de gemeente. Spoed? Bel 112."),
        },
    }


def codes(walk: Walk) -> dict[str, str]:
    """Return the drawings that both documents have: our mark, and the code of the route."""
    return {"mark.svg": mark_svg(), "route.svg": qr_svg(walk.address)}


def _figures(walk: Walk) -> list[tuple[str, str]]:
    return [
        (length(walk.length_m), _("lengte")),
        (_("%(number)s min", number=walk.minutes) if walk.minutes else "", _("rustig lopen")),
        (walk.dogs, _("hond")),
        (walk.start.name if walk.start is not None else "", _("start")),
    ]


def _map_alt(walk: Walk) -> str:
    if not walk.stops:
        return _("Kaart van het ommetje, zonder stops")
    number = len(walk.stops)
    return _n(
        "Kaart van het ommetje met %(number)s stop",
        "Kaart van het ommetje met %(number)s stops",
        number,
        number=number,
    )
