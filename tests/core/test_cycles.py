"""When work comes due, against an oracle that walks the calendar day by day."""

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.cycles import Done, Due, Row, State, counts_pieces, due, share_of, years_late

pytestmark = pytest.mark.once  # no database is asked

A_DAY = timedelta(days=1)
UNITS = 27720  # of the whole; 1 to 12 divide it
PIECES = {"pollarding", "tree_pruning", "orchard_pruning", "summer_pruning", "tree_safety_check"}
PIECES |= {"tree_guard_check", "nest_box"}
NEVER_LATE = {"survey", "litter_pick", "infill_planting", "grazing", "amphibian_transfer"}
OTHERS = {"coppicing", "hedge_trimming", "planting", "mowing_removal"}
SHIPPED = ["11-01..03-15", "01-01..12-31", "10-01..02-28", "09-01..02-28", "07-16..03-15", "06-15..10-15"]
WINDOWS = [*SHIPPED, "02-01..02-28", "02-28..02-28", "03-01..02-28", "06-15..06-15"]
LEAP = [f"{date(2028, 1, 1) + timedelta(n):%m-%d}" for n in range(366)]
KNOTTEN = Row("11-01", "03-15", 3, 8)


def _leap(day):
    return (day.month, day.day) == (2, 29)


@lru_cache(maxsize=64)
def _walked(start, end):
    """Walk from 2008 to 2042: of each day the year of its window, of each year its first and last day."""
    of, first, last, year = {}, {}, {}, None
    start, end = (tuple(map(int, side.split("-"))) for side in (start, end))
    day = date(2008, 1, 1)
    while day.year < 2042:
        at = (day.month, day.day)
        if at == start:
            year = day.year
            first[year] = day
        if year is not None:
            of[day] = year
        if end == (2, 28) and _leap(day + A_DAY):
            at_end = False
        else:
            at_end = at == end or (end == (2, 28) and _leap(day))
        if at_end and year is not None:
            last[year] = day
            year = None
        day += A_DAY
    return of, first, last


def _year_by_walking(row, day):
    """Step away from a day, to both sides at once and backwards first, until a window is met."""
    of, steps = _walked(row.start, row.end)[0], 0
    while True:
        for seen in (day - A_DAY * steps, day + A_DAY * steps):
            if seen in of:
                return of[seen]
        steps += 1


def _clock_by_walking(told, day):
    """Walk backwards, adding the units that were done on each day, until the whole is there."""
    total, done = 0, defaultdict(int)
    for on, units in told:
        done[on] += units
    while day.year >= 2010:
        total += done.get(day, 0)
        if total >= UNITS:
            return day
        day -= A_DAY
    return None


def _due_by_walking(activity, row, told, day):
    clock = _clock_by_walking(told, day)
    if clock is None:
        return Due(State.PARTLY if any(on <= day for on, _ in told) else State.UNKNOWN)
    if row is None or row.minimum is None:
        return Due(State.KNOWN, clock)
    _, first, last = _walked(row.start, row.end)
    year = _year_by_walking(row, clock)
    late = None if activity in NEVER_LATE else last[year + row.maximum] + A_DAY
    return Due(State.KNOWN, clock, first[year + row.minimum], late)


