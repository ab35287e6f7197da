"""No cell of a text file is taken for a formula, and reading it back gives what was there."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.exports.cells import guarded, unguarded, written

pytestmark = [pytest.mark.G09, pytest.mark.once]
SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
STARTS = tuple(SIGNS + "\t\r\n")
HOSTILE = [
    "=1+1", "+31 592 123", "-5", "@SUM(A1)", "\t=1", "\r=1", "  =1+1", "\u00a0=1", "\u3000=1", "\u200b=1",
    "\ufeff=1", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff201", "'=1", "''=1", " '=1", "\tgewoon", "\rgewoon",
    '"=1"', "a;=1+1", "a,=1+1", 'a"; =cmd|"/c calc"!A1', "a\n=1", "a;'=1", 'a;"=1',
]  # fmt: skip
PLAIN = [
    "'t Veen",
    "een-twee",
    "a=b",
    "jan@voorbeeld",
    "",
    "Houtwal",
    "’s-Gravenzande",
    "“=”",
    "x;y",
    "2026-05",
]
words = st.text(alphabet=st.sampled_from(SIGNS + "'\"; ,|\t\r\n\u00a0\u200bab1"), max_size=12) | st.text(
    max_size=20
)


def cut(text: str, between: str) -> list[str]:
    """Cut a file into cells as a program does that expects this separator."""
    return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=between) for cell in row]


def begins_a_formula(cell: str) -> bool:
    return cell.lstrip("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff \u00a0\u3000\t\r\n").startswith(
        tuple(SIGNS)
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_a_formula_opens_as_text(text):
    cell = guarded(text)
    assert not cell.startswith(STARTS) and not begins_a_formula(cell)
    assert unguarded(cell) == text


@pytest.mark.parametrize("text", PLAIN)
def test_other_words_stay_as_they_are(text):
    assert guarded(text) == text == unguarded(text)


@given(words)
@example("a;'=1")
@example("''=")
def test_reading_back_gives_what_was_there(text):
    assert unguarded(guarded(text)) == text
    assert not begins_a_formula(guarded(text))


@given(words)
def test_no_program_that_cuts_elsewhere_finds_a_formula(text):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";", lineterminator="\r\n").writerow(["a", guarded(text), "b"])
    for between in ";,\t|":
        cells = cut(file.getvalue(), between)
        assert not [cell for cell in cells if begins_a_formula(cell)], cells


def test_numbers_stay_numbers():
    assert written([3, -0.5, 52.9967431, None, "-5"], point=",") == [
        "3",
        "-0,5000000",
        "52,9967431",
        "",
        "'-5",
    ]
    assert written([52.9967431], point=".") == ["52.9967431"]
