"""A place without a map: by file, by name, by the phone; nothing that was filled in is ever lost."""

import io
import json

import pytest

from app.extensions import db
from app.forms import place_file
from app.models import Element
from app.spatial import tracks
from app.spatial.shapes import unwrap
from tests.forms.filled import element_form, sent_again
from tests.personas import sign_in
from tests.pictures import jpeg
from tests.spatial.test_tracks import LINE, SQUARE, geojson, gpx, track

NEW = "/elementen/nieuw"
POND = {"family": "water", "type_key": "pond_small_historic_water"}
TREE = {"family": "boom", "type_key": "tree_row_or_solitary_tree"}
KEPT = {"name": "Houtwal De Es", "width_m": "4,5", "story": "Hier liep vroeger\nde schaapsdrift."}
POINTS = "".join(f'<trkpt lat="53" lon="{6.3 + n * 1e-5:.5f}"/>' for n in range(10_001))
LONG_TRACK = f"<trk><trkseg>{POINTS}</trkseg></trk>"
CROSSING = [(6.65, 53.03), (6.66, 53.04), (6.66, 53.03), (6.65, 53.04)]


def with_file(data: bytes, called="spoor.gpx", **changed) -> dict:
    told = {"shape": "", "lees": "bestand", "track_file": (io.BytesIO(data), called)}
    return element_form(**(told | changed))


def by(client, **way) -> object:
    """Hand in the form with one way to the place."""
    return client.send(NEW, element_form(**({"shape": ""} | way)))


def only_element() -> Element:
    return db.session.query(Element).one()


def is_kept(page: str, **more) -> bool:
    sent = sent_again(page)
    return all(sent[name].replace("\r", "") == value for name, value in (KEPT | more).items())


def test_a_gpx_becomes_the_line_without_script(client, anna):
    sign_in(client, anna)
    page = client.send(NEW, with_file(gpx(track(LINE))))
    assert page.status_code == 200
    sent = sent_again(page.text)
    assert json.loads(sent["shape"])["coordinates"] == [list(one) for one in LINE]
    assert is_kept(page.text)
    assert "Lijn van 300 meter" in page.text
    assert client.post(NEW, data=sent).status_code == 303
    assert [tuple(one) for one in unwrap(only_element().shape).coords] == LINE
    assert only_element().accuracy_m is None


def test_a_geojson_becomes_the_area_of_a_pond(client, anna):
    sign_in(client, anna)
    data = geojson({"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [SQUARE]}})
    page = client.send(NEW, with_file(data, "poel.geojson", **POND))
    assert json.loads(sent_again(page.text)["shape"])["type"] == "Polygon"


def test_of_ten_tracks_one_is_chosen_and_nothing_is_asked_twice(client, anna):
    sign_in(client, anna)
    tracks = [[(lon + n / 1000, lat) for lon, lat in LINE] for n in range(10)]
    page = client.send(NEW, with_file(gpx("".join(track(one, f"Ronde {n}") for n, one in enumerate(tracks)))))
    assert page.status_code == 200
    assert "Er staan 10 sporen in dit bestand. Welke is het?" in page.text
    assert page.text.count('name="track"') == 10
    assert "300 meter" in page.text
    sent = sent_again(page.text)
    forgotten = client.post(NEW, data=sent)
    assert forgotten.status_code == 422 and "Kies welke lijn van het bestand het is" in forgotten.text
    sent = sent_again(forgotten.text)
    chosen = client.post(NEW, data=sent | {"track": "3", "lees": "spoor"})
    assert chosen.status_code == 200 and 'name="track"' not in chosen.text
    assert is_kept(chosen.text)
    assert client.post(NEW, data=sent | {"track": "3"}).status_code == 303  # at once counts as well
    assert unwrap(only_element().shape).coords[0] == pytest.approx(tracks[3][0], abs=1e-6)


@pytest.mark.G06
@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (gpx(track(LINE), before="<!DOCTYPE gpx>"), 422, "DOCTYPE"),
        (b"<" * 400_001, 413, "hoogstens 5 MB"),
        (b"", 422, "Kies eerst een bestand"),
        (b"%PDF", 422, "kennen we niet"),
        (gpx(track([LINE[0]])), 422, "een lijn of een vlak"),
        (gpx(track(CROSSING)), 422, "kruist zichzelf"),
        (gpx(LONG_TRACK), 422, "10.001 punten"),
        (gpx(track([(6.2, 52.9), (6.8, 52.9)])), 422, "41 km lang"),
    ],
)
def test_a_file_that_will_not_do_is_named_and_all_else_stays(client, anna, monkeypatch, data, status, words):
    for module in (place_file, tracks):
        monkeypatch.setattr(module, "MAX_FILE_BYTES", 400_000)  # the real one is tested beside the reader
    sign_in(client, anna)
    page = client.send(NEW, with_file(data))
    if words == "een lijn of een vlak":  # a point is read; that a houtwal is none is said on handing in
        page = client.post(NEW, data=sent_again(page.text) | {"name": KEPT["name"]})
    assert page.status_code == status
    assert words in page.text
    assert is_kept(page.text)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"begin": "53,03 6,65"}, "een lijn of een vlak"),
        ({"shape": json.dumps({"type": "LineString", "coordinates": CROSSING})}, "kruist zichzelf"),
        ({"begin": "52,9 6,2", "end": "52,9 6,8"}, "41 km lang"),
        ({"begin": "53 6,6", "between": "\n".join(["53,01 6,6"] * 502)}, "hoogstens 500 punten"),
        (
            {"shape": json.dumps({"type": "LineString", "coordinates": [[6.65, 53.03]] * 10_001})},
            "te veel punten: 10.001",
        ),
    ],
)
def test_every_bad_line_has_its_own_sentence(client, anna, changed, words):
    sign_in(client, anna)
    page = by(client, **changed)
    assert page.status_code == 422
    assert words in page.text
    assert is_kept(page.text, **{name: value for name, value in changed.items() if name != "between"})


