"""What was held back until a day is shown from that day on, also on pages that are kept."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.core.clock import today
from app.extensions import db
from app.jobs import DAILY, JOBS
from app.models import PAGES, MapLayer, State
from tests.factories.sightings import stored_sighting

DAY = datetime(2026, 11, 23, 22, 50, tzinfo=UTC)  # ten minutes before midnight in Drenthe
PUBLISHED = {"state": State.PUBLISHED, "waits": False, "species_key": "corylus-avellana"}


def token() -> str | None:
    return db.session.scalar(select(MapLayer.token).where(MapLayer.name == PAGES))


def test_a_kept_list_shows_it_from_the_first_minute_of_its_day(client, anna):
    with time_machine.travel(DAY, tick=False) as clock:
        held = stored_sighting(anna, embargo_until=today() + timedelta(days=1), **PUBLISHED)
        assert str(held.id) not in client.get("/waarnemingen").text
        assert str(held.id) not in client.get("/waarnemingen").text, "kept by now"
        clock.shift(timedelta(minutes=11))
        assert str(held.id) in client.get("/waarnemingen").text


@pytest.mark.parametrize(
    ("days", "state", "renewed"),
    [(0, "published", True), (-3, "published", True), (1, "published", False), (0, "pending", False)],
)
def test_pages_are_made_anew_when_an_embargo_ended(anna, days, state, renewed):
    told = PUBLISHED | {"state": State(state), "waits": state == "pending"}
    stored_sighting(anna, embargo_until=today() + timedelta(days=days), **told)
    before = token()
    JOBS["sightings.embargo"]()
    assert (token() != before) == renewed


def test_it_comes_round_just_after_midnight():
    assert DAILY["sightings.embargo"].hour == 0 and DAILY["sightings.embargo"].minute > 0
