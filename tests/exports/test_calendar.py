"""Days as .ics: read again by icalendar, and line by line as RFC 5545 asks."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from app.core.clock import HOME, now
from app.extensions import db
from app.models import Event, EventStage
from tests.factories.events import EventFactory
from tests.factories.groups import GroupFactory

SUMMER = datetime(2027, 7, 3, 9, 30, tzinfo=HOME)
NEEDED = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "STATUS", "URL")


@pytest.fixture
def event(database):
    return EventFactory(
        published=True, starts_at=SUMMER, title="Knotten, hooien; en koffie",
        about="Een lange uitleg. " * 12, meeting="Op de Brink, bij de linde", phone="06-00000000",
        leader="Sam", village="Coëvorden",
    )  # fmt: skip


def lines_of(data: bytes) -> list[bytes]:
    """Read it as RFC 5545 writes it: CRLF, at most 75 octets in a line; return the unfolded lines."""
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    folded = data.split(b"\r\n")[:-1]
    assert max(len(line) for line in folded) <= 75
    for line in folded:
        line.decode()  # no character was cut in two
    return data.replace(b"\r\n ", b"").split(b"\r\n")[:-1]


def entries(data: bytes) -> list:
    return Calendar.from_ical(data).walk("VEVENT")


def test_a_day_reads_back_as_it_is(client, event):
    answer = client.get(f"/agenda/{event.id}.ics")
    assert answer.mimetype == "text/calendar"
    (entry,) = entries(answer.data)
    assert entry["UID"] == f"{event.id}@localhost" or entry["UID"].startswith(f"{event.id}@")
    assert entry.decoded("DTSTART") == SUMMER
    assert entry["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert entry.decoded("DTEND") - entry.decoded("DTSTART") == timedelta(hours=3)
    assert str(entry["SUMMARY"]) == "Knotten, hooien; en koffie"
    assert str(entry["LOCATION"]) == "Op de Brink, bij de linde, Coëvorden"
    assert entry.decoded("DTSTAMP").tzinfo is not None
    assert "06-00000000" not in answer.text
    assert "Sam" not in answer.text


def test_line_by_line_it_is_as_the_standard_asks(client, event):
    lines = lines_of(client.get(f"/agenda/{event.id}.ics").data)
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-1] == b"END:VCALENDAR"
    assert b"VERSION:2.0" in lines
    assert any(line.startswith(b"PRODID:") for line in lines)
    inside = lines[lines.index(b"BEGIN:VEVENT") : lines.index(b"END:VEVENT")]
    names = [re.split(rb"[:;]", line, maxsplit=1)[0].decode() for line in inside[1:]]
    assert [name for name in NEEDED if names.count(name) != 1] == []
    assert rb"SUMMARY:Knotten\, hooien\; en koffie" in inside
    assert b"DTSTART;TZID=Europe/Amsterdam:20270703T093000" in inside
    assert any(re.fullmatch(rb"DTSTAMP:\d{8}T\d{6}Z", line) for line in inside)
    zone = lines[lines.index(b"BEGIN:VTIMEZONE") : lines.index(b"END:VTIMEZONE")]
    assert b"TZID:Europe/Amsterdam" in zone
    assert b"BEGIN:DAYLIGHT" in zone


def test_what_is_called_off_says_so_under_the_same_id_and_a_higher_number(client, event):
    (before,) = entries(client.get(f"/agenda/{event.id}.ics").data)
    db.session.get(Event, event.id).stage = EventStage.OFF
    db.session.commit()
    (after,) = entries(client.get(f"/agenda/{event.id}.ics").data)
    assert (before["UID"], before["STATUS"], before["SEQUENCE"]) == (after["UID"], "CONFIRMED", 0)
    assert (after["STATUS"], after["SEQUENCE"]) == ("CANCELLED", 1)
    assert str(after["SUMMARY"]).startswith("Afgelast: ")


def test_the_feeds_hold_what_is_on_the_agenda(client):
    group = GroupFactory(published=True)
    ours, other = EventFactory(published=True, hosts=[group]), EventFactory(published=True)
    EventFactory(title="Voorstel", hosts=[group])
    EventFactory(published=True, title="Lang geleden", starts_at=now() - timedelta(days=90))
    found = {entry["UID"].split("@")[0] for entry in entries(client.get("/agenda.ics").data)}
    assert found == {str(ours.id), str(other.id)}
    mine = entries(client.get(f"/agenda/groep/{group.id}.ics").data)
    assert [entry["UID"].split("@")[0] for entry in mine] == [str(ours.id)]
    assert client.get(f"/agenda/groep/{ours.id}.ics").status_code == 404


def test_an_empty_feed_is_a_calendar_too(client):
    assert entries(client.get("/agenda.ics").data) == []
    lines_of(client.get("/agenda.ics").data)


def test_in_winter_the_clock_is_an_hour_earlier_to_utc(client):
    day = EventFactory(published=True, starts_at=datetime(2027, 1, 9, 9, 30, tzinfo=HOME))
    (entry,) = entries(client.get(f"/agenda/{day.id}.ics").data)
    assert entry.decoded("DTSTART").astimezone(UTC).hour == 8
