"""The list says in one sentence what it was filtered by."""

import html

import pytest

from tests.factories.elements import ElementFactory


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("groep=water", "Eén filter: Groep: Water."),
        ("toestand=slecht&achterstallig=1", "2 filters: Toestand: Slecht, achterstallig."),
        ("gemeente=GM0106&netwerk=blauw", "2 filters: Gemeente: Assen, Netwerk: Blauw: water en oevers."),
        ("klasse=woods_and_banks", "Eén filter: Natuurstructuurkaart: Bosjes en houtwallen."),
        ("soort=bestaat_niet", "Eén filter: Soort: bestaat_niet."),
        ("dorp=00000000-0000-4000-8000-000000000000", "Eén filter: Dorp: ?."),
        ("zoek=kolk", "Eén filter: Naam: ‘kolk’."),
    ],
)
def test_what_was_chosen_is_said_above_the_list(client, query, words):
    assert words in html.unescape(client.get(f"/elementen?{query}").text)


def test_nothing_chosen_says_nothing(client, database):
    ElementFactory(published=True)
    assert "filter:" not in client.get("/elementen").text
