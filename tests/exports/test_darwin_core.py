"""The archive opens in the usual reader, and says of each sighting what its page says to everyone."""

import datetime as dt

import pytest
from dwca.read import DwCAReader

from app.exports.cells import unguarded
from app.exports.occurrences import DC, DWC, OCCURRENCE
from app.extensions import db
from app.models import Behaviour, Certainty, Licence, LifeStage, Origin, State
from app.spatial.blur import cell_of
from tests.factories.elements import ElementFactory
from tests.factories.exports import bytes_of, made_export, rows_of
from tests.factories.photos import ready_photo
from tests.factories.sightings import DAY, HAZEL_SPOT, stored_sighting

pytestmark = [pytest.mark.G10, pytest.mark.usefixtures("data_dir")]
OUT = {"state": State.PUBLISHED, "waits": False}
HAZEL = {"species_key": "corylus-avellana", "claimed_key": "corylus-avellana", "blur_km": 0, **OUT}
OWL = {"species_key": "athene-noctua", "claimed_key": "athene-noctua", **OUT}


def opened(person, tmp_path) -> dict[str, tuple[dict[str, str], list[dict[str, str]]]]:
    """Return, by the id of the sighting, its cells and those of its photos, by the last part of each term."""
    path = tmp_path / "a.zip"
    path.write_bytes(bytes_of(made_export(person, "darwin_core")))
    with DwCAReader(str(path)) as archive:
        assert archive.descriptor.core.type == f"{DWC}Occurrence"
        assert archive.metadata.find("dataset/title").text == "Waarnemingen in Haarvaten"
        found = {}
        for row in archive:
            assert row.id == row.data[f"{DWC}occurrenceID"]
            beside = [plain(one.data) for one in row.extensions]
            found[row.id.removeprefix("urn:uuid:")] = (plain(row.data), beside)
    return found


def plain(cells: dict[str, str]) -> dict[str, str]:
    return {term.rpartition("/")[2]: text for term, text in cells.items()}


def test_each_column_has_its_term(bram, anna, tmp_path):
    stored_sighting(anna, **HAZEL)
    ((cells, photos),) = opened(bram, tmp_path).values()
    assert set(cells) == {name for name, _ in OCCURRENCE} and photos == []
    assert {whose for _, whose in OCCURRENCE} == {DWC, DC}


def test_what_is_not_vulnerable_is_told_as_it_is(bram, anna, tmp_path):
    bank = ElementFactory(published=True)
    anna.show_name = True
    one = stored_sighting(
        anna, **HAZEL, element_id=bank.id, number=3, stage=LifeStage.FRUIT, origin=Origin.PLANTED,
        certainty=Certainty.SURE, licence=Licence.CC0,
    )  # fmt: skip
    cells, _ = opened(bram, tmp_path)[str(one.id)]
    assert {name: cells[name] for name in EXACT} == EXACT
    assert float(cells["decimalLongitude"]) == pytest.approx(HAZEL_SPOT[0], abs=1e-7)
    assert float(cells["decimalLatitude"]) == pytest.approx(HAZEL_SPOT[1], abs=1e-7)
    assert cells["references"] == f"http://localhost/waarnemingen/{one.id}"
    assert cells["locationID"] == f"urn:uuid:{bank.id}"


EXACT = {
    "basisOfRecord": "HumanObservation", "scientificName": "Corylus avellana", "vernacularName": "Hazelaar",
    "taxonRank": "species", "kingdom": "Plantae", "eventDate": DAY.isoformat(), "individualCount": "3",
    "occurrenceStatus": "present", "reproductiveCondition": "fruiting", "degreeOfEstablishment": "cultivated",
    "geodeticDatum": "EPSG:4326", "coordinateUncertaintyInMeters": "8", "dataGeneralizations": "",
    "informationWithheld": "", "recordedBy": "Anna Voorbeeld", "rightsHolder": "",
    "license": "https://creativecommons.org/publicdomain/zero/1.0/legalcode",
    "identificationVerificationStatus": "verified", "countryCode": "NL", "stateProvince": "Drenthe",
}  # fmt: skip


