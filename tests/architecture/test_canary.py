"""No answer to anyone who may not know it holds the true place of a vulnerable sighting."""

from datetime import date

import pytest
import shapely

from app.extensions import db
from app.models import CoordinatorArea, Photo, Role, State
from app.spatial.blur import cell_of, grid_cell
from app.spatial.crs import rd_of
from app.spatial.shapes import mercator, unwrap
from tests.checks.canary import Canary
from tests.checks.crawl import crawl
from tests.factories.elements import ElementFactory
from tests.factories.exports import bytes_of, made_export, rows_of, texts_in
from tests.factories.people import UserFactory
from tests.factories.photos import ready_photo
from tests.factories.sightings import stored_sighting
from tests.halves import shared_out
from tests.personas import sign_in

EMMEN = "GM0114"
SPOT = (6.6412731, 52.9032847)  # no village lies within five kilometres of it, and nothing of the tests
BESIDE = (
    6.7312731,
    52.9032847,
)  # in another square of five kilometres: what stands for the one betrays no other
LATER = date(2190, 1, 1)
PUBLISHED = {"state": State.PUBLISHED, "waits": False}
KINDS = ("csv", "darwin_core")
PRECISE = "07:15"  # the hour, which tells of a day trip


@pytest.fixture
def vulnerable(anna):
    """Owls, adders and things without a name, on an element or not, waiting, published and held back."""
    bank = ElementFactory(published=True, title="Houtwal Ver Weg", name="Houtwal Ver Weg")
    owl = {"claimed_key": "athene-noctua", "at": BESIDE}
    found = [
        stored_sighting(anna, **owl, species_key="athene-noctua", **PUBLISHED),
        stored_sighting(
            anna, at=SPOT, claimed_key="vipera-berus", blur_km=5, element_id=bank.id, **PUBLISHED
        ),
        stored_sighting(anna, at=BESIDE, claim_text="Iets bruins", element_id=bank.id, **PUBLISHED),
        stored_sighting(anna, **owl),
        stored_sighting(anna, **owl, embargo_until=LATER, **PUBLISHED),
    ]
    spots = [BESIDE, SPOT, *[BESIDE] * 3]
    squares = [cell_of(one.square, one.blur_km) for one in found]
    return [(one, Canary(*known)) for one, known in zip(found, zip(spots, squares, strict=True), strict=True)]


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


def text_of(answer) -> str:
    """Return what stands in an answer, also in the files of a zip."""
    if answer.mimetype == "application/zip":
        return texts_in(answer.get_data())
    told = answer.mimetype.startswith(("text", "application/json"))
    return answer.get_data(as_text=True) if told else ""


@pytest.mark.L01
@pytest.mark.L06
@pytest.mark.parametrize("who", shared_out(["", "bram", "elsewhere"], first="postgis"))
def test_no_page_or_file_tells_where_it_really_was(app, client, vulnerable, elsewhere, bram, who, data_dir):
    person = {"bram": bram, "elsewhere": elsewhere}.get(who)
    if person is not None:
        sign_in(client, person)
    files = [made_export(person, kind) for kind in KINDS if person is not None]
    wrong, names, fetched = [], 0, 0
    for seen in crawl(app, client):
        text = text_of(seen.answer)
        fetched += seen.endpoint == "exports.show" and "Athene noctua" in text
        names += "Steenuil" in text
        for _one, canary in vulnerable:
            if pair := canary.sings(text):
                wrong.append(f"{seen.address}: {pair}")
        if seen.endpoint in {"sightings.show", "sightings.index"} and (
            "Houtwal Ver Weg" in text or PRECISE in text
        ):
            wrong.append(f"{seen.address}: its element or its hour")
    assert names, "nobody saw a sighting, so nothing is proved"
    assert fetched == len(files), "a file was not read"
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


@pytest.mark.L01
@pytest.mark.L06
@pytest.mark.G10
@pytest.mark.parametrize("who", ["anna", "bram", "chris", "dirk", "elsewhere"])
def test_no_file_knows_more_than_everyone_whoever_asks(vulnerable, anna, request, data_dir, who):
    person = request.getfixturevalue(who)
    photo = ready_photo(anna)
    photo.submission_id, photo.alt = vulnerable[0][0].id, "Bij de Verre Weg"
    anna.show_name = True
    db.session.commit()
    sheet, archive = (bytes_of(made_export(person, kind)) for kind in KINDS)
    for text in (sheet.decode(), texts_in(archive)):
        assert "Athene noctua" in text and str(db.session.get(Photo, photo.id).id) in text
        for _one, canary in vulnerable:
            assert canary.sings(text) is None
        for secret in ("Houtwal Ver Weg", PRECISE, "Anna Voorbeeld", "Verre Weg", "2026-05-17"):
            assert secret not in text, secret
    rows = {row["occurrenceID"]: row for row in rows_of(sheet)}
    assert set(rows) == {f"urn:uuid:{one.id}" for one, _ in vulnerable[:3]}, (
        "what waits or is held back is not in it"
    )
    for one, canary in vulnerable[:3]:
        row = rows[f"urn:uuid:{one.id}"]
        spot = tuple(float(row[f"decimal{name}"].replace(",", ".")) for name in ("Longitude", "Latitude"))
        assert spot == pytest.approx(canary.cell.centre, abs=1e-7)
