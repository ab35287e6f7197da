"""The map page, its sheet, and the tiles as a browser gets them."""

import datetime as dt
import gzip
from dataclasses import replace

import mapbox_vector_tile
import pytest
import shapely
from sqlalchemy import select

from app import models
from app.extensions import db
from tests.factories.elements import ASSEN, ElementFactory
from tests.personas import sign_in

Z14 = "/tegels/elementen/14/8490/5337.mvt"
Z10 = "/tegels/elementen/10/530/333.mvt"
LINE = shapely.LineString([ASSEN, (6.565, 52.998)])


def layers(answer) -> dict:
    body = gzip.decompress(answer.data) if answer.content_encoding == "gzip" else answer.data
    return mapbox_vector_tile.decode(body) if body else {}


def seen(client, address=Z14, **headers) -> list[dict]:
    answer = client.get(address, headers=headers)
    found = layers(answer).get("elements", {"features": []})["features"]
    return [one["properties"] for one in found if one["geometry"]["type"] == "Point"]


def test_a_tile_holds_type_condition_lateness_and_near_by_the_id(client):
    pond = ElementFactory(published=True, condition=models.Condition.FAIR, overdue=True)
    facts = {"type": "pond_small_historic_water", "condition": "fair", "overdue": True}
    assert seen(client) == [{**facts, "id": pond.id.hex}]
    assert seen(client, Z10) == [facts]


def test_below_z13_a_line_is_a_point_and_above_it_is_a_line_too(client):
    ElementFactory(published=True, geometry=LINE, type_key="wooded_bank")
    near, far = layers(client.get(Z14)), layers(client.get(Z10))
    kinds = [sorted(one["geometry"]["type"] for one in tile["elements"]["features"]) for tile in (near, far)]
    assert kinds == [["LineString", "Point"], ["Point"]]
    assert list(near) == list(far) == ["elements"]


def test_a_tile_shows_only_what_is_public(client, anna):
    sign_in(client, anna)
    ElementFactory(author=anna)
    assert seen(client) == []


