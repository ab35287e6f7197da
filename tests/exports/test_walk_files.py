"""A walk as GPX and GeoJSON is read back as it was, by others' programs too, whatever people called it."""

import datetime as dt
import json
import subprocess

import gpxpy
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import example, given
from hypothesis import strategies as st

from app.core.errors import InvalidError
from app.exports.walks import Section, as_geojson, as_gpx
from tests.exports.hostile import HOSTILE
from tests.exports.walks import ADDRESS, FIRST, SECOND, THIRD, WALK, walk

pytestmark = pytest.mark.once("spatialite")
LINES = [FIRST, SECOND, THIRD]


def layers(data: bytes, name: str, tmp_path) -> str:
    path = tmp_path / name
    path.write_bytes(data)
    command = ["ogrinfo", "-ro", "-al", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not done.stderr, done.stderr
    return done.stdout


def test_gpx_has_one_track_with_a_segment_for_each_section():
    found = gpxpy.parse(as_gpx(WALK).decode())
    (track,) = found.tracks
    read = [[(point.longitude, point.latitude) for point in segment.points] for segment in track.segments]
    assert [len(segment) for segment in read] == [len(line) for line in LINES]
    for segment, line in zip(read, LINES, strict=True):
        for spot, given_spot in zip(segment, line, strict=True):
            assert spot == pytest.approx(given_spot, abs=1e-9)
    assert (found.name, found.link, found.creator) == ("Rondje Brink en Es", ADDRESS, "Haarvaten")
    assert (track.name, track.link, track.type) == ("Rondje Brink en Es", ADDRESS, "walking")


def test_gpx_has_a_waypoint_for_the_start_and_for_each_stop_with_its_own_link():
    start, *stops = gpxpy.parse(as_gpx(WALK).decode()).waypoints
    assert (start.name, start.link) == ("Start: Brink", ADDRESS)
    assert start.description.startswith("Parkeren bij het dorpshuis")
    assert [stop.name for stop in stops] == ["1. Brink", "2. Poel Hooiveld", "3. Bosje", "4. Knotwilgen"]
    assert [stop.link for stop in stops] == [f"{ADDRESS}#stop-{number}" for number in (1, 2, 3, 4)]


def test_gpx_says_when_the_route_was_changed_and_is_version_1_1():
    data = as_gpx(walk(changed_on=dt.date(2026, 5, 1)))
    root = fromstring(data, forbid_dtd=True)
    assert root.tag == "{http://www.topografix.com/GPX/1/1}gpx" and root.get("version") == "1.1"
    assert gpxpy.parse(data.decode()).time.date() == dt.date(2026, 5, 1)


def test_gdal_reads_the_gpx(tmp_path):
    said = layers(as_gpx(WALK), "a.gpx", tmp_path)
    assert "using driver `GPX' successful" in said
    assert "Layer name: tracks" in said and "name (String) = Rondje Brink en Es" in said
    assert said.count("name (String) = ") == 1 + 5
    assert f"link1_href (String) = {ADDRESS}#stop-3" in said


def test_gdal_reads_the_geojson(tmp_path):
    said = layers(as_geojson(WALK), "a.geojson", tmp_path)
    assert "using driver `GeoJSON' successful" in said and "Feature Count: 9" in said
    assert "surface (String) = graspad" in said and "along_m (Integer) = 1400" in said


def test_geojson_tells_sections_start_stops_and_hosts():
    found = json.loads(as_geojson(WALK))
    whats = [one["properties"]["what"] for one in found["features"]]
    assert whats == ["section"] * 3 + ["start"] + ["stop"] * 4 + ["host"]
    first, stop = found["features"][0], found["features"][6]
    assert first["geometry"]["coordinates"][1] == pytest.approx(list(FIRST[1]), abs=1e-7)
    assert (first["properties"]["surface"], first["properties"]["length_m"]) == ("zandpad", 950)
    assert (stop["properties"]["name"], stop["properties"]["link"]) == ("Bosje", f"{ADDRESS}#stop-3")
    assert "crs" not in found


@pytest.mark.parametrize("name", HOSTILE)
def test_what_people_wrote_stays_text(name):
    hostile = walk(name=name, summary=name)
    gpx = as_gpx(hostile)
    fromstring(gpx, forbid_dtd=True)
    read = gpxpy.parse(gpx.decode())
    assert len(read.tracks) == 1 and len(read.waypoints) == 5
    told = json.loads(as_geojson(hostile))["name"].replace("\ufffe", "")
    assert read.tracks[0].name.split() == told.split()


@given(st.text(max_size=60))
@example("\ufffe\uffff\ufdd0\U0001fffe\x85\u2028\x0b")
def test_any_name_makes_a_file_that_can_be_read(name):
    fromstring(as_gpx(walk(name=name, summary=name)), forbid_dtd=True)


@pytest.mark.parametrize("sections", [(), (Section(line=(FIRST[0],), surface="", length_m=0),)])
@pytest.mark.parametrize("made", [as_gpx, as_geojson])
def test_a_walk_without_a_route_is_no_file(made, sections):
    with pytest.raises(InvalidError, match="nog niet getekend"):
        made(walk(sections=sections))