def test_a_closed_ring_is_a_line_that_does_not_cross_itself(client, anna):
    sign_in(client, anna)
    assert by(client, shape=json.dumps({"type": "LineString", "coordinates": SQUARE})).status_code == 303


def test_an_area_over_three_municipalities_is_asked_about_not_refused(client, anna, monkeypatch):
    monkeypatch.setattr(
        "app.forms.place.municipalities_touched", lambda _shape: ["Assen", "Midden-Drenthe", "Tynaarlo"]
    )
    sign_in(client, anna)
    area = {
        "shape": json.dumps({"type": "Polygon", "coordinates": [SQUARE]}),
        "family": "water",
        "type_key": "pond_small_historic_water",
    }
    assert 'name="spans_ok"' not in client.get(NEW).text
    page = by(client, **area)
    assert page.status_code == 422
    assert "3 gemeenten: Assen, Midden-Drenthe, Tynaarlo" in page.text
    sent = sent_again(page.text)
    assert client.post(NEW, data=sent | {"spans_ok": "y"}).status_code == 303


@pytest.mark.parametrize(
    ("spot", "words"),
    [("52,7 7,2", "net over de grens met Duitsland"), ("53,22 6,57", "buiten Drenthe, bij")],
)
def test_over_the_border_only_warns(client, anna, spot, words):
    sign_in(client, anna)
    page = client.send(NEW, element_form(shape="", begin=spot, **TREE), to=f"{NEW}/plek")
    assert page.status_code == 200
    assert words in page.text and "waarschijnlijk" in page.text
    assert by(client, begin=spot, **TREE).status_code == 303


def test_the_place_in_words_follows_each_way(client, anna):
    sign_in(client, anna)
    drawn = client.send(NEW, element_form(), to=f"{NEW}/plek").text
    assert "Anloo, gemeente Aa en Hunze" in drawn and "Lijn van" in drawn and "Lijn nog tekenen" not in drawn
    square = client.send(NEW, element_form(shape="", square="233-557", place_id=""), to=f"{NEW}/plek").text
    assert "Hok 233-557, bij Assen, gemeente Assen" in square
    assert "Lijn nog tekenen" in square
    for nothing in ({"shape": ""}, {"shape": "{", "begin": "x"}):
        assert "Nog geen plek" in client.send(NEW, element_form(**nothing), to=f"{NEW}/plek").text


@pytest.mark.L12
def test_the_place_is_asked_in_a_body_only(client, anna):
    sign_in(client, anna)
    assert client.get(f"{NEW}/plek").status_code == 405


@pytest.mark.parametrize(
    ("kind", "metres", "accuracy"),
    [
        (TREE, "8", None),
        (TREE, "60", 60),
        ({}, "8", 25),
        ({}, "60", 60),
    ],
)
def test_where_the_phone_is_counts_as_exactly_as_it_is(client, anna, kind, metres, accuracy):
    sign_in(client, anna)
    assert by(client, here=f"6.65 53.03 {metres}", **kind).status_code == 303
    assert only_element().accuracy_m == accuracy
    assert (unwrap(only_element().shape).x, unwrap(only_element().shape).y) == (6.65, 53.03)


@pytest.mark.parametrize(
    "here", ["x", "6.65 53.03", "6.65 53.03 nan", "nan 53.03 8", "6.65 53.03 9999", "2 48 5"]
)
def test_a_phone_that_talks_nonsense_is_refused_in_words(client, anna, here):
    sign_in(client, anna)
    page = by(client, here=here)
    assert page.status_code == 422
    assert "Kies een andere manier" in page.text or "niet in Nederland" in page.text


def test_a_file_that_was_not_read_yet_counts_on_handing_in(client, anna):
    sign_in(client, anna)
    assert client.send(NEW, with_file(gpx(track(LINE)), lees=None)).status_code == 303
    assert len(unwrap(only_element().shape).coords) == len(LINE)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"begin": "53,03 6,65"}, "op meer manieren"),
        ({"track_file": (io.BytesIO(b"%PDF"), "x.pdf")}, "kennen we"),
    ],
)
def test_a_file_beside_another_way_is_said(client, anna, changed, words):
    sign_in(client, anna)
    page = client.send(NEW, with_file(gpx(track(LINE)), **({"lees": None} | changed)))
    assert page.status_code == 422 and words in page.text and is_kept(page.text)


def test_a_photo_and_a_file_may_come_together(client, anna):
    sign_in(client, anna)
    sent = with_file(gpx(track(LINE))) | {"photos_new": (io.BytesIO(jpeg((64, 48))), "wal.jpg")}
    page = client.send(NEW, sent)
    assert json.loads(sent_again(page.text)["shape"])["type"] == "LineString"
    assert 'name="photos"' in page.text
