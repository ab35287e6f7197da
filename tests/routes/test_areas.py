"""Maps of areas, walked without a script by a coordinator."""

import io
import re

import pytest

from app.extensions import db
from app.models import AreaImport, AreaLayer, Element, ImportState
from app.queries.areas import layer_of
from app.services.area_reading import read_areas
from app.services.locating import locate_element
from app.storage import area_files, disk
from tests import maps
from tests.factories.areas import ASSEN, area_layer
from tests.factories.elements import ElementFactory
from tests.forms.filled import element_form
from tests.personas import sign_in

pytestmark = pytest.mark.usefixtures("data_dir")
PAGE, NEW = "/beheer/gebieden", "/elementen/nieuw"


@pytest.fixture
def desk(client, chris):
    sign_in(client, chris)
    return client


def hand_in(desk, data: bytes, name="grenzen.geojson", **more):
    fields = {"layer": "municipalities", "credit": "© Kadaster", "file": (io.BytesIO(data), name), **more}
    return desk.send(PAGE, fields, content_type="multipart/form-data")


def test_only_coordinators_come_in(client, anna):
    assert client.get(PAGE).status_code == 302
    sign_in(client, anna)
    found = area_layer(AreaLayer.MUNICIPALITIES, ASSEN)
    for path in (PAGE, f"{PAGE}/{found.id}", f"{PAGE}/{found.id}/gebruiken"):
        assert client.get(path).status_code == 403


def test_without_maps_the_page_says_where_they_come_from(desk):
    page = desk.get(PAGE).text
    assert "Er is nog geen kaart" in page and "Kadaster" in page and "RVO" in page
    assert "Haal op bij PDOK" not in page, "only when the setting allows"


@pytest.mark.G08
def test_from_file_to_map_and_back(desk):
    sent = hand_in(desk, maps.towns())
    assert sent.status_code == 303
    page = desk.get(sent.location)
    assert "Het bestand wordt gelezen" in page.text and "<progress" in page.text
    assert f'hx-get="{sent.location}"' in page.text and "Kijk opnieuw" in page.text
    ident = db.session.query(AreaImport).one().id
    read_areas(ident)
    page = desk.get(sent.location).text
    assert "Nagekeken, nog niet gebruikt" in page and "<li>Emmen</li>" in page
    assert "Deze gemeenten van Drenthe ontbreken" in page and "hx-get" not in page
    ask = f"{sent.location}/gebruiken"
    assert "Er geldt nu nog geen kaart van dit soort" in desk.get(ask).text
    assert layer_of(AreaLayer.MUNICIPALITIES) is None, "asking changes nothing"
    assert desk.send(ask, {}).location == sent.location
    assert "Deze kaart geldt nu" in desk.get(sent.location).text
    assert layer_of(AreaLayer.MUNICIPALITIES).id == ident
    assert "© Kadaster" in desk.get(PAGE).text
    desk.send(f"{sent.location}/terugdraaien", {})
    assert layer_of(AreaLayer.MUNICIPALITIES) is None
    assert "Teruggedraaid" in desk.get(sent.location).text


