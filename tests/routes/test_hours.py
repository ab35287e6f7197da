"""What someone gave of their time: their own, exact, per year, and as a PDF."""

import datetime as dt
import re

import pytest
from sqlalchemy import event

from app.extensions import db
from app.models import State
from app.queries.hours import Year, find_hours, find_years
from app.routes import hours
from tests.exports.walks import facts_of, text_of
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.personas import sign_in

PAGE, PDF = "/account/uren", "/account/uren/overzicht.pdf"


@pytest.fixture
def pond(database):
    return ElementFactory(published=True, title="Poel Hooiveld")


def work(person, element, day, minutes, state=State.PUBLISHED):
    return MaintenanceLogFactory(
        author=person, element=element, done_on=day, minutes_each=minutes, state=state,
        waits=state == State.PENDING,
    )  # fmt: skip


@pytest.fixture
def worked(anna, bram, pond):
    """Anna worked on three days of 2026 and one of 2025, and Bram too."""
    work(anna, pond, dt.date(2026, 9, 12), 150)
    work(anna, pond, dt.date(2026, 9, 12), 45, State.PENDING)
    work(anna, pond, dt.date(2026, 1, 1), 20)
    work(anna, pond, dt.date(2026, 12, 31), None)
    work(anna, pond, dt.date(2025, 12, 31), 60)
    work(bram, pond, dt.date(2026, 9, 12), 600)
    for state in (State.REJECTED, State.WITHDRAWN, State.RETURNED):
        work(anna, pond, dt.date(2026, 3, 1), 1000, state)


def test_years_count_what_is_published_and_what_waits(anna, worked):
    assert find_years(anna) == [
        Year(year=2026, minutes=215, days=2, times=3, untimed=1),
        Year(year=2025, minutes=60, days=1, times=1),
    ]


@pytest.mark.parametrize("role", ["bram", "chris", "dirk"])
def test_they_are_of_the_person_alone_whatever_else_one_may_see(request, worked, role):
    person = request.getfixturevalue(role)
    assert all(log.author_id == person.id for log in find_hours(person, year=2026))
    assert sum(one.minutes for one in find_years(person)) == (600 if role == "bram" else 0)


def test_pages_are_walked_and_each_work_comes_once(anna, pond):
    made = {work(anna, pond, dt.date(2026, 5, 1 + n // 3), 30).id for n in range(7)}
    found, after = [], ""
    for _ in range(4):
        page = find_hours(anna, year=2026, after=after, size=2)
        found += [log.id for log in page]
        after = page.next_key
    assert (len(found), set(found), after) == (7, made, "")


def test_the_page_shows_a_year_and_the_way_to_the_others(client, anna, worked):
    sign_in(client, anna)
    page = client.get(PAGE).text
    assert "3 u 35" in page and "Bij 1 keer werk staat geen tijd" in page
    assert re.findall(r"<strong>(\d+ u \d\d)</strong>", page) == ["2 u 30", "0 u 45", "0 u 20"] or re.findall(
        r"<strong>(\d+ u \d\d)</strong>", page
    ) == ["0 u 45", "2 u 30", "0 u 20"]
    assert "?jaar=2025" in page and "10 u 00" not in page
    before = client.get(f"{PAGE}?jaar=2025").text
    assert "1 u 00" in before and "3 u 35" not in before


@pytest.mark.parametrize("asked", ["?jaar=2031", "?jaar=x", "?jaar=99999999999", "?na=x", "?jaar=&na=W10"])
def test_an_address_that_says_nothing_shows_the_last_year(client, anna, worked, asked):
    sign_in(client, anna)
    answer = client.get(PAGE + asked)
    assert answer.status_code == 200 and "3 u 35" in answer.text


def test_who_has_no_hours_yet_is_shown_the_way(client, anna):
    sign_in(client, anna)
    assert "Je hebt nog geen uren" in client.get(PAGE).text
    assert "Mijn uren" in client.get("/account").text


def test_the_statement_has_the_same_hours(client, anna, worked):
    sign_in(client, anna)
    answer = client.get(f"{PDF}?jaar=2026")
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="haarvaten-uren-2026.pdf"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    said = " ".join(text_of(answer.data).split())
    assert f"{anna.name} " in said and "Samen in 2026: 3 u 35 op 2 dagen" in said
    assert "1 januari Poel Hooiveld" in said and "(nog niet bekeken) 0 u 45" in said
    assert "1 u 00" in text_of(client.get(f"{PDF}?jaar=2025").data)


def test_the_statement_speaks_the_language_of_its_reader(client, anna, worked):
    anna.language = "en"
    db.session.commit()
    sign_in(client, anna)
    assert b"<rdf:li>en</rdf:li>" in client.get(PDF).data


def test_an_empty_statement_is_one_too(client, anna):
    sign_in(client, anna)
    assert facts_of(client.get(PDF).data)["Pages"] == "1"


def test_more_lines_than_fit_are_refused_in_words(client, anna, worked, monkeypatch):
    monkeypatch.setattr(hours, "MOST", 2)
    sign_in(client, anna)
    answer = client.get(PDF)
    assert answer.status_code == 422 and "meer dan 2 regels" in answer.text


def test_an_element_that_others_may_not_see_keeps_its_name_for_who_worked_there(client, anna, worked, pond):
    pond.state = State.WITHDRAWN
    db.session.commit()
    sign_in(client, anna)
    assert "Poel Hooiveld" in client.get(PAGE).text


@pytest.mark.once("spatialite")
@pytest.mark.parametrize("ask", [find_years, lambda person: find_hours(person, year=2026)])
def test_ones_own_are_found_without_walking_through_all_elements(anna, worked, ask):
    sent = []

    def note(_connection, _cursor, statement, told, _context, _many):
        sent.append((statement, told))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        ask(anna)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    sql, told = next((sql, told) for sql, told in sent if "maintenance_log" in sql)
    rows = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", told).all()
    steps = [row[3] for row in rows]
    assert any("ix_submission_author" in step for step in steps), steps
    assert not any(step.startswith("SCAN") for step in steps), steps
