"""Find by name: any word by its beginning, only what one may see, villages that begin so first."""

import pytest

from app.models import Consent, State, Visibility
from app.queries.search import find_named, find_places_named
from tests.factories.elements import ElementFactory


def names(text, *, viewer=None, **more):
    return [one.title for one in find_named(text, viewer=viewer, **more)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("exl", ["Poel Exloërveld"]),
        ("EXLOË poel", ["Poel Exloërveld"]),
        ("poel", ["Poel Exloërveld", "Poel bij de kerk"]),
        ("oel", []),
        ("poel zzz", []),
        ("", []),
        ("%_' --", []),
    ],
)
def test_all_words_begin_a_word_of_the_title(text, found, database):
    ElementFactory(published=True, title="Poel Exloërveld")
    ElementFactory(published=True, title="Poel bij de kerk")
    assert sorted(names(text)) == found


def test_a_name_shows_nobody_more_than_the_list_does(anna, bram):
    ElementFactory(author=anna, title="Geheim wacht")
    hidden = {"author": anna, "state": State.PUBLISHED}
    ElementFactory(title="Geheim verborgen", visibility=Visibility.COORDINATORS, **hidden)
    ElementFactory(title="Geheim geweigerd", consent=Consent.NO, **hidden)
    assert names("geheim") == names("geheim", viewer=bram) == []
    assert "Geheim wacht" in names("geheim", viewer=anna)


def test_no_more_than_asked_come_back(database):
    for number in range(4):
        ElementFactory(published=True, title=f"Sloot {number}")
    assert names("sloot", limit=3) == ["Sloot 0", "Sloot 1", "Sloot 2"]


def test_villages_that_begin_so_come_first(database):
    found = [place.name for place in find_places_named("nieuw")]
    assert found and found[0].startswith("Nieuw")
    assert find_places_named("exloo")[0].name == "Exloo"
    assert find_places_named("zzz") == []
