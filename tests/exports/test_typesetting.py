"""Documents are made in a process of their own, within limits, and outside a transaction."""

import datetime as dt

import pytest

from app.core.errors import BusyError
from app.core.outside import writing
from app.exports import typesetting
from app.exports.hours import HoursLine, hours_statement, totals_per_element
from app.i18n import in_language
from tests.exports.hostile import HOSTILE
from tests.exports.walks import facts_of, text_of

pytestmark = pytest.mark.once("spatialite")
DAY = dt.date(2026, 11, 27)
LINES = [
    HoursLine(done_on=dt.date(2026, 2, 3), element="Poel Hooiveld", work="Schonen", minutes=150),
    HoursLine(
        done_on=dt.date(2026, 1, 9), element="Houtwal Bovenweg", work="Afzetten", minutes=200, waits=True
    ),
    HoursLine(done_on=dt.date(2026, 1, 9), element="Poel Hooiveld", work="Raster herstellen", minutes=45),
]


@pytest.fixture(params=["nl"])
def spoken(app, request):
    with app.app_context(), in_language(request.param):
        yield


def statement(name="Anna", lines=LINES) -> bytes:
    return hours_statement(name, lines, year=2026, on=DAY)


def test_totals_are_exact_and_the_largest_first():
    assert totals_per_element(LINES) == [("Houtwal Bovenweg", 200), ("Poel Hooiveld", 195)]


def test_a_statement_tells_each_day_each_element_and_the_total(spoken):
    pdf = statement("Anna van ’t Veen")
    said = " ".join(text_of(pdf).split())
    for words in (
        "Uren van 2026",
        "Anna van ’t Veen",
        "Samen in 2026: 6 u 35 op 2 dagen",
        "Poel Hooiveld 3 u 15",
        "9 januari Houtwal Bovenweg Afzetten (nog niet bekeken) 3 u 20",
    ):
        assert words in said
    assert said.index("9 januari") < said.index("3 februari")
    facts = facts_of(pdf)
    assert (facts["Tagged"], facts["Pages"], facts["Title"]) == ("yes", "1", "Uren van 2026")
    assert b"<pdfuaid:part>1<" in pdf


@pytest.mark.parametrize("spoken", ["en"], indirect=True)
def test_a_statement_says_in_which_language_it_is(spoken):
    assert b"<rdf:li>en</rdf:li>" in statement()


def test_a_year_without_hours_says_so(spoken):
    assert "In 2026 staan geen uren." in text_of(statement(lines=[]))


def test_many_lines_go_on_over_pages_with_the_heads_of_the_columns(spoken):
    pdf = statement(lines=LINES * 60)
    pages = int(facts_of(pdf)["Pages"])
    assert pages > 3 and text_of(pdf).count("Element") >= pages


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_it(spoken, name):
    lines = [HoursLine(done_on=DAY, element=name, work=name, minutes=30)]
    assert facts_of(statement(name, lines))["Tagged"] == "yes"


def test_what_no_font_has_is_left_out_and_letters_stay():
    found = typesetting.printable({"a": ["eik \U0001f333\ufe0f", "\u05e8\u05d7", "b\x00\u202e"], "n": 3})
    assert found == {"a": ["eik", "\u05e8\u05d7", "b"], "n": 3}


def test_a_word_without_end_can_be_broken():
    (found,) = typesetting.printable(["x" * 100])
    assert max(len(part) for part in found.split(typesetting.MAY_BREAK)) <= 36
    assert found.replace(typesetting.MAY_BREAK, "") == "x" * 100


def test_what_takes_too_long_is_told_and_the_next_one_is_made(spoken, monkeypatch):
    with monkeypatch.context() as slow:
        slow.setattr(typesetting, "WALL_S", 0.01)
        for _ in range(typesetting.AT_ONCE + 1):
            with pytest.raises(BusyError, match="duurt nu te lang"):
                statement()
    assert statement().startswith(b"%PDF")


def test_who_waits_too_long_for_a_turn_is_told(spoken, monkeypatch):
    monkeypatch.setattr(typesetting, "QUEUE_S", 0)
    turns = typesetting.threading.BoundedSemaphore(1)
    monkeypatch.setattr(typesetting, "_turns", turns)
    with turns, pytest.raises(BusyError):
        statement()


@pytest.mark.parametrize(("program", "error"), [
    ("import os; os.kill(os.getpid(), 24)", BusyError),  # as the limits do
    ("raise SystemExit(3)", OSError),
    ("", OSError),
])  # fmt: skip
def test_a_program_that_ends_early_makes_no_document(spoken, monkeypatch, tmp_path, program, error):
    (tmp_path / "__main__.py").write_text(program)
    monkeypatch.setattr(typesetting, "TYPESETTER", tmp_path)
    with pytest.raises(error):
        statement()


def test_none_is_made_inside_a_transaction(spoken):
    with writing(), pytest.raises(RuntimeError, match="inside a write transaction"):
        statement()


def test_the_process_gets_nothing_of_ours(spoken, monkeypatch):
    """It would fail on a proxy or a secret that it may not see, so look at what it is given."""
    seen = {}
    run = typesetting.subprocess.run

    def watched(*command, **options):
        seen.update(options)
        return run(*command, **options)

    monkeypatch.setattr(typesetting.subprocess, "run", watched)
    statement()
    assert set(seen["env"]) == {"RAYON_NUM_THREADS", "LC_ALL"} and seen["cwd"] == "/"
