"""/ommetjes/<id>.gpx, .geojson, poster.pdf and gids.pdf: a walk that one may see goes along."""

import json
import re

import gpxpy
import pytest

from app.models import Dogs, WalkStage
from tests.exports.walks import codes_in, text_of
from tests.factories.elements import ElementFactory
from tests.factories.walks import ROUND, WalkFactory, closure, stop
from tests.personas import sign_in

FILES = (".gpx", ".geojson", "/poster.pdf", "/gids.pdf")


@pytest.fixture
def walk(anna):
    return WalkFactory(
        shown=True, author=anna, name="Rondje Brink & Es", dogs=Dogs.LEASH, start="De brink",
        stops=[stop("Oude eik", 100), stop("Poel", 700)], closures=[closure((3, 15), (7, 1))],
    )  # fmt: skip


def test_a_visitor_takes_the_route_along_as_gpx(client, walk):
    answer = client.get(f"/ommetjes/{walk.id}.gpx")
    assert (answer.status_code, answer.mimetype) == (200, "application/gpx+xml")
    assert 'filename="ommetje-rondje-brink-es.gpx"' in answer.headers["Content-Disposition"]
    told = gpxpy.parse(answer.text)
    spots = [(p.longitude, p.latitude) for p in told.tracks[0].segments[0].points]
    assert spots == [pytest.approx(spot, abs=1e-6) for spot in ROUND]
    assert [one.name for one in told.waypoints if "eik" in (one.name or "")]
    assert told.tracks[0].name == "Rondje Brink & Es"


def test_and_as_geojson(client, walk):
    told = json.loads(client.get(f"/ommetjes/{walk.id}.geojson").text)
    kinds = {one["geometry"]["type"] for one in told["features"]}
    assert kinds == {"LineString", "Point"}


def test_the_poster_says_what_one_must_know_and_its_code_opens_the_page(client, walk):
    pdf = client.get(f"/ommetjes/{walk.id}/poster.pdf").data
    text = re.sub(r"\s+", " ", text_of(pdf))
    for words in (
        "Rondje Brink & Es",
        "aan de lijn",
        "De brink",
        "Dicht van 15 maart tot 1 juli",
        "Oude eik",
    ):
        assert words in text
    assert [one.rpartition("/")[2] for one in codes_in(pdf)] == [str(walk.id)]


def test_each_code_of_the_guide_opens_its_own_stop(client, walk):
    pdf = client.get(f"/ommetjes/{walk.id}/gids.pdf").data
    page = client.get(f"/ommetjes/{walk.id}").text
    stops = {one.partition("#")[2] for one in codes_in(pdf)} - {""}
    assert stops == {f"stop-{one.id}" for one in walk.stops}
    assert all(f'id="{name}"' in page for name in stops)


def test_what_not_everyone_sees_stands_in_no_file(client, walk, anna, monkeypatch):
    seen, hidden = (
        ElementFactory(published=True, lon=6.561, lat=52.9965),
        ElementFactory(lon=6.562, lat=52.997),
    )
    found = []
    monkeypatch.setattr("app.routes._walk_documents._nearby", lambda one: found.append(one.id) or one)
    sign_in(client, anna)
    client.get(f"/ommetjes/{walk.id}.gpx")
    assert seen.id in found and hidden.id not in found


@pytest.mark.parametrize("file", FILES)
def test_who_does_not_see_the_walk_gets_none(client, bram, anna, file):
    walk = WalkFactory(drawn=True, author=anna)
    assert client.get(f"/ommetjes/{walk.id}{file}").status_code == 404
    sign_in(client, bram)
    assert client.get(f"/ommetjes/{walk.id}{file}").status_code == 404
    sign_in(client, anna)
    assert client.get(f"/ommetjes/{walk.id}{file}").status_code == 200


@pytest.mark.parametrize("file", FILES)
def test_of_an_idea_there_is_nothing_to_take_along_yet(client, anna, file):
    walk = WalkFactory(author=anna, stage=WalkStage.IDEA)
    sign_in(client, anna)
    answer = client.get(f"/ommetjes/{walk.id}{file}")
    assert answer.status_code == 422 and "nog niet getekend" in answer.text


def test_the_page_offers_them_once_there_is_a_line(client, walk, anna):
    page = client.get(f"/ommetjes/{walk.id}").text
    assert all(f"/ommetjes/{walk.id}{file}" in page for file in FILES)
    idea = WalkFactory(author=anna)
    sign_in(client, anna)
    assert "gids.pdf" not in client.get(f"/ommetjes/{idea.id}").text
