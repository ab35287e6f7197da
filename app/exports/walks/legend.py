"""What the signs on the printed map mean: one sample per family of elements that lies on it."""

from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from app.exports.walks.map_signs import element_svg, patterns
from app.exports.walks.map_view import MapView
from app.exports.walks.walk import Walk
from app.wording import FAMILIES, say

WIDTH, HEIGHT = 44, 26  # units of a sample
SAMPLES: Final = {
    "Point": shapely.Point(22, 13),
    "LineString": shapely.LineString([(6, 13), (38, 13)]),
    "Polygon": shapely.box(4, 4, 40, 22),
}


def legend(walk: Walk, view: MapView) -> list[tuple[str, str]]:
    """Return words and a sample as SVG for each family that is seen on the map, in the order of our lists."""
    seen: dict[str, tuple[str, BaseGeometry]] = {}
    for one in walk.nearby:
        sample = SAMPLES.get(one.shape.geom_type.removeprefix("Multi"))
        if one.family in FAMILIES and sample is not None and not view.draw(one.shape).is_empty:
            seen.setdefault(one.family, (one.kind, sample))
    words = {family: told for family, (_icon, told) in FAMILIES.items()}
    return [(say(words, family), _sample(family, *seen[family])) for family in FAMILIES if family in seen]


def _sample(family: str, kind: str, shape: BaseGeometry) -> str:
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    inside = element_svg(shape, family=family, kind=kind)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><defs>{patterns()}</defs>{inside}</svg>'