def _units(activity, log, count):
    """The share in whole units, read from the rule; 0 where it must be asked."""
    _, share, amount = log
    if share is not None:
        return share[0] * (UNITS // share[1])
    return int(amount) * (UNITS // count) if activity in PIECES and count and amount.is_integer() else 0


@st.composite
def rows(draw):
    """A row with any window, or with one that ships; now and then once."""
    days = st.sampled_from([at for at in LEAP if at != "02-29"])
    window = draw(st.sampled_from(WINDOWS) | st.builds("{}..{}".format, days, days))
    start, end = window.split("..")
    low = draw(st.sampled_from([1, 1, 2, 3, 4, None]))
    return Row(start, end, low, None if low is None else low + draw(st.integers(0, 5)))


@st.composite
def elements(draw):
    """An activity on an element with or without a count, with logs of shares and of amounts in any order."""
    activity = draw(st.sampled_from(sorted(PIECES | NEVER_LATE | OTHERS)))
    count = draw(st.none() | st.integers(1, 12))
    share = st.sampled_from([(1, 1), (1, 2), (1, 3), (1, 4)]) | st.tuples(
        st.integers(1, 5), st.integers(5, 12)
    )
    amount = st.integers(1, count or 12).map(float) | st.just(0.5)
    told = st.tuples(share, st.none()) | st.tuples(st.none(), amount)
    on = st.dates(date(2010, 1, 1), date(2030, 12, 31))
    logs = draw(st.lists(st.tuples(on, told).map(lambda log: (log[0], *log[1])), max_size=10))
    return activity, count, logs


@settings(max_examples=200)
@given(elements(), st.none() | rows(), rows(), st.dates(date(2010, 1, 1), date(2030, 12, 31)))
def test_due_dates_are_those_of_a_walk_through_the_calendar(element, before, after, day):
    activity, count, logs = element
    told = [(log[0], _units(activity, log, count)) for log in logs]
    done = [
        Done(
            on,
            share_of(activity, share=None if share is None else Fraction(*share), amount=amount, count=count),
        )
        for on, share, amount in logs
    ]
    for row in (before, after):  # the row as it now is holds for old logs too
        for asked in (day, date(2030, 12, 31)):
            expected = _due_by_walking(activity, row, told, asked)
            assert due(activity, row, done, day=asked) == expected


@pytest.mark.parametrize("window", WINDOWS)
def test_every_day_of_four_years_belongs_to_the_nearest_window(window):
    row = Row(*window.split(".."), 1, 2)
    for n in range(4 * 365 + 1):
        day = date(2025, 1, 1) + A_DAY * n
        whole = [(day, UNITS)]
        assert due("coppicing", row, [Done(day, Fraction(1))], day=day) == _due_by_walking(
            "coppicing", row, whole, day
        )


@given(st.dates(date(2019, 1, 1), date(2029, 1, 1)) | st.just(date(2024, 2, 29)), st.integers(-400, 4000))
def test_years_late_are_the_anniversaries_that_a_walk_passes(since, days):
    passed = 0
    for n in range(1, days + 1):
        day = since + A_DAY * n
        same = (day.month, day.day) == (since.month, since.day)
        passed += same or (_leap(since) and f"{day:%m-%d}" == "03-01" and not _leap(day - A_DAY))
    assert years_late(Due(State.KNOWN, overdue_from=since), since + A_DAY * days) == passed


def _done(text):
    """``2016-02-22 1/2, 2017-12-01 ?``: days with shares; a question mark where none is known."""
    parts = (part.split() for part in text.split(", ") if part)
    return [Done(date.fromisoformat(on), None if share == "?" else Fraction(share)) for on, share in parts]


@pytest.mark.parametrize(
    ("logs", "due_from", "overdue_from"),
    [
        ("2016-02-22 1", "2018-11-01", "2024-03-16"),  # of the winter of 2015
        ("2015-11-01 1", "2018-11-01", "2024-03-16"),  # its first day
        ("2016-07-08 1", "2018-11-01", "2024-03-16"),  # 115 days after, 116 before
        ("2016-07-10 1", "2019-11-01", "2025-03-16"),  # 117 after, 114 before
        ("2019-01-10 1/2, 2021-01-10 1/2", "2021-11-01", "2027-03-16"),  # the older half
        ("2015-12-01 1, 2021-01-10 1/2", "2018-11-01", "2024-03-16"),  # a half needs the whole before it
        ("2020-12-01 1/3, 2020-12-01 2/3", "2023-11-01", "2029-03-16"),  # of one day
        ("2018-12-01 1, 2021-12-01 ?", "2021-11-01", "2027-03-16"),  # a number is no share
        ("2018-12-01 1, 2026-12-01 1", "2021-11-01", "2027-03-16"),  # a day that is still to come
    ],
)
def test_pollarding_comes_due_after_three_winters_and_is_late_after_eight(logs, due_from, overdue_from):
    found = due("pollarding", KNOTTEN, _done(logs), day=date(2026, 11, 25))
    first, late = date.fromisoformat(due_from), date.fromisoformat(overdue_from)
    clock = _done(logs)[0].on  # the table names the log that sets the clock first
    assert found == Due(State.KNOWN, clock, first, late)
    assert not found.is_due(first - A_DAY) and found.is_due(first)
    assert not found.is_overdue(late - A_DAY) and found.is_overdue(late)


def test_a_day_as_far_from_both_windows_belongs_to_the_earlier():
    row = Row("06-01", "06-30", 1, 1)  # 335 days between 30 June 2026 and 1 June 2027 (168 from 15 December)
    assert (date(2026, 12, 15) - date(2026, 6, 30)) == (date(2027, 6, 1) - date(2026, 12, 15)) == 168 * A_DAY
    found = due("coppicing", row, [Done(date(2026, 12, 15), Fraction(1))], day=date(2026, 12, 31))
    assert found.due_from == date(2027, 6, 1)


@pytest.mark.parametrize(
    ("logs", "state"),
    [("", "unknown"), ("2025-12-01 9/10, 2019-12-01 1/11", "partly"), ("2025-12-01 ?", "partly")],
)
def test_what_is_not_known_whole_is_neither_due_nor_overdue(logs, state):
    found = due("pollarding", KNOTTEN, _done(logs), day=date(2026, 11, 25))
    assert found == Due(State(state))
    assert not found.is_due(date.max) and not found.is_overdue(date.max) and years_late(found, date.max) == 0


@pytest.mark.parametrize("activity", sorted(NEVER_LATE))
def test_some_work_comes_due_but_is_never_late(activity):
    found = due(activity, Row("01-01", "12-31", 1, 1), _done("2020-05-05 1"), day=date(2026, 11, 25))
    assert found == Due(State.KNOWN, date(2020, 5, 5), date(2021, 1, 1), None)


@pytest.mark.parametrize("row", [None, Row("11-01", "03-31", None, None)])
def test_once_and_work_that_is_not_usual_here_never_come_due(row):
    assert due("planting", row, _done("2000-12-01 1"), day=date(2026, 11, 25)) == Due(
        State.KNOWN, date(2000, 12, 1)
    )


def test_a_window_that_ends_with_february_closes_on_the_29th_and_one_that_starts_there_opens_on_1_march():
    reed = due("reed_cutting", Row("10-01", "02-28", 1, 1), _done("2026-10-05 1"), day=date(2026, 11, 25))
    assert reed.overdue_from == date(2028, 3, 1)  # the window of 2027 has a 29 February
    odd = Row("02-29", "02-29", 1, 4)  # nobody should write this; it must not break
    found = due("coppicing", odd, _done("2024-02-29 1"), day=date(2026, 11, 25))
    assert (found.due_from, found.overdue_from) == (date(2025, 3, 1), date(2028, 3, 1))


@pytest.mark.parametrize(
    ("day", "years"),
    [("2024-03-15", 0), ("2024-03-16", 0), ("2025-03-15", 0), ("2025-03-16", 1), ("2026-11-25", 2)],
)
def test_years_late_are_whole_years_from_the_overdue_day(day, years):
    found = due("pollarding", KNOTTEN, _done("2016-02-22 1"), day=date(2026, 11, 25))
    assert years_late(found, date.fromisoformat(day)) == years


@pytest.mark.parametrize(
    ("activity", "share", "amount", "count", "told"),
    [
        ("pollarding", None, 9, 12, "3/4"),
        ("nest_box", None, 12, 12, "1"),
        ("pollarding", "1/2", 9, 12, "1/2"),  # what a person says of the whole goes first
        ("coppicing", "1/3", None, None, "1/3"),
        ("coppicing", None, 9, 12, None),  # metres or square metres never stand for the share
        ("infill_planting", None, 9, 12, None),
        ("pollarding", None, 9, None, None),
        ("pollarding", None, 13, 12, None),
        ("pollarding", None, 2.5, 12, None),
        ("pollarding", None, None, 12, None),
    ],
)
def test_an_amount_stands_for_the_share_only_where_pieces_are_counted(activity, share, amount, count, told):
    found = share_of(activity, share=share and Fraction(share), amount=amount, count=count)
    assert found == (told and Fraction(told))


def test_the_seven_activities_that_count_pieces():
    assert {each for each in PIECES | NEVER_LATE | OTHERS if counts_pieces(each)} == PIECES
