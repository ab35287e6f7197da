"""The checks find what they are for; a check that finds nothing proves nothing."""

import pytest

from tests.checks.html import check

GOOD = (
    '<!doctype html><html lang="nl"><head><title>Start – Haarvaten</title></head><body>'
    '<a href="#inhoud">Naar de inhoud</a><main id="inhoud"><h1>Start</h1>{}</main></body></html>'
)


def test_a_good_page_passes():
    check(GOOD.format('<h2>Deel</h2><label for="a">A</label><input id="a" name="a">'), "/")


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ('<input id="a" name="a">', "has no label"),
        ('<p id="x"></p><p id="x"></p>', "occurs 2 times"),
        ('<p style="color:red">x</p>', "style on <p>"),
        ("<style>p{}</style>", "inline <style>"),
        ("<script>1</script>", "inline <script>"),
        ('<p onclick="x()">x</p>', "onclick on <p>"),
        ('<p hx-on:click="x()">x</p>', "hx-on:click on <p>"),
        ('<p hx-vals="js:{a: 1}">x</p>', "script in hx-vals"),
        ('<a href="javascript:x()">x</a>', "script in href"),
        ("<h1>Nog een</h1>", "2 times <h1>"),
        ("</main><h2>x</h2><main>", "2 times <main>"),
        ("<h3>Te diep</h3>", "after h1"),
        ('<p aria-describedby="weg">x</p>', "points nowhere"),
        ('<a href="#weg">x</a>', "points nowhere"),
        ('<img src="a.jpg" width="1" height="1">', "has no alt"),
        ('<img src="a.jpg" alt="">', "has no measures"),
        ('<button type="submit"></button>', "has no words"),
        ("<button>Weg</button>", "has no type"),
        ("<svg></svg>", "neither hidden nor named"),
        ('<a href="/" target="_blank">x</a>', "with a target"),
        ("<p>", "closes what is not open"),
        ('<p class="a" class="b">x</p>', "class twice"),
    ],
)
def test_a_bad_page_fails(inside, words):
    with pytest.raises(AssertionError, match=r"^/x: ") as seen:
        check(GOOD.format(inside), "/x")
    assert words in str(seen.value)


@pytest.mark.parametrize("text", ["<p>geen id</p>", '<p id="a"></p><p id="b"></p>'])
def test_a_fragment_has_one_root_with_an_id(text):
    check('<p id="rij">x</p>', "/rij")
    with pytest.raises(AssertionError, match="root"):
        check(text, "/rij")
