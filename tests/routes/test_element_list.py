"""The list is the map in words: the same filters, in the address."""

import re

import pytest

from app.models import Condition
from tests.factories.elements import ElementFactory
from tests.personas import sign_in


@pytest.fixture
def three(database):
    ElementFactory(published=True, title="Poel A", condition=Condition.GOOD, village="Rolde")
    ElementFactory(
        published=True, title="Wal B", type_key="wooded_bank", condition=Condition.POOR, overdue=True
    )
    ElementFactory(published=True, title="Sloot C", type_key="ditch", village="Anloo")


def shown(client, words: str = "") -> list[str]:
    page = client.get(f"/elementen{words}")
    assert page.status_code == 200
    return re.findall(r'hv-card__link" href="[^"]+">([^<]+)<', page.text)


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("", ["Poel A", "Sloot C", "Wal B"]),
        ("?op=toestand", ["Wal B", "Poel A", "Sloot C"]),
        ("?op=dorp", ["Sloot C", "Wal B", "Poel A"]),
        ("?groep=water", ["Poel A", "Sloot C"]),
        ("?netwerk=groen", ["Wal B"]),
        ("?toestand=slecht&achterstallig=1", ["Wal B"]),
        ("?gemeente=GM1680", ["Poel A", "Sloot C"]),
        ("?zoek=wal", ["Wal B"]),
        ("?klasse=streams_ditches_canals", ["Sloot C"]),
        ("?op=dichtbij&hok=233-557", ["Poel A", "Sloot C", "Wal B"]),
        ("?op=dichtbij&hok=onzin", ["Poel A", "Sloot C", "Wal B"]),
        ("?dorp=onzin&toestand=onzin&op=onzin", ["Poel A", "Sloot C", "Wal B"]),
        ("?groep=onzin&klasse=onzin&gemeente=onzin&netwerk=onzin", ["Poel A", "Sloot C", "Wal B"]),
        ("?soort=bestaat_niet", []),
        ("?mijn=1", []),
    ],
)
def test_what_the_address_asks_is_shown(client, three, words, titles):
    assert shown(client, words) == titles


def test_nothing_found_says_so_and_gives_a_way_on(client, three):
    page = client.get("/elementen?zoek=zzz").text
    assert "Niets gevonden" in page and 'href="/elementen"' in page and 'value="zzz"' in page


def test_the_way_to_the_map_takes_the_filter_along(client, three):
    page = client.get("/elementen?groep=water&achterstallig=1&op=dorp&zoek=poel").text
    assert 'href="/kaart#groep=water&amp;achterstallig=1"' in page


def test_pages_and_orders_keep_the_filter(client, database):
    for number in range(35):
        ElementFactory(published=True, title=f"Poel {number:02}", type_key="pond_small_historic_water")
    page = client.get("/elementen?groep=water&op=dorp").text
    following = re.search(r'href="([^"]+)" rel="next"', page)[1].replace("&amp;", "&")
    assert "groep=water" in following and "op=dorp" in following
    assert "35 elementen." in page
    first, second = shown(client, "?groep=water&op=dorp"), shown(client, following.removeprefix("/elementen"))
    assert len(first + second) == len(set(first + second)) == 35


def test_mine_are_those_that_i_handed_in(client, three, anna):
    ElementFactory(author=anna, title="Poel van Anna")
    ElementFactory(author=anna, title="Poel van Anna, te zien", published=True)
    sign_in(client, anna)
    assert shown(client, "?mijn=1") == ["Poel van Anna", "Poel van Anna, te zien"]
    assert "Van mij" in client.get("/elementen").text


@pytest.mark.L12
def test_near_me_tells_the_square_and_the_browser_sorts(client, three):
    page = client.get("/elementen?op=dichtbij&hok=233-557").text
    assert len(re.findall(r'data-lon="6\.56250" data-lat="52\.99670"', page)) == 3
    assert not re.search(r'(?:href|action)="[^"]*(?:52\.9|6\.56)', page)
    assert "data-lon" not in client.get("/elementen").text
