"""Whether a day is a good time for a kind of work, and why: rows of the reference data come in as arguments.

It never says that work is allowed: a nest in use is protected on every date, so the nest check is
asked on every date. Days are those of the calendar in Drenthe (``core.clock.today()``).
"""

import enum
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Final

LAST_OF_FEBRUARY: Final = "02-28"
BIRDS: Final = ("03-16", "07-15")  # when most birds breed, on every type
AMPHIBIANS: Final = ("02-15", "08-31")  # in and around water, only on a type that is sensitive
A_DAY: Final = timedelta(days=1)


class Advice(enum.StrEnum):
    """What is said on a day: goede tijd, overleg eerst, nu niet."""

    GOOD = "good"
    ASK = "ask"
    NO = "no"


class Reason(enum.StrEnum):
    """Why a day is not a good time, in the order in which reasons of the same weight are told."""

    WINDOW = "window"  # outside the usual time of the year
    STRICT = "strict"  # the same, of work that is never done outside it; instead of WINDOW
    BIRDS = "birds"
    AMPHIBIANS = "amphibians"
    TYPE = "type"  # no usual work on this type


_WORST_FIRST: Final = (Advice.NO, Advice.ASK, Advice.GOOD)
_OF_RULE: Final = {"none": Advice.GOOD, "ask": Advice.ASK, "no": Advice.NO}


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What holds for an activity on a type.

    ``start`` and ``end`` (MM-DD) are of the row of the pair, or else of the activity itself; ``usual`` tells
    whether there is a row. ``birds`` and ``amphibians`` are none, ask or no.
    """

    start: str
    end: str
    strict: bool
    birds: str
    amphibians: str
    amphibian_sensitive: bool
    usual: bool


@dataclass(frozen=True)
class Because:
    """One reason and how heavy it weighs."""

    reason: Reason
    advice: Advice


@dataclass(frozen=True)
class Answer:
    """The worst advice of a day, and every reason, worst first; a good time has no reasons."""

    advice: Advice
    because: tuple[Because, ...] = ()


@dataclass(frozen=True)
class Span:
    """Days with one advice; both ends belong to it."""

    first: date
    last: date
    advice: Advice


def in_window(day: date, start: str, end: str) -> bool:
    """Tell whether a day lies in a window of months and days (MM-DD); both ends belong to it.

    An end before the start crosses New Year. An end on 28 February takes the 29th along.
    """
    at = f"{day.month:02}-{day.day:02}"
    last = "02-29" if end == LAST_OF_FEBRUARY else end
    return start <= at <= last if start <= end else at >= start or at <= last


def advise(rules: Rules, day: date) -> Answer:
    """Return the worst advice for a day, with its reasons. For work done, ask its day."""
    told = [
        _window(rules, day),
        Because(Reason.BIRDS, _OF_RULE[rules.birds] if in_window(day, *BIRDS) else Advice.GOOD),
        Because(Reason.AMPHIBIANS, _amphibians(rules, day)),
        Because(Reason.TYPE, Advice.GOOD if rules.usual else Advice.ASK),
    ]
    because = [each for each in told if each.advice is not Advice.GOOD]
    because.sort(key=lambda each: _WORST_FIRST.index(each.advice))
    return Answer(because[0].advice if because else Advice.GOOD, tuple(because))


@lru_cache(maxsize=512)  # the same few rows are drawn on many pages; rows that were edited are other rules
def spans(rules: Rules, year: int) -> tuple[Span, ...]:
    """Return a year as the runs of days with one advice, in order, without holes: what a bar draws."""
    first = date(year, 1, 1)
    days = [first + A_DAY * n for n in range((date(year, 12, 31) - first).days + 1)]
    runs = [(advice, list(run)) for advice, run in groupby(days, lambda day: advise(rules, day).advice)]
    return tuple(Span(run[0], run[-1], advice) for advice, run in runs)


def months(rules: Rules, year: int) -> tuple[tuple[Span, ...], ...]:
    """Return the same per month, January first: one part, or more when the advice changes within it."""
    parts = spans(rules, year)
    return tuple(_cut(parts, date(year, n, 1), _last_of(year, n)) for n in range(1, 13))


def _window(rules: Rules, day: date) -> Because:
    if rules.strict:
        reason, outside = Reason.STRICT, Advice.NO
    else:
        reason, outside = Reason.WINDOW, Advice.ASK
    return Because(reason, Advice.GOOD if in_window(day, rules.start, rules.end) else outside)


def _amphibians(rules: Rules, day: date) -> Advice:
    holds = rules.amphibian_sensitive and in_window(day, *AMPHIBIANS)
    return _OF_RULE[rules.amphibians] if holds else Advice.GOOD


def _last_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - A_DAY


def _cut(parts: tuple[Span, ...], first: date, last: date) -> tuple[Span, ...]:
    inside = (part for part in parts if part.first <= last and part.last >= first)
    return tuple(Span(max(part.first, first), min(part.last, last), part.advice) for part in inside)
