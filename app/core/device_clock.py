"""What the clock of a device said when something was sent, and how far that was off.

A phone may stand years ahead or behind. So its time is kept and shown, and never put in order by.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Self

MAX_TEXT: Final = 40  # characters; a browser sends 24
MOST_S: Final = 2**31 - 1  # what an integer column holds: 68 years
FIRST_YEAR, LAST_YEAR = 2, 9998  # a year from either end, so that no time zone leads out of the calendar


@dataclass(frozen=True)
class DeviceClock:
    """When something was made and when it was sent, as the device said; both aware, in UTC."""

    made: datetime
    sent: datetime

    @classmethod
    def read(cls, sent: str | None, made: str | None = None) -> Self | None:
        """Read ISO 8601 with a time zone, as ``toISOString()`` writes it; None for anything else.

        What was not made apart was made when it was sent.
        """
        sent_at = _moment(sent)
        return None if sent_at is None else cls(_moment(made) or sent_at, sent_at)

    def skew_s(self, received: datetime) -> int:
        """Return by how many whole seconds the device is ahead (below 0: behind), at most 68 years."""
        return max(-MOST_S, min(MOST_S, round((self.sent - received).total_seconds())))


def _moment(text: str | None) -> datetime | None:
    if not text or len(text) > MAX_TEXT:
        return None
    try:
        found = datetime.fromisoformat(text)
        moment = found.astimezone(UTC) if found.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None
    return moment if moment is not None and FIRST_YEAR <= moment.year <= LAST_YEAR else None
