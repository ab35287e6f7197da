"""When work comes due again: what was done so far, counted in windows of the row as it is now.

Windows are months and days (MM-DD), both ends belong to them, and they bear the year in which they open. That
a person ticked "achterstallig" belongs to the element, and is not asked here.
What the rule leaves open is chosen in the comments that begin with "choice".
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from app.core.season import LAST_OF_FEBRUARY

# an element may be counted in the pieces of these, so that an amount stands for a share
PIECEWORK: Final = frozenset(
    {
        "pollarding",
        "tree_pruning",
        "orchard_pruning",
        "summer_pruning",
        "tree_safety_check",
        "tree_guard_check",
        "nest_box",
    }
)
NEVER_OVERDUE: Final = frozenset(
    {"survey", "litter_pick", "infill_planting", "grazing", "amphibian_transfer"}
)
WHOLE: Final = Fraction(1)
A_DAY: Final = timedelta(days=1)


class State(enum.StrEnum):
    """What is known of the last time: nog niet bekend; deels gedaan, rest nog niet bekend; bekend."""

    UNKNOWN = "unknown"
    PARTLY = "partly"
    KNOWN = "known"


@dataclass(frozen=True)
class Row:
    """How often, in years, and when in the year work is usual on a type; ``minimum`` None: once."""

    start: str
    end: str
    minimum: int | None
    maximum: int | None  # choice: alone None, it comes due and is never overdue


@dataclass(frozen=True)
class Done:
    """A published log: its day, and the share of the whole; None when only an amount is known."""

    on: date
    share: Fraction | None


@dataclass(frozen=True)
class Due:
    """What the cycle says. ``done_on`` is the day that set the clock, and None as long as none did."""

    state: State
    done_on: date | None = None
    due_from: date | None = None
    overdue_from: date | None = None

    def is_due(self, day: date) -> bool:
        """Tell whether it is time again; what is overdue is due as well."""
        return self.due_from is not None and day >= self.due_from

    def is_overdue(self, day: date) -> bool:
        """Tell whether the time has passed."""
        return self.overdue_from is not None and day >= self.overdue_from


def due(activity: str, row: Row | None, logs: Iterable[Done], *, day: date) -> Due:
    """Return when an activity comes due, as seen on a day. ``logs`` are those of the activity, in any order.

    ``row`` is that of the type and the activity as it is now, None for a pair without a row.
    """
    seen = sorted((log for log in logs if log.on <= day), key=lambda log: log.on, reverse=True)
    done_on = _clock(seen)
    if done_on is None:  # choice: a log without a share is work done, and so "deels gedaan"
        return Due(State.PARTLY if seen else State.UNKNOWN)
    if row is None or row.minimum is None:  # choice: what never comes due still tells when it was done
        return Due(State.KNOWN, done_on)
    year = _year_of(row, done_on)
    overdue_from = None
    if row.maximum is not None and activity not in NEVER_OVERDUE:
        overdue_from = _closes(row, year + row.maximum) + A_DAY
    return Due(State.KNOWN, done_on, _opens(row, year + row.minimum), overdue_from)


def years_late(due: Due, day: date) -> int:
    """Return the whole years since the overdue day; 0 in the first year, and before it.

    Choice: a year after 29 February is 1 March in a common year.
    """
    since = due.overdue_from
    if since is None or day < since:
        return 0
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


def counts_pieces(activity: str) -> bool:
    """Tell whether an amount of this activity may stand for a share of an element with a count."""
    return activity in PIECEWORK


def share_of(
    activity: str, *, share: Fraction | None, amount: float | None, count: int | None
) -> Fraction | None:
    """Return the share of the whole that a log tells, or None when it must be asked beside the amount.

    ``count`` is how many the element had at that moment.
    """
    if share is not None:  # choice: what a person says of the whole goes before what follows from a number
        return share
    if amount is None or not count or not counts_pieces(activity):
        return None
    if not 0 < amount <= count or amount != int(amount):  # choice: more than all, or half a tree: ask
        return None
    return Fraction(int(amount), count)


def _clock(newest_first: list[Done]) -> date | None:
    """Return the day at which the shares make up the whole; of two on one day the order tells nothing."""
    total = Fraction(0)
    for log in newest_first:
        total += log.share or 0
        if total >= WHOLE:
            return log.on
    return None


def _year_of(row: Row, day: date) -> int:
    """Return the year of the window in which a day lies, else of the nearest; a tie: the earlier."""
    return min(range(day.year - 1, day.year + 2), key=lambda year: (_days_off(row, year, day), year))


def _days_off(row: Row, year: int, day: date) -> int:
    return max((_opens(row, year) - day).days, (day - _closes(row, year)).days, 0)


def _opens(row: Row, year: int) -> date:
    month, number = _numbers(row.start)
    if (month, number) == (2, 29):  # choice: in a common year a start on the 29th is 1 March
        return date(year, 2, 28) + A_DAY
    return date(year, month, number)


def _closes(row: Row, year: int) -> date:
    """Return the last day of the window that opens in a year; before its start, it is in the next."""
    if row.end < row.start:
        year += 1
    if row.end in {LAST_OF_FEBRUARY, "02-29"}:
        return date(year, 3, 1) - A_DAY
    return date(year, *_numbers(row.end))


def _numbers(text: str) -> tuple[int, int]:
    month, number = text.split("-")
    return int(month), int(number)
