"""The clock of a device: what is read, and how far it is off."""

from datetime import UTC, datetime

import pytest

from app.core.device_clock import MOST_S, DeviceClock

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
pytestmark = [pytest.mark.D13, pytest.mark.once]  # no database is asked


@pytest.mark.parametrize(
    ("text", "skew_s"),
    [
        ("2026-11-26T12:00:00.000Z", 0),
        ("2026-11-26T12:00:00.600Z", 1),
        ("2026-11-26T14:00:00+02:00", 0),  # another time zone is the same moment
        ("2026-11-26T11:59:59.000Z", -1),
        ("2036-11-26T12:00:00.000Z", 3653 * 86400),
        ("2016-11-26T12:00:00.000Z", -3652 * 86400),
        ("2028-02-29T12:00:00.000Z", 460 * 86400),
        ("1970-01-01T00:00:00.000Z", -1795694400),
        ("9998-12-31T23:59:59.999Z", MOST_S),
        ("0002-01-01T00:00:00.000Z", -MOST_S),
    ],
)
def test_what_a_browser_writes_is_read(text, skew_s):
    assert DeviceClock.read(text).skew_s(NOON) == skew_s


@pytest.mark.parametrize(
    "night", [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]
)
def test_a_night_in_which_the_clocks_change_is_no_difference(night):
    assert DeviceClock.read(night.isoformat()).skew_s(night) == 0


@pytest.mark.parametrize(
    "text",
    [
        None, "", "gisteren", "2026-11-26", "2026-11-26T12:00:00", "1764158400000", "2026-02-29T12:00:00Z",
        "+012026-11-26T12:00:00.000Z", "-000001-01-01T00:00:00.000Z", "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "\x00",
        "\uff12\uff10\uff12\uff16-11-26T12:00:00Z",
        "2026-11-26T12:00:00." + "0" * 99 + "Z",
    ],
)  # fmt: skip
def test_anything_else_is_as_if_nothing_was_said(text):
    assert DeviceClock.read(text) is None


def test_what_was_made_earlier_is_kept_beside_it():
    clock = DeviceClock.read("2026-11-26T12:00:00Z", "2026-11-20T09:30:00+01:00")
    assert clock == DeviceClock(datetime(2026, 11, 20, 8, 30, tzinfo=UTC), NOON)
    assert DeviceClock.read("2026-11-26T12:00:00Z", "ooit").made == NOON
