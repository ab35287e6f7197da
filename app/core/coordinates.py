"""Read coordinates as people write them: degrees (WGS84) or RD New, with point or comma.

Nothing is guessed in silence: swapped numbers and numbers of the other system are named (G02).
"""

import enum
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from app.core.errors import N_, InvalidError

# the Netherlands with a margin: degrees (WGS84), metres (RD New)
LON: Final = (3.2, 7.4)
LAT: Final = (50.6, 53.8)
RD_X: Final = (0.0, 300_000.0)
RD_Y: Final = (300_000.0, 630_000.0)
_NUMBER: Final = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_THOUSANDS: Final = re.compile(r"\d{1,3}\.\d{3}")
_SIDES: Final = re.compile(r"\b(?:NB|OL|ZB|WL)\b|[NZSOEW]")
_MAX_CHARS: Final = 100
# signs for minutes, seconds and minus, as phones and maps write them
_MARKS: Final = str.maketrans({"\u2032": "'", "\u2019": "'", "\u2033": '"', "\u201d": '"', "\u2212": "-"})


class System(enum.StrEnum):
    """Which numbers someone has: latitude and longitude, or the Dutch grid."""

    WGS84 = "wgs84"
    RD = "rd"


@dataclass(frozen=True)
class Spot:
    """Two numbers in one system: longitude and latitude in degrees, or x and y in metres."""

    system: System
    x: float
    y: float


class UnreadableError(InvalidError):
    """No two numbers can be read."""


class SwappedError(InvalidError):
    """The two numbers stand in the wrong order."""


class OtherSystemError(InvalidError):
    """These are numbers of the other system; ``system`` says which."""

    def __init__(self, sentence: str, *, system: System) -> None:
        """Remember the system to which the numbers belong."""
        super().__init__(sentence)
        self.system: Final = system


class OutsideError(InvalidError):
    """The spot does not lie in the Netherlands."""


def read_spot(text: str, *, system: System) -> Spot:
    """Read "52,9413 6,6085", "52.9413, 6.6085", 52°56'28.7"N 6°36'30.6"E, "237099 551167" and the like.

    Degrees come latitude first, as phones and maps write them, unless letters say otherwise.
    Raises UnreadableError, SwappedError, OtherSystemError or OutsideError, each with what to do.
    """
    first, second = _two_numbers(text)
    if system is System.RD:
        check_rd(first, second)
        return Spot(system, first, second)
    check_lonlat(second, first)
    return Spot(system, second, first)


def swapped(text: str) -> str:
    """Return the text with its two numbers in the other order; as it is when there are no two."""
    try:
        halves = _halves(_plain(text))
    except UnreadableError:
        return text
    return " ".join(part.strip(" ,;") for part in reversed(halves))


def check_lonlat(lon: float, lat: float) -> None:
    """Refuse a spot outside the Netherlands in WGS84 degrees; name what was probably meant."""
    if _in(lon, LON) and _in(lat, LAT):
        return
    if _in(lon, LAT) and _in(lat, LON):
        raise SwappedError(
            N_("Deze twee zijn omgewisseld. Breedte is in Drenthe ongeveer 53, lengte ongeveer 6,6.")
        )
    if _is_rd(lon, lat) or _is_rd(lat, lon):
        raise OtherSystemError(N_("Dit zijn RD-getallen. Kies ‘RD’ bij de soort getallen."), system=System.RD)
    raise OutsideError(N_("Deze plek ligt niet in Nederland. Kijk de getallen nog eens na."))


def check_rd(x: float, y: float) -> None:
    """Refuse a spot outside the Netherlands in metres of RD New; name what was probably meant."""
    if _is_rd(x, y):
        return
    if _is_rd(y, x):
        raise SwappedError(
            N_("Deze twee zijn omgewisseld. In Drenthe begint het eerste getal met 2 en het tweede met 5.")
        )
    if (_in(x, LON) and _in(y, LAT)) or (_in(x, LAT) and _in(y, LON)):
        raise OtherSystemError(
            N_("Dit zijn geen RD-getallen. Kies ‘Breedte en lengte’ bij de soort getallen."),
            system=System.WGS84,
        )
    raise OutsideError(N_("Deze plek ligt niet in Nederland. Kijk de getallen nog eens na."))


def _is_rd(x: float, y: float) -> bool:
    return _in(x, RD_X) and _in(y, RD_Y)


def _in(value: float, span: tuple[float, float]) -> bool:
    return span[0] <= value <= span[1]


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().strip("()[]")
    if len(plain) > _MAX_CHARS:
        raise _unreadable()
    return plain.translate(_MARKS)


def _two_numbers(text: str) -> tuple[float, float]:
    """Return the two numbers; with letters of the wind the latitude comes first."""
    plain = _plain(text).upper()
    left, right = _halves(plain)
    first, second = _value(left), _value(right)
    sides = [side[0] for side in _SIDES.findall(plain)]
    if len(sides) != 2:  # noqa: PLR2004 (two numbers)
        return first, second
    first, second = (
        -value if side in "ZSW" else value for side, value in zip(sides, (first, second), strict=True)
    )
    return (second, first) if sides[0] in "OEW" else (first, second)


def _halves(plain: str) -> tuple[str, str]:
    """Cut the text into the words of the first and of the second number."""
    sides = list(_SIDES.finditer(plain.upper()))
    if len(sides) == 2:  # noqa: PLR2004 (two numbers)
        cut = sides[1].start() if sides[0].start() == 0 else sides[0].end()
        return plain[:cut], plain[cut:]
    for mark in (";", "/", "|", "\t", "\n"):
        if plain.count(mark) == 1:
            left, _, right = plain.partition(mark)
            return left, right
    found = list(_NUMBER.finditer(plain))
    if len(found) == 1 and found[0][0].count(",") == 1:  # 237099,551167
        left, _, right = found[0][0].partition(",")
        return left, right
    if not found or len(found) % 2:
        raise _unreadable()
    cut = found[len(found) // 2].start()
    return plain[:cut], plain[cut:]


def _value(words: str) -> float:
    """Return one number: plain, or degrees with minutes and seconds."""
    parts = _NUMBER.findall(words)
    if not 1 <= len(parts) <= 3:  # noqa: PLR2004 (degrees, minutes, seconds)
        raise _unreadable()
    if len(parts) == 2 and "°" not in words:  # noqa: PLR2004 (237 099)
        parts = ["".join(parts)]
    if len(parts) == 1 and _THOUSANDS.fullmatch(parts[0]) and float(parts[0]) > LAT[1]:  # 237.099
        return float(parts[0].replace(".", ""))
    degrees, *smaller = (float(part.replace(",", ".")) for part in parts)
    return degrees + sum(value / float(60**place) for place, value in enumerate(smaller, start=1))


def _unreadable() -> UnreadableError:
    return UnreadableError(
        N_("Dit kunnen we niet lezen. Vul twee getallen in, bijvoorbeeld 52,9413 6,6085 of 237099 551167.")
    )
