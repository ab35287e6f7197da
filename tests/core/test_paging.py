import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.paging import cut, pack, read_moment, unpack

pytestmark = pytest.mark.once  # no database is asked


@given(st.lists(st.text().filter(lambda word: "\0" not in word), min_size=1, max_size=3))
def test_a_key_survives_the_address_bar(parts):
    try:
        packed = pack(parts)
    except UnicodeEncodeError:  # a lone surrogate never comes out of a database
        return
    assert unpack(packed, parts=len(parts)) == parts


HALF_A_CHARACTER = "WyJcdWQ4MDAiLCJ4Il0"


@pytest.mark.parametrize(
    "word", ["", "x", "@@@", "W10", "eyJhIjoxfQ", "WyJhIl0=x", "WyIAIl0", "é", HALF_A_CHARACTER]
)
def test_a_key_that_someone_made_up_is_no_key(word):
    assert unpack(word, parts=2) is None


def test_a_page_says_where_the_next_one_starts_only_when_there_is_one():
    full = cut(["a", "b", "c"], size=2, key=lambda row: [row])
    assert (list(full.rows), unpack(full.next_key, parts=1)) == (["a", "b"], ["b"])
    assert cut(["a", "b"], size=2, key=lambda row: [row]).next_key == ""


@pytest.mark.parametrize(
    "text",
    ["", "gisteren", "2026-02-14", "2026-02-14T12:00", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"],
)
def test_a_moment_that_cannot_be_had_in_utc_is_no_moment(text):
    with pytest.raises(ValueError, match=r"zone|isoformat|0001|9999"):
        read_moment(text)
