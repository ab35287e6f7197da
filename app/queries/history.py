"""What happened to an element: work, what people saw, and what the desk changed; newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.extensions import db
from app.models import Decision, Element, User
from app.queries.corrections import find_changes, find_checks
from app.queries.maintenance import find_history

STEPS: Final = ("correct", "gone", "restore")
HERE: Final = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Event:
    """One thing that happened; ``kind`` says what ``row`` is."""

    day: date
    kind: str  # maintenance, presence_check, element_change, step
    row: Any


def find_events(element: Element, *, viewer: User | None) -> Sequence[Event]:
    """Return what someone may know of the element's past, at most 100 of each kind."""
    found = [Event(log.done_on, "maintenance", log) for log in find_history(element, viewer=viewer)]
    found += [Event(one.seen_on, "presence_check", one) for one in find_checks(element, viewer=viewer)]
    found += [
        Event(one.received_at.astimezone(HERE).date(), "element_change", one)
        for one in find_changes(element, viewer=viewer)
    ]
    steps = select(Decision).where(Decision.submission_id == element.id, Decision.step.in_(STEPS))
    found += [
        Event(one.at.astimezone(HERE).date(), "step", one)
        for one in db.session.scalars(steps.order_by(Decision.at))
    ]
    return sorted(found, key=lambda event: event.day, reverse=True)
