"""Nobody who asks long enough comes nearer to a vulnerable sighting than its square."""

from dataclasses import replace

import pytest
import shapely
from sqlalchemy import select

from app.extensions import db
from app.models import Element, Sighting, State
from app.models.exact_places import ExactPlace
from app.queries.sightings import find_on, find_sightings
from app.services.public_place import near_village
from app.spatial.blur import grid_cell
from app.spatial.crs import rd_of, wgs84_of
from app.spatial.exact import reading_exact_places
from app.spatial.shapes import unwrap
from tests.checks.attack import Attacker, Marked, ways
from tests.factories.elements import ElementFactory
from tests.factories.people import UserFactory
from tests.factories.sightings import stored_sighting
from tests.halves import shared_out
from tests.personas import sign_in

OUT = {"state": State.PUBLISHED, "waits": False}
ADDER, OWL = "vipera-berus", "athene-noctua"
PARTS = (0.12, 0.37, 0.63, 0.88)  # of a side: sixteen spots all over a square
SPOT = wgs84_of(237_310, 562_430)  # its five kilometres lie in three municipalities
EXACT = ExactPlace.__table__


def spots_in(cell):
    side = cell.size_m
    return [wgs84_of(cell.x_m + x * side, cell.y_m + y * side) for y in PARTS for x in PARTS]


@pytest.fixture
def scene(request, anna):
    """The victim, its square, the attacker's own ones with their spots, and elements beside some of these."""
    size = request.param
    cell = grid_cell(*SPOT, size_m=size * 1000)
    elements = [
        Marked(ElementFactory(published=True, lon=lon, lat=lat, title=f"Poel {number}"), (lon, lat))
        for number, (lon, lat) in enumerate(spots_in(cell)[::5])
    ]
    spy, key = UserFactory(), OWL if size == 1 else ADDER

    def put(author, spot):
        near = min(elements, key=lambda one: abs(one.spot[0] - spot[0]) + abs(one.spot[1] - spot[1]))
        town = near_village(shapely.Point(spot))[1]
        told = {"claimed_key": key, "species_key": key, "municipality_code": town}
        return stored_sighting(author, at=spot, blur_km=size, element_id=near.element.id, **told, **OUT)

    suspects = {put(spy, spot).id: spot for spot in spots_in(cell)}
    return put(anna, SPOT).id, cell, suspects, elements


@pytest.mark.L04
@pytest.mark.parametrize(("scene", "who"), [(1, "bram"), (5, "")], ids=["owl", "adder"], indirect=["scene"])
def test_sixty_questions_in_every_way_leave_the_whole_square(client, scene, bram, who):
    victim, cell, suspects, elements = scene
    if who:
        sign_in(client, bram)
    attacker = Attacker(client, victim, dict(suspects))
    assert attacker.attack(cell, ways(elements)) == set(suspects)
    assert str(victim) in client.get(f"/waarnemingen?hok={cell.name}").text, "it was there to be found"


def true_spot(sighting: Sighting):
    with reading_exact_places():
        row = db.session.execute(select(EXACT).where(EXACT.c.sighting_id == sighting.id)).one()
    spot = unwrap(row.shape)
    return (spot.x, spot.y), row.element_id


def by_true_square(asked, **more):
    found = find_sightings(replace(asked, square=""), **more)
    inside = [one for one in found if asked.square in {"", grid_cell(*true_spot(one)[0]).name}]
    return replace(found, rows=inside)


def by_distance(asked, **more):
    """Sort by how far it really is from the square that was asked: trilateration."""
    found = find_sightings(replace(asked, square=""), **more)
    if not asked.square:
        return found
    x, y = (1000 * int(part) for part in asked.square.split("-"))
    away = [(abs(complex(*rd_of(*true_spot(one)[0])) - complex(x, y)), one.id, one) for one in found]
    return replace(found, rows=[one for _, _, one in sorted(away)])


def by_desk(asked, **more):
    """Filter by the municipality of the true place, which the desk knows."""
    found = find_sightings(replace(asked, town=""), **more)
    return replace(found, rows=[one for one in found if asked.town in {"", one.municipality_code}])


def at_true_element(element: Element):
    on = [one for one in db.session.scalars(select(Sighting)) if true_spot(one)[1] == element.id]
    return [*find_on(element), *on]


@pytest.mark.L04
@pytest.mark.parametrize("leak", shared_out([by_true_square, by_distance, by_desk, at_true_element]))
@pytest.mark.parametrize("scene", [5], indirect=True, ids=["adder"])
def test_the_attack_finds_a_leak_when_there_is_one(client, scene, monkeypatch, leak):
    victim, cell, suspects, elements = scene
    if leak is at_true_element:
        monkeypatch.setattr("app.routes.elements.find_on", leak)
    else:
        monkeypatch.setattr("app.routes._sighting_list.find_sightings", leak)
    attacker = Attacker(client, victim, dict(suspects))
    left = attacker.attack(cell, ways(elements))
    assert len(left) < len(suspects) * 2 / 3
