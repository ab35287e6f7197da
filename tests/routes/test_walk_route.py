"""/ommetjes/<id>/route: drawn, or from a file, with each thing that can be wrong with it."""

import io
import json
import re

import pytest

from app.extensions import db
from app.forms import walk_route
from app.models import Walk, WalkStage
from app.spatial.shapes import unwrap
from tests.factories.walks import ROUND, WalkFactory
from tests.personas import sign_in

TRACK = "<trk><name>{}</name><trkseg>{}</trkseg></trk>"


@pytest.fixture
def walk(client, anna):
    sign_in(client, anna)
    return WalkFactory(author=anna)


def gpx(*tracks, head="") -> bytes:
    return f'<?xml version="1.0"?>{head}<gpx xmlns="http://www.topografix.com/GPX/1/1">{"".join(tracks)}</gpx>'.encode()


def track(name="Rondje", spots=ROUND, times=()) -> str:
    moments = [f"<time>{one}</time>" for one in times] or [""] * len(spots)
    points = (f'<trkpt lat="{y}" lon="{x}">{t}</trkpt>' for (x, y), t in zip(spots, moments, strict=False))
    return TRACK.format(name, "".join(points))


def send(client, walk, data: bytes | None = None, **fields):
    page = f"/ommetjes/{walk.id}/route"
    version = re.search(r'name="version"[^>]*value="(\d+)"', client.get(page).text)[1]
    told = {"version": version, "shape": "", **fields}
    if data is not None:
        told["track_file"] = (io.BytesIO(data), "route.gpx")
    return client.send(page, told, content_type="multipart/form-data")


def read(walk) -> Walk:
    db.session.expire_all()
    return db.session.get(Walk, walk.id)


def drawn(spots=ROUND) -> str:
    return json.dumps({"type": "LineString", "coordinates": spots})


def test_a_drawn_line_gives_length_time_and_shape(client, walk):
    assert send(client, walk, shape=drawn()).status_code == 303
    walk = read(walk)
    assert (walk.stage, walk.runs, walk.minutes, walk.municipality_code) == ("drawn", "round", 25, "GM0106")
    assert [unwrap(one.shape).coords[:] for one in walk.sections] == [list(ROUND)]
    assert walk.length_m == pytest.approx(1461, abs=5)
    assert "Route opnieuw tekenen" in client.get(f"/ommetjes/{walk.id}").text


def test_without_a_script_a_file_is_enough_and_the_same_once_more_changes_nothing(client, walk):
    assert send(client, walk, gpx(track())).status_code == 303
    version = read(walk).version
    assert send(client, walk, gpx(track())).status_code == 303 and read(walk).version == version


def test_of_several_tracks_one_is_chosen(client, walk):
    answer = send(client, walk, gpx(track("Kort"), track("Lang", [*ROUND, (6.57, 53.0)])), lees="bestand")
    assert answer.status_code == 200 and "Welke is het?" in answer.text and "Lang" in answer.text
    tracks = re.search(r'name="tracks" value="([^"]*)"', answer.text)[1].replace("&#34;", '"')
    open_yet = send(client, walk, tracks=tracks)
    assert open_yet.status_code == 422 and "Kies welke lijn" in open_yet.text and "Lang" in open_yet.text
    assert send(client, walk, tracks=tracks, track="1").status_code == 303
    assert len(read(walk).line.coords) == 6


@pytest.mark.G06
@pytest.mark.parametrize(
    ("data", "status", "sentence"),
    [
        (b"", 422, "Kies eerst een bestand."),
        (gpx(track(), head='<!DOCTYPE gpx [<!ENTITY a "aaaa">]>'), 422, "DOCTYPE"),
        (gpx('<wpt lat="53.0" lon="6.5"/>'), 422, "alleen losse punten"),
        (gpx(), 422, "geen spoor, route of punt"),
        (b"<gpx><trk>", 422, "We kunnen dit bestand niet lezen"),
        (gpx(track(spots=[(5.0, 52.0), (6.8, 53.0)])), 422, "hoogstens 100 km"),
        (gpx(track(spots=[(4.9, 52.3), (4.91, 52.3)])), 422, "ligt niet in Drenthe"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_and_nothing_is_stored(client, walk, data, status, sentence):
    answer = send(client, walk, data)
    assert answer.status_code == status and sentence in answer.text
    assert read(walk).stage == WalkStage.IDEA and read(walk).sections == []


@pytest.mark.G06
def test_a_file_that_is_too_large_is_refused(client, walk, monkeypatch):
    monkeypatch.setattr(walk_route, "MAX_BYTES", 1000)  # what is larger would come by way of the disk
    answer = send(client, walk, gpx(track()) + b" " * 1000)
    assert answer.status_code == 413 and "hoogstens 2 MB" in answer.text


def test_a_clock_that_went_back_is_no_reason_to_refuse(client, walk):
    moments = [f"2026-11-01T10:00:0{n}Z" for n in (1, 2, 0, 3, 4)]
    answer = send(client, walk, gpx(track(times=moments)), lees="bestand")
    assert answer.status_code == 200 and "De klok van je toestel sprong terug" in answer.text


def test_a_very_long_route_is_stored_with_a_warning(client, walk):
    long = [(6.3, 52.9), (6.55, 52.9), (6.8, 52.9)]
    assert send(client, walk, shape=drawn(long)).status_code == 303
    assert "Dit is lang voor een ommetje" in client.get(f"/ommetjes/{walk.id}").text


def test_a_stale_page_and_a_walk_that_is_further_are_refused(client, walk):
    page = f"/ommetjes/{walk.id}/route"
    stale = client.send(page, {"version": "99", "shape": drawn()})
    assert stale.status_code == 409 and "intussen veranderd" in stale.text
    walk.stage = WalkStage.OPEN
    db.session.commit()
    late = send(client, walk, shape=drawn())
    assert late.status_code == 409 and "Dit ommetje is al verder" in late.text
