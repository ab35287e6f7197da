"""Whatever is asked of sightings, and however many there are: so many are read, and none is counted (G11)."""

import re

import pytest

from app.core.paging import PAGE
from app.models import State
from app.queries.sightings import MOST_ON
from tests.factories.elements import ElementFactory
from tests.factories.sightings import HAZEL_SPOT, stored_sighting

pytestmark = pytest.mark.G11
KEY = "corylus-avellana"
OUT = {"state": State.PUBLISHED, "waits": False, "claimed_key": KEY, "species_key": KEY}
FROM_SIGHTINGS = re.compile(r"\bFROM (\w+ JOIN )?sighting\b|\bJOIN sighting\b", re.IGNORECASE)
SOME = re.compile(
    r"SELECT count\(\*\).*\sFROM \(SELECT .*\bLIMIT \S+(?: OFFSET \S+)?\) AS \w+", re.IGNORECASE | re.DOTALL
)
COUNTS = re.compile(r"\b(count|sum|group_concat|st_extent)\s*\(|\bGROUP BY\b", re.IGNORECASE)


@pytest.fixture
def many(anna):
    pond = ElementFactory(published=True, lon=HAZEL_SPOT[0], lat=HAZEL_SPOT[1])
    for _ in range(PAGE + MOST_ON):
        stored_sighting(anna, blur_km=0, element_id=pond.id, **OUT)
    return pond


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "?hok=233-557",
        "?gemeente=GM0106",
        "?naam=Hazelaar",
        "?groep=tree_shrub",
        "?jaar=2026",
        "?foto=1",
        "?na=x",
        "?hok=0-0",
        "?bbox=-180,-90,180,90",
        "?z=0&x=0&y=0",
        "?hok=233-557&size=100000&limit=100000",
    ],
)
def test_a_list_reads_one_page(client, many, count, asked):
    with count() as sent:
        answer = client.get(f"/waarnemingen{asked}")
    assert answer.status_code == 200
    assert len(re.findall(r'class="hv-card__link"', answer.text)) <= PAGE
    bounded(sent)


def test_an_element_shows_the_newest_only(client, many, count):
    with count() as sent:
        page = client.get(f"/elementen/{many.id}").text
    assert len(set(re.findall(r"/waarnemingen/[0-9a-f-]{36}", page))) == MOST_ON
    bounded(sent)


def bounded(sent) -> None:
    asked = [one for one in sent if FROM_SIGHTINGS.search(one)]
    assert asked, "sightings were looked at"
    for one in asked:
        counted = COUNTS.search(one) and not SOME.fullmatch(one.strip())  # so many at most may be counted
        assert "LIMIT" in one.upper() and not counted, one
