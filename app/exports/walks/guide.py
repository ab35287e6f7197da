"""A walk guide in large print: A4 on its side, printed on both sides and folded once."""

import datetime as dt
from typing import Any, Final

from app.exports.qr import qr_svg
from app.exports.typesetting import typeset
from app.exports.walks.legend import legend
from app.exports.walks.map_picture import LETTERS, map_svg, view_of
from app.exports.walks.walk import Host, Stop, Walk
from app.exports.walks.words import codes, common, length, sentence, short
from app.i18n import gettext as _

STOPS: Final = 40
HOSTS: Final = 12
WIDTH, HEIGHT = 508, 410  # units of the map; on paper 126.5 by 102 mm


def guide(walk: Walk, *, on: dt.date) -> bytes:
    """Return the PDF, made on a day: one sheet of two sides, or more when there are many stops.

    Each stop has a code that opens its place on the page of the walk. Call it outside a transaction.
    Raises InvalidError without a route, BusyError when it takes too long.
    """
    stops = walk.in_order[:STOPS]
    view = view_of(walk, width=WIDTH, height=HEIGHT)
    signs = legend(walk, view)
    pictures = {"map.svg": map_svg(walk, view, hosts=True), **codes(walk)}
    pictures |= {_sign(number): svg for number, (_words, svg) in enumerate(signs)}
    pictures |= {_code(number): qr_svg(walk.address_of(stop)) for number, stop in enumerate(stops)}
    told = {"stops": [_stop(walk, number, stop) for number, stop in enumerate(stops)], **_more(walk)}
    told["legend"] = [{"words": words, "sign": _sign(number)} for number, (words, _svg) in enumerate(signs)]
    return typeset("guide.typ", _with_words(common(walk)) | told, pictures=pictures, on=on)


def _more(walk: Walk) -> dict[str, Any]:
    start = walk.start
    return {
        "summary": short(walk.summary, 400),
        "start": [text for text in (short(start.name, 120), short(start.text, 400)) if text] if start else [],
        "hosts": [_host(letter, host) for letter, host in zip(LETTERS, walk.hosts[:HOSTS], strict=False)],
    }


def _with_words(found: dict[str, Any]) -> dict[str, Any]:
    words = {
        "start": _("Hier begint het"),
        "know": _("Goed om te weten"),
        "hosts": _("Gastvrij onderweg"),
        "legend": _("Op de kaart"),
        "no_stops": _("Dit ommetje heeft geen stops."),
    }
    return found | {"words": found["words"] | words}


def _stop(walk: Walk, number: int, stop: Stop) -> dict[str, Any]:
    address = walk.address_of(stop)
    return {
        "number": stop.number,
        "name": short(stop.name, 120),
        "text": sentence(stop.text, 400),
        "along": _("na %(length)s", length=length(stop.along_m)) if stop.along_m else "",
        "code": _code(number),
        "alt": _("QR-code van stop %(number)s: %(address)s", number=stop.number, address=address),
    }


def _host(letter: str, host: Host) -> dict[str, str]:
    return {"letter": letter, "name": short(host.name, 80), "what": sentence(host.what, 120)}


def _sign(number: int) -> str:
    return f"sign-{number}.svg"


def _code(number: int) -> str:
    return f"stop-{number}.svg"
