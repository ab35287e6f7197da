"""What stands out in clock and calendar: a device that is off, and a day that must still come."""

from collections.abc import Iterator
from typing import Final

from app.core.clock import today
from app.models import MaintenanceLog, PresenceCheck, ProblemReport, Submission
from app.queries.check import Check, look

OFF_S: Final = 600  # a slow upload takes minutes too


def on_time(item: Submission) -> Iterator[Check]:
    """Look at the clock of the device and at the day that was told; neither is a reason to refuse."""
    skew = item.clock_skew_s or 0
    if abs(skew) > OFF_S:
        yield look("clock.ahead" if skew > 0 else "clock.behind", off_s=abs(skew))
    if isinstance(item, MaintenanceLog):
        day = item.done_on
    elif isinstance(item, PresenceCheck | ProblemReport):
        day = item.seen_on
    else:
        return
    if day > today():
        yield look("day.future", on=day.isoformat())
