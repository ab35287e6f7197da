"""The printed map shows the route whole, and what lies near it by the signs of the screen."""

import re
from dataclasses import replace

import numpy as np
import pytest
import shapely
from defusedxml.ElementTree import fromstring

from app.exports.walks import Nearby
from app.exports.walks.ink import ink
from app.exports.walks.legend import legend
from app.exports.walks.map_picture import map_svg, view_of
from app.exports.walks.map_view import view_on
from app.i18n import in_language
from tests.exports.walks import FIRST, NEARBY, WALK, at, walk

pytestmark = pytest.mark.once("spatialite")
SIZE = {"width": 688, "height": 533}


def drawn(**other) -> str:
    found = walk(**other)
    return map_svg(found, view_of(found, **SIZE))


@pytest.mark.parametrize(
    "line", [FIRST, (at(0, 0), at(9000, 10)), (at(0, 0), at(5, 8000)), (at(0, 0), at(1, 1))]
)
def test_the_route_lies_whole_within_the_map(line):
    view = view_on([line], **SIZE)
    x, y = view.xy(np.array(line)).T
    assert x.min() >= 0 and x.max() <= SIZE["width"] and y.min() >= 0 and y.max() <= SIZE["height"]


def test_north_is_up_and_east_is_right():
    view = view_on([FIRST], **SIZE)
    x, y = view.spot(*at(0, 0))
    assert view.spot(*at(100, 0))[0] > x and view.spot(*at(0, 100))[1] < y


def test_the_scale_bar_is_as_long_as_it_says():
    view = view_on([FIRST], **SIZE)
    left, right = view.spot(*at(0, 0))[0], view.spot(*at(view.scale_m, 0))[0]
    assert right - left == pytest.approx(view.scale_m / view.metres_per_unit, rel=0.01)
    assert right - left <= SIZE["width"] / 5


@pytest.mark.parametrize("one", NEARBY, ids=lambda one: one.kind)
def test_each_family_is_drawn_in_its_own_colour(one):
    assert ink()[f"kaart-{one.family}"] in drawn(nearby=(one,)).partition("</defs>")[2] or (
        f"url(#p-{one.family})" in drawn(nearby=(one,))
    )


def test_a_hedge_has_teeth_and_a_wooded_bank_has_beads():
    line = shapely.LineString([at(0, 0), at(200, 0)])
    hedge, bank = (
        drawn(nearby=(Nearby(kind=kind, family="lijn", shape=line),))
        for kind in ("clipped_hedge", "wooded_bank")
    )
    assert 'stroke-dasharray="2.4 8"' in hedge and 'stroke-dasharray="0.1 13"' in bank


@pytest.mark.parametrize("shape", [
    shapely.MultiPoint([at(0, 0), at(50, 50)]),
    shapely.MultiPolygon([shapely.Point(*at(0, 0)).buffer(0.001), shapely.Point(*at(300, 0)).buffer(0.001)]),
    shapely.Polygon([at(0, 0), at(90, 90), at(90, 0), at(0, 90)]),
    shapely.Point(*at(90_000, 0)),
    shapely.LineString([at(-90_000, 0), at(90_000, 0)]),
    shapely.Polygon(),
])  # fmt: skip
def test_any_shape_is_drawn_as_far_as_it_lies_on_the_map(shape):
    picture = drawn(nearby=(Nearby(kind="brand_new", family="unknown", shape=shape),))
    fromstring(picture)
    numbers = [abs(float(one)) for one in re.findall(r"[ML]([-\d.]+) ", picture)]
    assert max(numbers) <= SIZE["width"] + 20


def test_no_words_of_people_are_in_the_drawing():
    stop = replace(WALK.stops[0], name='"/><script>', text="<b>")
    host = replace(WALK.hosts[0], name="<i>")
    hostile = walk(stops=(stop,), hosts=(host,), name="<u>")
    picture = map_svg(hostile, view_of(hostile, **SIZE), hosts=True)
    assert not {"script", "b", "i", "u"} & {one.tag.rpartition("}")[2] for one in fromstring(picture).iter()}
    assert ">1</text>" in picture and ">a</text>" in picture


def test_the_legend_has_a_sample_of_each_family_on_the_map(app):
    far = Nearby(kind="heath", family="heide", shape=shapely.Point(*at(90_000, 0)).buffer(0.001))
    new = Nearby(kind="new", family="unknown", shape=shapely.Point(*at(0, 0)))
    found = walk(nearby=(*NEARBY, far, new))
    with app.app_context(), in_language("nl"):
        signs = legend(found, view_of(found, **SIZE))
    assert [words for words, _svg in signs] == [
        "Houtwal, heg of singel",
        "Bomen",
        "Water",
        "Bosje",
        "Erf en historie",
    ]
    for _words, svg in signs:
        fromstring(svg)
