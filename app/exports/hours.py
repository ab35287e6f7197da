"""A statement of the hours that someone gave in one year, as a PDF."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import format_decimal

from app.core.text import one_line
from app.exports.mark import mark_svg
from app.exports.typesetting import typeset
from app.i18n import gettext as _
from app.i18n import ngettext as _n
from app.i18n import shown_language
from app.wording import month

HOUR_MINUTES: Final = 60


@dataclass(frozen=True, kw_only=True)
class HoursLine:
    """A day's work on one element, in words: ``minutes`` of this person, ``waits`` for a coordinator."""

    done_on: dt.date
    element: str
    work: str
    minutes: int
    waits: bool = False


def hours_statement(person_name: str, lines: Sequence[HoursLine], *, year: int, on: dt.date) -> bytes:
    """Return the PDF with each line, the total of each element and that of the year, made on a day.

    Takes a few tenths of a second, some seconds for thousands of lines: call it outside a transaction.
    Raises BusyError when it takes too long.
    """
    data = {
        "lang": shown_language(),
        "title": _("Uren van %(year)s", year=year),
        "author": "Haarvaten",
        "name": one_line(person_name)[:200],
        "elements": [[name, exact(minutes)] for name, minutes in totals_per_element(lines)],
        "lines": [_cells(line) for line in sorted(lines, key=lambda line: (line.done_on, line.element))],
        "words": _words(lines, year, on),
    }
    return typeset("hours.typ", data, pictures={"mark.svg": mark_svg()}, on=on)


def totals_per_element(lines: Sequence[HoursLine]) -> list[tuple[str, int]]:
    """Return the minutes of each element, most first."""
    found: defaultdict[str, int] = defaultdict(int)
    for line in lines:
        found[line.element] += line.minutes
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def exact(minutes: int) -> str:
    """Write a time span with an hour and minutes, so that columns add up exactly: 2 u 30."""
    whole, rest = divmod(minutes, HOUR_MINUTES)
    return _("%(hours)s u %(minutes)s", hours=format_decimal(whole), minutes=f"{rest:02}")


def _cells(line: HoursLine) -> list[str]:
    work = _("%(work)s (nog niet bekeken)", work=line.work) if line.waits else line.work
    return [_day(line.done_on), line.element, work, exact(line.minutes)]


def _day(day: dt.date) -> str:
    return f"{day.day} {month(day.month)}"


def _words(lines: Sequence[HoursLine], year: int, on: dt.date) -> dict[str, Any]:
    days, total = len({line.done_on for line in lines}), sum(line.minutes for line in lines)
    told = _n("%(total)s op %(days)s dag", "%(total)s op %(days)s dagen", days, total=exact(total), days=days)
    return {
        "made_on": _("Gemaakt op %(day)s", day=f"{_day(on)} {on.year}"),
        "total": _("Samen in %(year)s: %(told)s", year=year, told=told),
        "per_element": _("Per element"),
        "per_day": _("Per dag"),
        "element": _("Element"),
        "work": _("Werk"),
        "day": _("Dag"),
        "time": _("Tijd"),
        "none": _("In %(year)s staan geen uren.", year=year),
        "foot": _("Haarvaten · uit wat zelf is opgeschreven"),
    }