@pytest.mark.parametrize(
    "change", [{"is_public": False}, {"type_key": "ditch"}, {"overdue_from": dt.date(2020, 1, 1)}]
)
def test_a_tile_changes_when_what_it_shows_changes(client, change):
    pond = ElementFactory(published=True)
    first = client.get(Z14)
    before = seen(client)
    for name, value in change.items():
        setattr(pond, name, value)
    db.session.commit()
    again = client.get(Z14, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert seen(client) != before


def test_a_tile_that_is_the_same_is_not_sent_again(client):
    ElementFactory(published=True)
    first = client.get(Z14)
    ElementFactory()  # waits for a coordinator: not on the map
    again = client.get(Z14, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_a_tile_may_be_kept_by_everyone_for_a_minute_and_sets_no_cookie(client, anna):
    sign_in(client, anna)
    answer = client.get(Z14)
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Set-Cookie" not in answer.headers
    assert answer.mimetype == "application/vnd.mapbox-vector-tile"


def test_a_tile_is_packed_for_who_can_unpack_it(client):
    ElementFactory(published=True)
    packed, plain = client.get(Z14, headers={"Accept-Encoding": "gzip"}), client.get(Z14)
    assert packed.content_encoding == "gzip" and plain.content_encoding is None
    assert gzip.decompress(packed.data) == plain.data != b""


def test_a_tile_of_one_type_shows_only_that_type(client):
    ElementFactory(published=True)
    ElementFactory(published=True, type_key="ditch", geometry=LINE)
    assert [one["type"] for one in seen(client, f"{Z14}?soort=ditch")] == ["ditch"]
    assert seen(client, f"{Z14}?soort=bestaat-niet") == []
    assert len(seen(client)) == 2


@pytest.mark.G11
@pytest.mark.parametrize(
    "place", ["5/16/10", "19/270000/170000", "14/16384/0", "14/0/16384", "14/-1/0", "a/b/c"]
)
def test_a_tile_that_does_not_exist_is_not_found(client, place):
    assert client.get(f"/tegels/elementen/{place}.mvt").status_code == 404


@pytest.mark.G11
def test_a_tile_asks_one_thing_of_the_database_and_is_the_same_when_it_was_kept(client, count):
    ElementFactory(published=True)
    bodies = []
    for _ in range(2):
        with count() as sent:
            bodies.append(client.get(Z10).data)
        assert len([one for one in sent if one.startswith("SELECT")]) == 1
    assert bodies[0] == bodies[1] != b""


def test_the_sheet_says_what_was_tapped(client, anna):
    pond = ElementFactory(published=True, title="Poel De Kolk voorbeeld", condition=models.Condition.POOR)
    answer = client.get(f"/kaart/element/{pond.id}", headers={"HX-Request-Type": "partial"})
    assert answer.status_code == 200
    for words in ("Poel De Kolk voorbeeld", "Assen", "Slecht", f"/elementen/{pond.id}"):
        assert words in answer.text
    assert "<html" not in answer.text and "Werk vastleggen" not in answer.text
    sign_in(client, anna)
    answer = client.get(f"/kaart/element/{pond.id}", headers={"HX-Request-Type": "partial"})
    assert f"/onderhoud/nieuw?element={pond.id}" in answer.text


def test_the_sheet_of_what_one_may_not_see_is_not_found(client, anna, bram):
    waiting = ElementFactory(author=anna)
    partial = {"HX-Request-Type": "partial"}
    sign_in(client, bram)
    assert client.get(f"/kaart/element/{waiting.id}", headers=partial).status_code == 404
    sign_in(client, anna)
    assert client.get(f"/kaart/element/{waiting.id}", headers=partial).status_code == 200


def test_the_sheet_as_a_page_is_the_elements_own_page(client):
    pond = ElementFactory(published=True)
    answer = client.get(f"/kaart/element/{pond.id}")
    assert (answer.status_code, answer.location) == (303, f"/elementen/{pond.id}")


def test_the_map_page_says_in_words_where_the_list_is_and_draws_what_is_public(client):
    ElementFactory(published=True)
    ElementFactory()
    page = client.get("/kaart").text
    assert page.count('class="e-stip') == 1
    assert 'href="/elementen"' in page and "<noscript>" in page
    assert "maplibre-gl" not in page.replace("data-map=", "\0").split("\0")[0]


def test_the_names_of_villages_are_points_longitude_first(client):
    found = client.get("/kaart/plaatsen.json").json["features"]
    assen = next(one for one in found if one["properties"]["name"] == "Assen")
    lon, lat = assen["geometry"]["coordinates"]
    assert (round(lon, 1), round(lat, 1)) == (6.6, 53.0)
    assert assen["properties"]["large"] is True


def test_the_element_page_draws_its_place_with_background_tiles_of_the_settings(app, client, monkeypatch):
    bank = ElementFactory(published=True, geometry=LINE, type_key="wooded_bank")
    page = client.get(f"/elementen/{bank.id}").text
    assert "e-lijn--kraal" in page and 'class="k-raster"' in page
    assert "<image" not in page
    tiles = {"tile_url": "https://kaart.example/{z}/{x}/{y}.png", "tile_attribution": "Kaart: Voorbeeld"}
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], **tiles))
    answer = client.get(f"/elementen/{bank.id}")
    assert '<image href="https://kaart.example/' in answer.text and "Kaart: Voorbeeld" in answer.text
    assert "https://kaart.example" in answer.headers["Content-Security-Policy"]
    assert "style=" not in answer.text


@pytest.mark.parametrize("family", ["lijn", "boom", "water", "bos", "heide", "erf", "pad", "fauna"])
def test_every_family_has_a_sign_for_a_line_and_for_an_area(client, family):
    kind = db.session.scalars(select(models.ElementType).where(models.ElementType.family == family)).first()
    for shape in (LINE, LINE.buffer(0.001, cap_style="flat").convex_hull):
        element = ElementFactory(published=True, geometry=shape, type_key=kind.key)
        page = client.get(f"/elementen/{element.id}").text
        figure = page[page.index("hv-map-kader") : page.index("</figure>", page.index("hv-map-kader"))]
        assert figure.count(' d="M') >= 3, "a ground, a sign and a pin"
        assert f"e-f-{family}" in figure


def test_a_rough_place_is_a_circle_and_not_a_pin(client):
    element = ElementFactory(published=True, accuracy_m=750)
    page = client.get(f"/elementen/{element.id}").text
    assert "e-twijfel" in page and "e-pin__druppel" not in page