@pytest.mark.L03
@pytest.mark.parametrize(("km", "metres", "when"), [(1, "707", "2026-05"), (5, "3536", "2026")])
def test_every_coordinate_is_the_middle_of_a_square_where_it_must_be(bram, anna, tmp_path, km, metres, when):
    anna.show_name = True
    bank = ElementFactory(published=True)
    made = [
        stored_sighting(anna, **OWL, at=(6.5 + n / 997, 52.9 + n / 1013), blur_km=km, element_id=bank.id)
        for n in range(7)
    ]
    found = opened(bram, tmp_path)
    for one in made:
        cells, _ = found[str(one.id)]
        spot = float(cells["decimalLongitude"]), float(cells["decimalLatitude"])
        assert spot == pytest.approx(cell_of(one.square, km).centre, abs=1e-7)
        assert (cells["coordinateUncertaintyInMeters"], cells["eventDate"]) == (metres, when)
        assert f"{km} bij {km} km" in cells["dataGeneralizations"] and cells["informationWithheld"]
        assert (cells["recordedBy"], cells["locationID"]) == ("een vrijwilliger", "")


def test_who_saw_it_is_named_only_who_chose_so_and_an_element_only_when_everyone_sees_it(
    bram, anna, tmp_path
):
    one = stored_sighting(anna, **HAZEL, element_id=ElementFactory().id)
    cells, _ = opened(bram, tmp_path)[str(one.id)]
    assert (cells["recordedBy"], cells["rightsHolder"]) == ("een vrijwilliger", "een vrijwilliger")
    assert cells["license"] == "https://creativecommons.org/licenses/by/4.0/legalcode"
    assert cells["locationID"] == "" and cells["informationWithheld"]


def test_what_was_looked_for_and_not_found_is_absent(bram, anna, tmp_path):
    one = stored_sighting(anna, **HAZEL, absent=True)
    cells, _ = opened(bram, tmp_path)[str(one.id)]
    assert (cells["occurrenceStatus"], cells["individualCount"]) == ("absent", "0")


def test_photos_that_everyone_sees_are_beside_it_with_their_licence(bram, anna, tmp_path):
    one = stored_sighting(anna, **HAZEL)
    shown, taken = ready_photo(anna), ready_photo(anna)
    shown.submission_id = taken.submission_id = one.id
    shown.alt, taken.hidden_at = 'Blad\tmet "noten"', dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    db.session.commit()
    _, (photo,) = opened(bram, tmp_path)[str(one.id)]
    assert photo["identifier"] == f"http://localhost/fotos/{shown.id}/foto.jpg"
    assert (photo["type"], photo["format"]) == ("StillImage", "image/jpeg")
    assert photo["description"] == 'Blad\tmet "noten"'
    assert photo["license"] == "https://creativecommons.org/licenses/by/4.0/legalcode"
    (row,) = rows_of(bytes_of(made_export(bram)))
    assert row["associatedMedia"] == photo["identifier"]


@pytest.mark.G09
@pytest.mark.parametrize(
    "words", ["=1+1", "  @SUM(A1)", "-5", "'t Veen", 'a";=cmd|"/c"!A1', "een\ttab", "regel\neen"]
)
def test_what_people_typed_comes_back_as_it_was(bram, anna, tmp_path, words):
    one = stored_sighting(anna, claim_text=words, number=12, **OUT)
    data = bytes_of(made_export(bram))
    (row,) = rows_of(data)
    assert data.startswith(b"\xef\xbb\xbf") and b";12;" in data
    assert row["verbatimIdentification"] == words and row["occurrenceID"] == f"urn:uuid:{one.id}"
    assert float(row["decimalLatitude"].replace(",", ".")) == pytest.approx(52.99, abs=0.01)
    cells, _ = opened(bram, tmp_path)[str(one.id)]
    assert unguarded(cells["verbatimIdentification"]) == words


def test_behaviour_and_stage_have_their_words(bram, anna, tmp_path):
    one = stored_sighting(anna, **OWL, behaviour=Behaviour.DEAD, stage=LifeStage.YOUNG)
    other = stored_sighting(anna, **OWL, behaviour=Behaviour.NEST)
    found = opened(bram, tmp_path)
    assert (found[str(one.id)][0]["vitality"], found[str(one.id)][0]["lifeStage"]) == ("dead", "juvenile")
    assert found[str(other.id)][0]["behavior"] == "nesting"
