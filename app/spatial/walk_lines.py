"""The line of a walk: read, judged, measured and cut. It may cross itself and turn back, unlike an element.

Lines come in and go out in WGS84, longitude first; all measuring is in metres of RD New.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final, NoReturn

import shapely
from shapely import LineString, ops
from shapely.geometry.base import BaseGeometry

from app.core.coordinates import check_lonlat
from app.core.errors import N_, InvalidError
from app.spatial.crs import in_rd, wgs84_of
from app.spatial.reading import DECIMALS, MAX_BYTES, json_of, numbers_of

MAX_POINTS: Final = 20_000
MIN_M: Final = 50.0
LONG_M: Final = 25_000.0  # from here on the page says that it is long for an ommetje
MAX_M: Final = 100_000.0
MANY: Final = 2_000  # points; a track of more is made simpler, to within a metre
SIMPLER_M: Final = 1.0
FIELD: Final = "shape"

NEAR_M: Final = 50.0  # begin and end so near are one place
NEAR_SHARE: Final = 0.03
SAME_PATH_M: Final = 15.0
MOSTLY: Final = 0.8
LOOP_SHARE: Final = 0.05  # of the largest loop: a smaller one is a wobble of the device
ROUGH_M: Final = 3.0
BEND_M: Final = 20.0
MOST_LEGS: Final = 24
COMPASS: Final = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
MOST_SHOWN: Final = 30  # of the points of a section, to choose where it is cut

LonLat = tuple[float, float]


def line_of_geojson(text: str) -> LineString:
    """Read a GeoJSON LineString as it was drawn; raises InvalidError with a sentence."""
    try:
        found = json_of(text) if len(text) <= MAX_BYTES else None
    except ValueError:
        found = None
    if not isinstance(found, dict) or found.get("type") != "LineString" or "crs" in found:
        _refuse(N_("We kunnen de lijn niet lezen. Teken hem opnieuw."))
    spots = found.get("coordinates")
    if not isinstance(spots, list):
        _refuse(N_("We kunnen de lijn niet lezen. Teken hem opnieuw."))
    return line_of(spots)


def line_of(spots: Sequence[object]) -> LineString:
    """Make the line of a walk of positions (longitude, latitude); raises InvalidError with a sentence."""
    if len(spots) > MAX_POINTS:
        sentence = N_("Deze lijn heeft %(number)s punten. Hoogstens 20.000 mag. Maak hem eerst eenvoudiger.")
        _refuse(sentence, number=f"{len(spots):_}".replace("_", "."))
    rounded = [_spot(one) for one in spots]
    kept = [spot for before, spot in zip([None, *rounded], rounded, strict=False) if spot != before]
    if len(kept) < 2:  # noqa: PLR2004 (begin and end)
        _refuse(N_("Een route heeft minstens twee punten: een begin en een eind."))
    line = LineString(kept)
    if len(kept) > MANY:
        line = _simpler(line)
    length = metres_of(line)
    if length < MIN_M:
        _refuse(N_("Deze route is korter dan 50 meter. Teken hem helemaal."))
    if length > MAX_M:
        sentence = N_("Deze route is %(length)s km lang. Een ommetje is hoogstens 100 km.")
        _refuse(sentence, length=math.ceil(length / 1000))
    return line


def metres_of(line: LineString) -> float:
    """Return the length in metres."""
    return float(in_rd(line).length)


def runs_how(line: LineString) -> str:
    """Return how a line runs: round, eight, back (there and back again) or one_way."""
    there = in_rd(line).simplify(ROUGH_M)
    ends = shapely.get_point(there, 0), shapely.get_point(there, -1)
    if shapely.distance(*ends) > max(NEAR_M, there.length * NEAR_SHARE):
        return "one_way"
    first, second = (ops.substring(there, *part, normalized=True) for part in ((0, 0.5), (0.5, 1)))
    if second.intersection(first.buffer(SAME_PATH_M)).length > MOSTLY * second.length:
        return "back"
    closed = LineString([*there.coords, there.coords[0]])
    loops = sorted((one.area for one in ops.polygonize(shapely.unary_union(closed))), reverse=True)
    return "eight" if len(loops) > 1 and loops[1] > LOOP_SHARE * loops[0] else "round"


def numbered_points(line: LineString) -> list[tuple[int, LonLat, float]]:
    """Return points between begin and end, few enough for a list: (which, spot, metres from the begin)."""
    there = shapely.get_coordinates(in_rd(line))
    far = [0.0, *(shapely.length(LineString(pair)) for pair in pairwise(there))]
    along = list(accumulate(far))
    step = max(1, math.ceil((len(there) - 2) / MOST_SHOWN))
    return [(at, line.coords[at], float(along[at])) for at in range(step, len(there) - 1, step)]


def metres_along(line: LineString, spot: shapely.Point) -> tuple[float, float]:
    """Return how far along a line a spot is, by the nearest point, and how far off it, in metres."""
    there, here = in_rd(line), in_rd(spot)
    return float(there.project(here)), float(there.distance(here))


def metres_between(line: LineString, shape: BaseGeometry) -> float:
    """Return how far a shape lies from a line, in metres."""
    return float(in_rd(line).distance(in_rd(shape)))


def point_at(line: LineString, along_m: float) -> LonLat:
    """Return the spot so many metres along a line."""
    here = in_rd(line).interpolate(along_m)
    lon, lat = wgs84_of(here.x, here.y)
    return round(lon, DECIMALS), round(lat, DECIMALS)


@dataclass(frozen=True)
class Leg:
    """A nearly straight part of a line: metres from the start, its length, and where it leads."""

    along_m: float
    length_m: float
    towards: str  # n, ne, e and so on


def legs_of(line: LineString) -> list[Leg]:
    """Cut a line into parts that go one way, few enough to be told."""
    there = in_rd(line)
    rough, tolerance = there.simplify(BEND_M), BEND_M
    while len(rough.coords) > MOST_LEGS + 1:
        tolerance *= 2
        rough = there.simplify(tolerance)
    legs, along = [], 0.0
    for (x, y), (to_x, to_y) in pairwise(rough.coords):
        length = math.hypot(to_x - x, to_y - y)
        eighth = round(math.atan2(to_x - x, to_y - y) / (math.pi / 4)) % 8
        legs.append(Leg(along, length, COMPASS[eighth]))
        along += length
    scale = there.length / along  # bends are left out: told metres are walked metres
    return [Leg(one.along_m * scale, one.length_m * scale, one.towards) for one in legs]


def times_go_back(data: bytes) -> bool:
    """Tell whether the moments in a GPX file ever step back: a clock that was set, or two tracks as one."""
    told = [part.partition(b"<")[0].strip() for part in data.split(b"<time>")[1:]]
    same = [one for one in told if one.endswith(b"Z") and len(one) == len(told[-1])]
    return any(later < earlier for earlier, later in pairwise(same))


def _simpler(line: LineString) -> LineString:
    """Leave out points that lie within a metre of the line without them."""
    there = shapely.get_coordinates(in_rd(line))
    kept = shapely.get_coordinates(LineString(there).simplify(SIMPLER_M, preserve_topology=False)).tolist()
    at, spots = 0, []
    for lonlat, here in zip(line.coords, there.tolist(), strict=True):
        if at < len(kept) and here == kept[at]:
            spots.append(lonlat)
            at += 1
    return LineString(spots)


def _spot(found: object) -> LonLat:
    lon, lat = numbers_of(found)
    try:
        check_lonlat(lon, lat)
    except InvalidError as error:
        raise InvalidError(error.sentence, field=FIELD) from error
    return round(lon, DECIMALS), round(lat, DECIMALS)


def _refuse(sentence: str, **values: object) -> NoReturn:
    raise InvalidError(sentence, field=FIELD, **values)
