"""A file's name is shown, never used."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.file_names import shown_name

pytestmark = pytest.mark.once  # no database is asked


@pytest.mark.P08
@given(st.text(max_size=5000))
def test_a_shown_name_is_short_and_holds_no_path_and_no_control_marks(name):
    shown = shown_name(name)
    assert len(shown) <= 60
    assert "/" not in shown
    assert "\\" not in shown
    assert not [sign for sign in shown if unicodedata.category(sign).startswith("C")]


@pytest.mark.parametrize(
    ("given", "shown"),
    [("C:\\foto's\\wal.jpg", "wal.jpg"), ("../../wal.jpg", "wal.jpg"), ("wal\u202egpj.exe", "walgpj.exe")],
)
def test_the_last_part_is_what_people_know(given, shown):
    assert shown_name(given) == shown