def test_a_fragment_is_what_htmx_puts_in_place(desk, chris):
    found = area_layer(AreaLayer.MUNICIPALITIES, ASSEN, state=ImportState.READING)
    part = desk.get(f"{PAGE}/{found.id}", headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert part.text.lstrip().startswith("<div") and "<html" not in part.text


def test_while_elements_are_located_the_page_says_how_far(desk):
    found = area_layer(AreaLayer.MUNICIPALITIES, ASSEN)
    found.done, found.total = 500, 2000
    db.session.commit()
    page = desk.get(f"{PAGE}/{found.id}").text
    assert "500 van 2.000" in page and 'max="2000"' in page and 'value="500"' in page


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(desk):
    empty = desk.send(PAGE, {"credit": "Van mij"})
    assert empty.status_code == 422 and "Kies welke kaart het is." in empty.text
    assert "Kies een bestand." in empty.text and 'value="Van mij"' in empty.text
    nothing = hand_in(desk, b"")
    assert nothing.status_code == 422 and "Dit bestand is leeg." in nothing.text
    assert re.search(r'value="municipalities" checked', nothing.text)


@pytest.mark.G05
def test_a_file_of_more_than_fifty_megabytes_is_refused(desk, monkeypatch):
    monkeypatch.setattr(area_files, "MAX_BYTES", 1000)
    large = hand_in(desk, b"x" * 1001)
    assert large.status_code == 413 and "hoogstens 50 MB" in large.text
    assert list(area_files.folder().iterdir()) == []


def test_a_full_disk_is_named_and_nothing_is_stored(desk, monkeypatch):
    def full(_folder):
        raise disk.full()

    monkeypatch.setattr(area_files, "check_room", full)
    answer = hand_in(desk, maps.towns())
    assert answer.status_code == 507 and "Het bestand is niet bewaard." in answer.text
    assert db.session.query(AreaImport).count() == 0


def test_a_refused_file_can_be_thrown_away(desk):
    there = hand_in(desk, b"hallo", name="a.txt").location
    read_areas(db.session.query(AreaImport).one().id)
    page = desk.get(there).text
    assert "Dit bestand kennen wij niet" in page and "Er is niets veranderd" in page
    assert desk.send(there, {}, to=f"{there}/weg").location == PAGE
    assert desk.get(there).status_code == 404


def test_rows_that_are_left_out_are_named_with_their_number(desk):
    there = hand_in(desk, maps.collection((maps.ASSEN, maps.ASSEN_BOX), (maps.EMMEN, maps.BOW))).location
    read_areas(db.session.query(AreaImport).one().id)
    page = desk.get(there).text
    assert (
        "<strong>Regel 2</strong>: De rand kruist zichzelf." in page and "Deze regel slaan we over." in page
    )


def test_a_later_map_makes_undo_a_conflict_with_words(desk):
    old = area_layer(AreaLayer.MUNICIPALITIES, ASSEN, days=-2)
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN, days=-1, sha="1" * 64)
    answer = desk.send(f"{PAGE}/{old.id}/terugdraaien", {})
    assert answer.status_code == 409 and "Er is niets terug te draaien" in answer.text


def test_an_unknown_step_is_not_found(desk):
    found = area_layer(AreaLayer.MUNICIPALITIES, ASSEN)
    assert desk.get(f"{PAGE}/{found.id}/anders").status_code == 404
    assert desk.send(PAGE, {}, to=f"{PAGE}/{found.id}/anders").status_code == 404


def test_the_page_of_an_element_says_who_says_it(client, anna):
    element = ElementFactory(author=anna, published=True)
    assert "Assen (volgens het dorp)" in client.get(f"/elementen/{element.id}").text
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN)
    area_layer(AreaLayer.NNN, ("1", "NNN", ASSEN[2]))
    locate_element(element.id)
    page = client.get(f"/elementen/{element.id}").text
    assert "Assen (volgens de kaart)" in page
    assert "Natuurnetwerk Nederland (NNN) (volgens de kaart)" in page
    assert "Kaarten: © Voorbeeld" in page, "with whose map it is"


def test_a_person_corrects_the_map_in_the_form(client, anna):
    sign_in(client, anna)
    text = client.get(NEW).text
    assert 'name="municipality_code"' in text and "Volgens de kaart of het dorp" in text
    told = {"municipality_code": "GM1730", "core_network": "dnn", "area_type": "farming"}
    wrong = client.send(NEW, element_form(**told | {"municipality_code": "GM9999"}))
    assert wrong.status_code == 422 and "Kies een gemeente." in wrong.text
    assert client.send(NEW, element_form(**told)).status_code == 303
    found = db.session.query(Element).one()
    assert (found.municipality_code, found.municipality_by) == ("GM1730", "person")
    assert (found.core_network, found.area_type) == ("dnn", "farming")
    page = f"/elementen/{found.id}/verbeteren"
    assert re.search(r'<option selected value="GM1730">Tynaarlo', client.get(page).text)
    by_map = dict.fromkeys(told, "")
    back = element_form(id=str(found.id), version=str(found.version), **by_map)
    assert client.send(page, back).status_code == 303
    db.session.expire_all()
    assert (found.municipality_code, found.municipality_by) == ("GM1680", "village")
    assert (found.core_network, found.core_network_by) == ("unknown", None)
