"""Sightings on the map: tiles with the filters of the list, and the sheets of a spot and of a square."""

import datetime as dt
import gzip
import re

import mapbox_vector_tile
import pytest
import shapely

from app.extensions import db
from app.models import State
from app.queries.sighting_tiles import FIRST, LAST
from app.spatial.blur import cell_of, grid_cell
from app.spatial.shapes import mercator, unwrap
from app.spatial.tiles import WORLD_M, Tile
from tests.factories.sightings import HAZEL_SPOT, sighting
from tests.personas import sign_in
from tests.services.test_regrading import change, run_jobs

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
OWL, ADDER = "athene-noctua", "vipera-berus"


def tile_of(lon: float, lat: float, z: int = 14) -> Tile:
    spot, size = unwrap(mercator(shapely.Point(lon, lat))), 2 * WORLD_M / (1 << z)
    return Tile(z, int((spot.x + WORLD_M) // size), int((WORLD_M - spot.y) // size))


def layers(client, tile: Tile, asked: str = "") -> dict:
    answer = client.get(f"/tegels/waarnemingen/{tile.z}/{tile.x}/{tile.y}.mvt{asked}")
    assert answer.status_code == 200
    body = gzip.decompress(answer.data) if answer.content_encoding == "gzip" else answer.data
    return mapbox_vector_tile.decode(body) if body else {}


def told(client, asked: str = "", tile: Tile | None = None) -> tuple[list, list]:
    found = layers(client, tile or tile_of(*HAZEL_SPOT), asked)
    kinds = [found.get(name, {"features": []})["features"] for name in ("spots", "squares")]
    return tuple([one["properties"] for one in features] for features in kinds)


def test_what_is_exact_is_a_spot_and_what_is_coarse_is_its_square(client, anna):
    hazel = sighting(anna, published=True)
    owl = sighting(anna, published=True, claimed_key=OWL)
    sighting(anna, published=True, claimed_key=OWL)
    sighting(anna)
    spots, squares = told(client)
    assert spots == [{"id": hazel.id.hex, "plant": True}]
    assert squares == [{"square": owl.square, "km": 1, "number": 2}]


@pytest.mark.L01
@pytest.mark.L05
def test_a_coarse_one_is_told_by_its_square_alone(client, anna):
    """The corners in the tile are those of the grid, wherever in it the owl sits."""
    answers, middle = set(), grid_cell(*HAZEL_SPOT).centre
    for at in (middle, (middle[0] + 0.005, middle[1] - 0.003)):
        one = sighting(anna, published=True, claimed_key=OWL, at=at)
        tile = tile_of(*cell_of(one.square, 1).centre, 12)
        [feature] = layers(client, tile)["squares"]["features"]
        west, south, east, _ = tile.box_m()
        scale = (east - west) / 4096
        corners = {(west + x * scale, south + y * scale) for x, y in feature["geometry"]["coordinates"][0]}
        outline = unwrap(mercator(cell_of(one.square, 1).outline))
        assert all(outline.boundary.distance(shapely.Point(at)) < 3 * scale for at in corners)
        answers.add(str(feature))
        one.state = State.WITHDRAWN
        db.session.commit()
    assert len(answers) == 1


def test_a_wide_square_is_drawn_in_each_tile_that_it_touches(client, anna):
    adder = sighting(anna, published=True, claimed_key=ADDER)
    cell = cell_of(adder.square, 5)
    for lon, lat in list(cell.outline.exterior.coords)[:4]:
        inside = (lon + (cell.centre[0] - lon) * 0.05, lat + (cell.centre[1] - lat) * 0.05)
        assert told(client, tile=tile_of(*inside))[1] == [{"square": adder.square, "km": 5, "number": 1}]


@pytest.mark.parametrize(
    ("asked", "spots"),
    [
        ("", 3),
        ("?soort=corylus-avellana", 1),
        ("?soort=bestaat-niet", 3),
        ("?groep=bird", 1),
        ("?invasief=1", 1),
        ("?jaar=2025", 1),
        ("?foto=1", 0),
        ("?groep=x&jaar=x&hok=x&gemeente=x", 3),
    ],
)
def test_the_filters_are_those_of_the_list(client, anna, asked, spots):
    sighting(anna, published=True)
    sighting(anna, published=True, claimed_key="sturnus-vulgaris", seen_on=dt.date(2025, 3, 1))
    sighting(anna, published=True, claimed_key="reynoutria-japonica")
    assert len(told(client, asked)[0]) == spots


def test_what_is_held_back_or_waits_is_in_no_tile_and_what_changes_makes_another(client, anna):
    one = sighting(anna, published=True)
    there = tile_of(*HAZEL_SPOT)
    address = f"/tegels/waarnemingen/{there.z}/{there.x}/{there.y}.mvt"
    first = client.get(address)
    same = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (same.status_code, same.data) == (304, b"")
    one.embargo_until = dt.date(2199, 1, 1)
    db.session.commit()
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
    assert told(client) == ([], [])


@pytest.mark.L01
@pytest.mark.L05
def test_a_species_that_becomes_vulnerable_leaves_a_kept_tile_at_once_and_comes_back_as_a_square(
    client, anna, chris
):
    hazel = sighting(anna, published=True)
    assert told(client) == ([{"id": hazel.id.hex, "plant": True}], [])
    change("corylus-avellana", chris, blur_km=5)
    assert told(client) == ([], [])
    run_jobs()
    assert told(client) == ([], [{"square": hazel.square, "km": 5, "number": 1}])


@pytest.mark.L06
def test_the_sheet_names_what_is_exact_of_the_same_visit_and_nothing_coarse(client, anna):
    hazel = sighting(anna, published=True)
    sighting(anna, published=True, claimed_key="sturnus-vulgaris", visit_id=hazel.id)
    owl = sighting(anna, published=True, claimed_key=OWL, visit_id=hazel.id)
    for visitor in ("", "anna"):
        if visitor:
            sign_in(client, anna)
        sheet = client.get(f"/kaart/waarneming/{hazel.id}", headers=PARTIAL).text
        assert "Spreeuw" in sheet and "Steenuil" not in sheet
    assert "Hazelaar" not in client.get(f"/kaart/waarneming/{owl.id}", headers=PARTIAL).text


@pytest.mark.G11
def test_of_more_than_a_tile_holds_the_newest_are_drawn(client, anna, monkeypatch):
    sighting(anna, published=True, seen_on=dt.date(2025, 3, 1))
    newest = sighting(anna, published=True)
    monkeypatch.setattr("app.queries.sighting_tiles.MOST_SPOTS", 1)
    assert [one["id"] for one in told(client)[0]] == [newest.id.hex]


@pytest.mark.G11
def test_a_tile_says_that_it_leaves_spots_out_only_when_it_does(client, anna, monkeypatch):
    sighting(anna, published=True)
    sighting(anna, published=True, claimed_key=OWL)
    monkeypatch.setattr("app.queries.sighting_tiles.MOST_SPOTS", 1)
    assert set(layers(client, tile_of(*HAZEL_SPOT))) == {"spots", "squares"}
    sighting(anna, published=True, claimed_key="sturnus-vulgaris")
    found = layers(client, tile_of(*HAZEL_SPOT))
    assert [one["properties"] for one in found["more"]["features"]] == [{"shown": 1}]
    assert len(found["spots"]["features"]) == 1
    assert "more" not in layers(client, tile_of(*HAZEL_SPOT), "?groep=bird")


@pytest.mark.G11
@pytest.mark.parametrize(
    "place", [f"{FIRST - 1}/1060/670", f"{LAST + 1}/16980/10700", "12/4096/0", "12/-1/0"]
)
def test_a_tile_that_would_hold_too_much_or_does_not_exist_is_not_found(client, place):
    assert client.get(f"/tegels/waarnemingen/{place}.mvt").status_code == 404


def test_a_tap_tells_what_and_when_and_leads_on(client, anna):
    hazel = sighting(anna, published=True)
    owl = sighting(anna, published=True, claimed_key=OWL)
    sheet = client.get(f"/kaart/waarneming/{hazel.id}", headers=PARTIAL).text
    assert "Hazelaar" in sheet and "17 mei 2026" in sheet and f'href="/waarnemingen/{hazel.id}"' in sheet
    square = client.get(f"/kaart/vak/{owl.square}/1", headers=PARTIAL).text
    assert "Steenuil" in square and "mei 2026" in square and "17 mei" not in square
    assert "Steenuil" not in client.get(f"/kaart/vak/{owl.square}/5", headers=PARTIAL).text
    assert (
        "Hier staat niets meer" in client.get(f"/kaart/vak/{owl.square}/1?groep=plant", headers=PARTIAL).text
    )
    assert client.get(f"/kaart/waarneming/{sighting(anna).id}", headers=PARTIAL).status_code == 404
    for wrong in ("x/1", "233-557/2", "999-999/1"):
        assert client.get(f"/kaart/vak/{wrong}", headers=PARTIAL).status_code == 404


def test_a_browser_that_asks_for_a_page_gets_one(client, anna):
    hazel = sighting(anna, published=True)
    assert client.get(f"/kaart/waarneming/{hazel.id}").location == f"/waarnemingen/{hazel.id}"
    assert client.get("/kaart/vak/233-557/1").location == "/waarnemingen?hok=233-557"
    assert client.get("/kaart/waarnemingen").location == "/waarnemingen"
    assert 'data-key="athene-noctua"' in client.get("/kaart/waarnemingen", headers=PARTIAL).text


def test_the_list_leads_to_the_map_with_the_same_filter(client, anna):
    page = client.get("/waarnemingen?naam=steenuil&groep=bird&jaar=2026&foto=1&hok=233-557").text
    [there] = re.findall(r'href="(/kaart#[^"]+)"', page)
    wanted = "/kaart#waarnemingen=1&amp;w-soort=athene-noctua&amp;w-groep=bird&amp;w-jaar=2026&amp;w-foto=1"
    assert there == f"{wanted}&amp;w-hok=233-557"
    owl = sighting(anna, published=True, claimed_key=OWL)
    lon, lat = cell_of(owl.square, 1).centre
    by_key = client.get("/waarnemingen?soort=athene-noctua").text
    assert f'"/kaart#plek={FIRST}/{lat:.4f}/{lon:.4f}&amp;waarnemingen=1' in by_key, (
        "to where it was seen last"
    )
    assert 'value="Steenuil"' in by_key and "w-soort=athene-noctua" in by_key
