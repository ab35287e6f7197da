"""Events as iCalendar (RFC 5545), for the calendar that people have already. No names of people."""

from collections.abc import Iterable, Mapping
from typing import Final

from icalendar import Calendar
from icalendar import Event as Entry

from app.core.clock import HOME, now
from app.models import Event, EventStage

PRODUCT: Final = "-//Haarvaten//Agenda//NL"
MIME: Final = "text/calendar; charset=utf-8"


def calendar_of(
    events: Iterable[Event], *, name: str, host: str, urls: Mapping[Event, str], off: str
) -> bytes:
    """Return a calendar; an event keeps its UID for ever, and its SEQUENCE rises with each version.

    ``host`` makes the ids ours, ``off`` stands before the title of what was called off. Times are those of
    Drenthe, with the rules of its clock in the file.
    """
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", name)
    for event in events:
        found.add_component(_entry(event, host=host, url=urls[event], off=off))
    found.add_missing_timezones()
    text: bytes = found.to_ical()
    return text


def _entry(event: Event, *, host: str, url: str, off: str) -> Entry:
    called_off = event.stage == EventStage.OFF
    entry = Entry()
    entry.add("uid", f"{event.id}@{host}")
    entry.add("dtstamp", now())
    entry.add("sequence", event.version - 1)
    entry.add("dtstart", event.starts_at.astimezone(HOME))
    entry.add("dtend", event.ends_at.astimezone(HOME))
    entry.add("summary", f"{off}: {event.title}" if called_off else event.title)
    entry.add("status", "CANCELLED" if called_off else "CONFIRMED")
    entry.add("location", ", ".join(part for part in (event.meeting, event.village) if part))
    entry.add("geo", (event.lat, event.lon))
    entry.add("description", f"{event.about}\n\n{url}" if event.about else url)
    entry.add("url", url)
    return entry
