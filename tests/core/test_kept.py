"""What is kept in memory is made once, and never grows over its limit."""

from app.core.kept import Kept


def test_what_is_kept_is_made_once():
    made = []
    kept = Kept(max_bytes=100)
    for _ in range(3):
        assert kept.get("a", lambda: made.append(1) or b"tile") == b"tile"
    assert made == [1]


def test_the_one_that_was_not_asked_for_longest_goes_first():
    kept = Kept(max_bytes=20)
    for key in ("a", "b", "a", "c"):
        kept.get(key, lambda: b"12345678")
    asked = []
    for key in ("a", "c", "b"):
        kept.get(key, lambda key=key: asked.append(key) or b"12345678")
    assert asked == ["b"]


def test_what_is_larger_than_the_limit_is_given_and_not_kept():
    made = []
    kept = Kept(max_bytes=4)
    for _ in range(2):
        assert kept.get("a", lambda: made.append(1) or b"12345678") == b"12345678"
    assert made == [1, 1]


def test_an_empty_tile_is_kept_too():
    made = []
    kept = Kept(max_bytes=4)
    for _ in range(2):
        kept.get("a", lambda: made.append(1) or b"")
    assert made == [1]


def test_keys_without_content_do_not_pile_up():
    made = []
    kept = Kept(max_bytes=100, most=2)
    for key in ("a", "b", "c", "a"):
        kept.get(key, lambda key=key: made.append(key) or b"")
    assert made == ["a", "b", "c", "a"]
