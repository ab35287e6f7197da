"""Where something lies: by the maps, and without them by the nearest known place."""

import json

import pytest
import shapely

from app.models import AreaLayer
from app.queries.areas import layers_now, municipalities_touched, names_touched, outlines, where_is
from app.queries.check import remark_of
from app.queries.checks import checks_on
from app.queries.known_places import _neighbours, nearest_village
from app.spatial.areas import middle_of
from app.spatial.crs import wgs84_of
from tests.factories.areas import ASSEN, DRENTHE, TYNAARLO, area_layer
from tests.factories.elements import ElementFactory

IN_ASSEN = shapely.Point(6.5625, 52.9967)
OVER_THE_BORDER = shapely.LineString([(6.56, 53.02), (6.56, 53.09)])  # its middle is in Assen


def said_of(element):
    """Return what the desk reads, in the words of the page."""
    return [one.sentence % dict(one.values) for one in map(remark_of, checks_on(element)) if not one.good]


@pytest.mark.parametrize(
    ("lon", "lat", "inside", "country"),
    [
        (6.5625, 52.9967, True, ""),  # Assen
        (6.9069, 52.7792, True, ""),  # Emmen
        (6.6125, 53.1725, False, "NL"),  # Haren, inside the box of the province
        (6.95, 52.99, False, "NL"),  # Stadskanaal
        (7.058, 52.876, False, "NL"),  # Ter Apel
        (6.846, 52.606, False, "DE"),  # Emlichheim
        (7.067, 52.637, False, "DE"),  # Twist
    ],
)
def test_without_a_map_the_nearest_place_says_probably(lon, lat, inside, country):
    where = where_is(shapely.Point(lon, lat))
    assert (where.in_drenthe, where.sure, where.country) == (inside, False, country)
    assert (where.municipality is not None) is inside


def test_the_municipality_is_that_of_the_nearest_village():
    assert where_is(IN_ASSEN).municipality == "GM0106"


def test_places_over_the_border_are_outside_the_villages_of_drenthe():
    names = {name for name, *_rest in _neighbours()}
    assert len(names) > 60
    for name, country, at in _neighbours():
        assert country in {"NL", "DE"}
        assert nearest_village(shapely.Point(*wgs84_of(*at))).metres > 1000, name


def test_another_municipality_on_the_map_is_outside_for_sure():
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN, ("GM0014", "Groningen", shapely.box(6.4, 53.15, 6.7, 53.3)))
    where = where_is(shapely.Point(6.5665, 53.2194))
    assert (where.in_drenthe, where.sure, where.country) == (False, True, "NL")


def test_with_a_map_it_is_sure():
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN, TYNAARLO)
    area_layer(AreaLayer.PROVINCES, DRENTHE, ("PV20", "Groningen", shapely.box(6.2, 53.19, 7.1, 53.4)))
    where = where_is(IN_ASSEN)
    assert (where.in_drenthe, where.sure, where.municipality) == (True, True, "GM0106")
    emmen = where_is(shapely.Point(6.9069, 52.7792))
    assert (emmen.in_drenthe, emmen.sure, emmen.municipality) == (True, True, "GM0114")
    groningen = where_is(shapely.Point(6.5665, 53.2194))
    assert (groningen.in_drenthe, groningen.sure, groningen.municipality) == (False, True, None)


@pytest.mark.G04
def test_a_line_over_a_border_touches_both_and_lies_where_its_middle_is():
    assert municipalities_touched(OVER_THE_BORDER) == []
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN, TYNAARLO)
    assert municipalities_touched(OVER_THE_BORDER) == ["Assen", "Tynaarlo"]
    assert where_is(OVER_THE_BORDER).municipality == "GM0106"
    assert where_is(shapely.LineString([(6.56, 53.05), (6.56, 53.09)])).municipality == "GM1730"


def test_the_middle_of_an_area_lies_inside_it():
    horseshoe = shapely.Polygon([(0, 0), (9, 0), (9, 9), (8, 9), (8, 1), (1, 1), (1, 9), (0, 9)])
    assert horseshoe.contains(middle_of(horseshoe))
    assert middle_of(IN_ASSEN).equals(IN_ASSEN)


def test_the_desk_reads_what_the_maps_say(anna):
    element = ElementFactory(author=anna, geometry=OVER_THE_BORDER)
    assert not [said for said in said_of(element) if "Ligt" in said]
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN, TYNAARLO)
    area_layer(AreaLayer.NATURA2000, ("24", "Witterveld", shapely.box(6.5, 53.0, 6.6, 53.03)))
    assert names_touched(OVER_THE_BORDER, layers_now()[AreaLayer.NATURA2000]) == ["Witterveld"]
    said = said_of(element)
    assert "Ligt in meer gemeenten: Assen, Tynaarlo" in said
    assert "Ligt in het Natura 2000-gebied Witterveld" in said


@pytest.mark.parametrize(
    ("spot", "sentence"),
    [
        ((6.846, 52.606), "Ligt waarschijnlijk in Duitsland, bij Emlichheim"),
        ((6.6125, 53.1725), "Ligt waarschijnlijk buiten Drenthe, bij Haren"),
    ],
)
def test_just_over_the_border_only_warns(anna, spot, sentence):
    element = ElementFactory(author=anna, geometry=shapely.Point(*spot))
    assert sentence in said_of(element)


def test_outlines_for_the_map_are_simple():
    assert json.loads(outlines(AreaLayer.PROVINCES))["features"] == []
    area_layer(AreaLayer.PROVINCES, ("PV22", "Drenthe", shapely.Point(6.6, 52.9).buffer(0.2, 500)))
    (drenthe,) = json.loads(outlines(AreaLayer.PROVINCES))["features"]
    assert drenthe["properties"] == {"code": "PV22", "name": "Drenthe"}
    assert 10 < len(drenthe["geometry"]["coordinates"][0]) < 100
