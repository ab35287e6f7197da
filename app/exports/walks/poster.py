"""One page A4 for the notice board of the village."""

import datetime as dt
from typing import Any, Final

from app.exports.typesetting import typeset
from app.exports.walks.map_picture import map_svg, view_of
from app.exports.walks.walk import Stop, Walk
from app.exports.walks.words import codes, common, sentence
from app.i18n import ngettext as _n

STOPS: Final = 12
TEXT_SIGNS: Final = {4: 130, 8: 60}  # up to so many stops; with more only their names, for the frame must fit
WIDTH, HEIGHT = 688, 533  # units of the map; on paper 182 by 141 mm


def poster(walk: Walk, *, on: dt.date) -> bytes:
    """Return the PDF, made on a day; what does not fit on one page is cut short.

    Takes a few tenths of a second: call it outside a transaction. Raises InvalidError without a route,
    BusyError when it takes too long.
    """
    pictures = {"map.svg": map_svg(walk, view_of(walk, width=WIDTH, height=HEIGHT)), **codes(walk)}
    return typeset("poster.typ", _data(walk), pictures=pictures, on=on)


def _data(walk: Walk) -> dict[str, Any]:
    stops = walk.in_order
    more = len(stops) - STOPS
    told = _n("En nog %(number)s stop.", "En nog %(number)s stops.", more, number=more) if more > 0 else ""
    signs = next((signs for most, signs in TEXT_SIGNS.items() if len(stops) <= most), 0)
    return common(walk) | {"stops": [_stop(stop, signs) for stop in stops[:STOPS]], "more": told}


def _stop(stop: Stop, signs: int) -> dict[str, Any]:
    text = sentence(stop.text, signs) if signs else ""
    return {"number": stop.number, "name": sentence(stop.name, 80), "text": text}
