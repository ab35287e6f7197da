"""How dates, amounts and states read, and the addresses of the browser's files."""

import logging
from datetime import UTC, date, datetime

import pytest
from flask import Flask, render_template_string

from app import templating, wording
from app.models.elements import AgeClass, Condition, Consent, Owner, Visibility
from app.models.maintenance import NestCheck
from app.models.people import Role
from app.models.submissions import State


@pytest.fixture(autouse=True)
def request_of_a_visitor(app):
    with app.test_request_context("/"):
        yield


def test_days_and_times_are_written_as_people_write_them_and_on_our_own_clock():
    winter, summer = datetime(2026, 11, 21, 8, 30, tzinfo=UTC), datetime(2026, 7, 1, 22, 5, tzinfo=UTC)
    assert templating.day_clock(winter) == "21 november 2026 om 9.30 uur"
    assert templating.day_clock(summer) == "2 juli 2026 om 0.05 uur"
    assert templating.day(date(2026, 3, 1)) == "1 maart 2026"


def test_this_year_goes_without_saying(time_machine):
    time_machine.move_to(datetime(2026, 11, 21, 12, tzinfo=UTC))
    assert templating.short_day(date(2026, 1, 5)) == "5 januari"
    assert templating.short_day(date(2025, 1, 5)) == "5 januari 2025"


@pytest.mark.parametrize(
    ("filter_name", "value", "text"),
    [
        ("number", 2.5, "2,5"),
        ("number", 12345, "12.345"),
        ("number", 0, "0"),
        ("metres", 4.25, "4,2 meter"),
        ("metres", 180.4, "180 meter"),
        ("metres", 1250, "1,2 km"),
        ("metres", 12500, "12 km"),
        ("area", 350, "350 m²"),
        ("area", 4999, "4.999 m²"),
        ("area", 5000, "0,5 ha"),
        ("hours", 45, "45 minuten"),
        ("hours", 60, "1 uur"),
        ("hours", 150, "2,5 uur"),
        ("hours", 1530, "25,5 uur"),
    ],
)
def test_amounts_carry_their_unit(filter_name, value, text):
    assert render_template_string(f"{{{{ value | {filter_name} }}}}", value=value) == text


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (wording.STATES, State),
        (wording.OWNERS, Owner),
        (wording.CONSENTS, Consent),
        (wording.VISIBILITIES, Visibility),
        (wording.AGES, AgeClass),
        (wording.NEST_CHECKS, NestCheck),
        (wording.ROLES, Role),
    ],
)
def test_every_choice_has_words(words, kind):
    assert set(words) == {member.value for member in kind}


def test_every_condition_has_words_and_so_has_none_yet():
    assert set(wording.CONDITIONS) == {*(member.value for member in Condition), ""}


def test_the_address_of_a_file_changes_with_its_bytes_from_one_page_to_the_next(app, tmp_path, monkeypatch):
    monkeypatch.setattr(templating, "STATIC", tmp_path)
    (tmp_path / "a.css").write_text("a")
    with app.test_request_context():
        first = templating.asset_url("a.css")
    (tmp_path / "a.css").write_text("another")
    assert first.startswith("/static/a.css?v=")
    with app.test_request_context():
        assert templating.asset_url("a.css") != first


def test_files_that_were_not_built_are_named_in_the_log_and_stop_nothing(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(templating, "STATIC", tmp_path)
    with caplog.at_level(logging.WARNING):
        templating.register(Flask("bare"))
    assert "make assets" in caplog.text
    assert templating.asset_url("build/haarvaten.css") == "/static/build/haarvaten.css"


@pytest.mark.parametrize(
    ("path", "prefix", "current"),
    [
        ("/", "/", True),
        ("/kaart", "/", False),
        ("/elementen/1", "/elementen", True),
        ("/elementenx", "/elementen", False),
    ],
)
def test_the_navigation_knows_where_one_is(app, path, prefix, current):
    with app.test_request_context(path):
        assert templating.is_current(prefix) is current
