"""Season: every type and activity at every telling date, against a naive reading of domain.md §2.3.

``season_table.txt`` is the part that people reviewed: 24 days of the year per pair. A letter tells the
advice (small: overleg eerst, capital: nu niet) and the first reason: w window, S strict, b B birds, a A
amphibians, t type; ``+`` is a good time.
"""

import csv
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest

from app import reference
from app.core.season import Advice, Answer, Because, Reason, Rules, Span, advise, in_window, months, spans

pytestmark = pytest.mark.once  # no database is asked

FILES = Path(reference.__path__[0])
TABLE = Path(__file__).with_name("season_table.txt")
LEAP = [date(2028, 1, 1) + timedelta(n) for n in range(366)]
CALENDAR = [(day.month, day.day) for day in LEAP]
YEARS = (2027, 2028)  # a common year and a leap year
DATES = [(month, day) for month in range(1, 13) for day in (1, 16)]
WEIGHT = {"none": 0, "ask": 1, "no": 2}


def _read(name):
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return {row["key"]: row for row in csv.DictReader(file)}


ACTIVITIES, TYPES = _read("activities.csv"), _read("element_types.csv")
ROWS = {
    (kind, entry.split("@")[0]): entry.split("@")[2]
    for kind, row in TYPES.items()
    for entry in row["activities"].split(";")
}
PAIRS = [(kind, activity) for kind in TYPES for activity in ACTIVITIES]


@lru_cache
def _written_out(window):
    """Every (month, day) of a window, by tearing leaves off a leap year's calendar from start to end."""
    start, end = (tuple(map(int, side.split("-"))) for side in window.split(".."))
    leaf, days = CALENDAR.index(start), {start}
    while CALENDAR[leaf] != end:
        leaf = (leaf + 1) % 366
        days.add(CALENDAR[leaf])
    return frozenset(days | {(2, 29)} if end == (2, 28) else days)


BIRDS, AMPHIBIANS = _written_out("03-16..07-15"), _written_out("02-15..08-31")


def _window_of(kind, activity):
    own = ACTIVITIES[activity]
    return ROWS.get((kind, activity), f"{own['season_start']}..{own['season_end']}")


def _rules(kind, activity):
    own = ACTIVITIES[activity]
    start, end = _window_of(kind, activity).split("..")
    return Rules(
        start=start,
        end=end,
        strict=own["strict_window"] == "yes",
        birds=own["bird_rule"],
        amphibians=own["amphibian_rule"],
        amphibian_sensitive=TYPES[kind]["amphibian_sensitive"] == "yes",
        usual=(kind, activity) in ROWS,
    )


def _naive(kind, activity, at):
    """The reasons and their weights (1 overleg eerst, 2 nu niet), worst first, read from the files."""
    own, wet = ACTIVITIES[activity], TYPES[kind]["amphibian_sensitive"] == "yes"
    found = []
    if at not in _written_out(_window_of(kind, activity)):
        found.append(("strict", 2) if own["strict_window"] == "yes" else ("window", 1))
    if at in BIRDS:
        found.append(("birds", WEIGHT[own["bird_rule"]]))
    if at in AMPHIBIANS and wet:
        found.append(("amphibians", WEIGHT[own["amphibian_rule"]]))
    if (kind, activity) not in ROWS:
        found.append(("type", 1))
    return [each for weight in (2, 1) for each in found if each[1] == weight]


def _told(answer):
    """An answer in the words of the naive reading; its own advice must be that of its first reason."""
    weight = {Advice.GOOD: 0, Advice.ASK: 1, Advice.NO: 2}
    found = [(each.reason.value, weight[each.advice]) for each in answer.because]
    assert weight[answer.advice] == max((each[1] for each in found), default=0)
    return found


@lru_cache
def _around(window):
    """The 24 dates, the days around the edges of a window and of both periods, and the end of February."""
    edges = [*window.split(".."), "03-16", "07-15", "02-15", "08-31"]
    at = [CALENDAR.index(tuple(map(int, edge.split("-")))) for edge in edges]
    near = [CALENDAR[(leaf + step) % 366] for leaf in at for step in (-1, 0, 1)]
    return sorted({*DATES, *near, (2, 27), (2, 28), (2, 29), (3, 1)})


def test_every_pair_has_the_advice_and_the_reasons_of_the_rules_at_every_telling_date():
    asked = 0
    for kind, activity in PAIRS:
        rules = _rules(kind, activity)
        for at in _around(_window_of(kind, activity)):
            naive = _naive(kind, activity, at)
            for year in YEARS if at != (2, 29) else (2028,):
                assert _told(advise(rules, date(year, *at))) == naive, (kind, activity, year, at)
                asked += 1
    assert asked > len(PAIRS) * 24 * len(YEARS)


def _letters(kind, activity):
    """24 letters in pairs, a pair a month: the first letter of the first reason, or + where there is none."""
    first = [next(iter(_naive(kind, activity, at)), ("+", 0)) for at in DATES]
    line = "".join(reason[0].upper() if weight == 2 else reason[0] for reason, weight in first)
    return " ".join(line[n : n + 2] for n in range(0, 24, 2))


