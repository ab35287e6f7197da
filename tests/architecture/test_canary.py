"""No answer to anyone who may not know it holds the true place of a vulnerable sighting."""

from datetime import date

import pytest
import shapely

from app.models import CoordinatorArea, Role, State
from app.spatial.blur import cell_of, grid_cell
from app.spatial.crs import rd_of
from app.spatial.shapes import mercator, unwrap
from tests.checks.canary import Canary
from tests.checks.crawl import crawl
from tests.factories.elements import ElementFactory
from tests.factories.people import UserFactory
from tests.factories.sightings import stored_sighting
from tests.personas import sign_in

EMMEN = "GM0114"
SPOT = (6.6412731, 52.9032847)  # no village lies within five kilometres of it, and nothing of the tests
LATER = date(2190, 1, 1)
PUBLISHED = {"state": State.PUBLISHED, "waits": False}
PRECISE = "07:15"  # the hour, which tells of a day trip


@pytest.fixture
def vulnerable(anna):
    """Owls, adders and things without a name, on an element or not, waiting, published and held back."""
    bank = ElementFactory(published=True, title="Houtwal Ver Weg", name="Houtwal Ver Weg")
    owl = {"claimed_key": "athene-noctua", "at": SPOT}
    found = [
        stored_sighting(anna, **owl, species_key="athene-noctua", **PUBLISHED),
        stored_sighting(
            anna, at=SPOT, claimed_key="vipera-berus", blur_km=5, element_id=bank.id, **PUBLISHED
        ),
        stored_sighting(anna, at=SPOT, claim_text="Iets bruins", element_id=bank.id, **PUBLISHED),
        stored_sighting(anna, **owl),
        stored_sighting(anna, **owl, embargo_until=LATER, **PUBLISHED),
    ]
    return [(one, Canary(SPOT, cell_of(one.square, one.blur_km))) for one in found]


@pytest.fixture
def elsewhere(database):
    """A coordinator of another municipality, who looks after none of these."""
    areas = [CoordinatorArea(municipality_code=EMMEN)]
    return UserFactory(name="Els Voorbeeld", role=Role.COORDINATOR, areas=areas)


@pytest.mark.L01
def test_the_canary_sings_in_every_way_in_which_a_place_is_written():
    canary = Canary(SPOT, grid_cell(*SPOT))
    lon, lat = SPOT
    metres = unwrap(mercator(shapely.Point(lon, lat)))
    x, y = rd_of(lon, lat)
    for text in (
        f"[{lon},{lat}]",
        f"{lat:.4f} {lon:.4f}",
        f"lat={lat}&amp;zoom=12&amp;lon={lon}",
        f"x: {x:.0f} y: {y:.0f}",
        f"{metres.x} {metres.y}",
        f"{lat:.5f}".replace(".", ",") + " / " + f"{lon:.5f}".replace(".", ","),
    ):
        assert canary.sings(text), text
    middle = canary.cell.centre
    for text in (f"{middle[0]:.7f} {middle[1]:.7f}", "6.9 53.1", "233-557", "12 kB 52,9 6"):
        assert canary.sings(text) is None, text


@pytest.mark.L01
@pytest.mark.L06
@pytest.mark.parametrize("who", ["", "bram", "elsewhere"])
def test_no_page_or_file_tells_where_it_really_was(app, client, vulnerable, elsewhere, bram, who):
    if who:
        sign_in(client, {"bram": bram, "elsewhere": elsewhere}[who])
    wrong, names = [], 0
    for seen in crawl(app, client):
        told = seen.answer.mimetype.startswith(("text", "application/json"))
        text = seen.answer.get_data(as_text=True) if told else ""
        names += "Steenuil" in text
        for _one, canary in vulnerable:
            if pair := canary.sings(text):
                wrong.append(f"{seen.address}: {pair}")
        if seen.endpoint in {"sightings.show", "sightings.index"} and (
            "Houtwal Ver Weg" in text or PRECISE in text
        ):
            wrong.append(f"{seen.address}: its element or its hour")
    assert names, "nobody saw a sighting, so nothing is proved"
    assert wrong == []


@pytest.mark.L01
def test_its_author_and_who_looks_after_it_may_know(client, vulnerable, anna, chris):
    owl, canary = vulnerable[0]
    there = f"/waarnemingen/{owl.id}"
    sign_in(client, anna)
    assert PRECISE in client.get(there).text
    sign_in(client, chris)
    assert PRECISE not in client.get(there).text
    assert PRECISE in client.send(there, {}, to=f"{there}/plek").text
    assert canary.cell.name == owl.square
