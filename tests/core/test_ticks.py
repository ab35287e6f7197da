"""How long a tick "achterstallig" stands."""

import itertools
from datetime import UTC, date, datetime

import pytest

from app.core.ticks import Told, ticked_since

pytestmark = pytest.mark.once  # no database is asked

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def told(on: date, late: bool | None = None, *, clears: bool = False, hour: int = 9) -> Told:
    return Told(on, datetime(2026, 8, 1, hour, tzinfo=UTC), late, clears)


@pytest.mark.parametrize(
    ("facts", "since"),
    [
        ([], None),
        ([told(MAY)], None),
        ([told(MAY, True)], MAY),
        ([told(MAY, True), told(JUNE)], MAY),  # work that never is overdue says nothing
        ([told(MAY, True), told(JUNE, clears=True)], None),
        ([told(MAY, True), told(MAY, clears=True, hour=10)], MAY),  # the same day is not later
        ([told(JUNE, True), told(MAY, clears=True)], JUNE),  # work of before the tick
        ([told(MAY, True), told(JUNE, False)], None),
        ([told(MAY, True), told(MAY, False, hour=10)], None),  # later that day, how it stands
        ([told(MAY, False), told(MAY, True, hour=10)], MAY),
        ([told(JUNE, True), told(MAY, False)], JUNE),
        ([told(MAY, True), told(JUNE, True)], MAY),  # still overdue, since the first tick
        ([told(MAY, True), told(JUNE, True, clears=True)], JUNE),  # that was done, and something else waits
        ([told(MAY, True), told(JUNE, False), told(JULY, True)], JULY),
    ],
)
def test_a_tick_stands_until_it_is_overtaken(facts, since):
    for order in itertools.permutations(facts):
        assert ticked_since(order) == since