def _table():
    """One line for every row, and for what has no row one for dry types and one for wet types."""
    for (kind, activity), window in ROWS.items():
        yield f"{activity:23}{kind:27}{window}  {_letters(kind, activity)}"
    for activity in ACTIVITIES:
        for wet in ("no", "yes"):
            kind = next(
                kind
                for kind, row in TYPES.items()
                if row["amphibian_sensitive"] == wet and (kind, activity) not in ROWS
            )
            name = "(elders, nat)" if wet == "yes" else "(elders)"
            yield f"{activity:23}{name:27}{_window_of(kind, activity)}  {_letters(kind, activity)}"


def test_the_reviewed_table_holds_for_the_rows_as_they_ship():
    lines = [line for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    assert sorted(lines) == sorted(_table())


def _rule(window="11-01..03-15", **other):
    start, end = window.split("..")
    usual = {
        "strict": False,
        "birds": "none",
        "amphibians": "none",
        "amphibian_sensitive": False,
        "usual": True,
    }
    return Rules(start=start, end=end, **(usual | other))


POND = _rule("09-01..10-15", strict=True, birds="no", amphibians="no", amphibian_sensitive=True)


@pytest.mark.parametrize(
    ("rules", "day", "told"),
    [
        pytest.param(_rule(birds="no"), "2026-11-25", "", id="knotten in november"),
        pytest.param(_rule(birds="no"), "2027-01-01", "", id="over de jaarwisseling"),
        pytest.param(_rule(birds="no"), "2027-03-15", "", id="de laatste dag"),
        pytest.param(_rule(birds="no"), "2027-03-16", "no birds, ask window", id="de dag erna is broedtijd"),
        pytest.param(_rule(birds="no"), "2027-07-16", "ask window", id="na de broedtijd"),
        pytest.param(_rule(birds="no"), "2026-10-31", "ask window", id="een dag te vroeg"),
        pytest.param(_rule("06-15..10-15", birds="ask"), "2027-06-20", "ask birds", id="maaien in broedtijd"),
        pytest.param(POND, "2026-09-20", "", id="poel schonen in september"),
        pytest.param(POND, "2026-10-16", "no strict", id="te laat voor de poel"),
        pytest.param(POND, "2027-05-01", "no strict, no birds, no amphibians", id="poel in mei"),
        pytest.param(POND, "2027-08-31", "no strict, no amphibians", id="laatste dag van de kikkers"),
        pytest.param(
            _rule("02-01..04-30", amphibians="ask"), "2027-03-01", "", id="kikkerregel, droge soort"
        ),
        pytest.param(
            _rule("09-01..11-30", birds="ask", usual=False),
            "2027-05-01",
            "ask window, ask birds, ask type",
            id="hier geen gewoon werk",
        ),
        pytest.param(_rule(birds="no", usual=False), "2026-11-25", "ask type", id="ongewoon, wel op tijd"),
    ],
)
def test_reasons_come_worst_first(rules, day, told):
    because = tuple(
        Because(Reason(reason), Advice(advice))
        for advice, reason in (part.split() for part in told.split(", ") if part)
    )
    worst = because[0].advice if because else Advice.GOOD
    assert advise(rules, date.fromisoformat(day)) == Answer(worst, because)


@pytest.mark.parametrize(
    ("day", "window", "inside"),
    [
        ("2027-02-28", "10-01..02-28", True),
        ("2028-02-29", "10-01..02-28", True),
        ("2028-03-01", "10-01..02-28", False),
        ("2028-02-29", "02-01..02-28", True),
        ("2028-02-29", "03-01..09-30", False),
        ("2028-02-29", "03-01..02-28", True),
        ("2027-02-28", "10-01..02-29", True),
        ("2027-03-01", "10-01..02-29", False),
        ("2026-12-31", "01-01..12-31", True),
        ("2027-01-01", "01-01..12-31", True),
        ("2026-06-15", "06-15..06-15", True),
        ("2026-06-16", "06-15..06-15", False),
    ],
)
def test_both_ends_belong_to_a_window_and_the_end_of_february_takes_the_29th_along(day, window, inside):
    assert in_window(date.fromisoformat(day), *window.split("..")) is inside


def test_the_bar_tells_of_every_day_what_the_day_itself_tells():
    for rules in {_rules(*pair) for pair in PAIRS}:
        for year in YEARS:
            parts = spans(rules, year)
            days = [day for part in parts for day in _days(part)]
            assert days == [(n, advise(rules, n).advice) for n in _days_of(year)]
            assert all(one.advice is not two.advice for one, two in pairwise(parts))
            by_month = months(rules, year)
            assert [day for month in by_month for part in month for day in _days(part)] == days
            assert [{part.first.month for part in month} for month in by_month] == [{n} for n in range(1, 13)]


def _days(part):
    return [(part.first + timedelta(n), part.advice) for n in range((part.last - part.first).days + 1)]


def _days_of(year):
    return [day for day in (date(year, 1, 1) + timedelta(n) for n in range(366)) if day.year == year]


def test_a_month_in_which_the_advice_changes_has_two_parts():
    march = months(_rule(birds="no"), 2027)[2]
    assert march == (
        Span(date(2027, 3, 1), date(2027, 3, 15), Advice.GOOD),
        Span(date(2027, 3, 16), date(2027, 3, 31), Advice.NO),
    )
