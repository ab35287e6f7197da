"""Turn what people hand in into a shape in WGS84, or say in a sentence what is wrong with it (G01, G02)."""

import json
import math
from collections.abc import Sequence
from typing import Any, Final, NoReturn

import shapely
from shapely.geometry.base import BaseGeometry

from app.core.coordinates import Spot, System, check_lonlat
from app.core.errors import N_, InvalidError
from app.spatial.crs import in_rd, wgs84_of

MAX_BYTES: Final = 1_000_000
MAX_VERTICES: Final = 10_000
DECIMALS: Final = 6  # of a degree: 0,1 m
MIN_LENGTH_M: Final = 0.5
MIN_AREA_M2: Final = 0.5
MAX_LENGTH_M: Final = 25_000
MAX_DEPTH: Final = 20  # of lists and objects inside each other; the deepest that GeoJSON needs is eight
FIELD: Final = "shape"

LonLat = tuple[float, float]
KINDS: Final = {"Point": "point", "LineString": "line", "Polygon": "polygon"}
OUR_CRS: Final = ("CRS84", "EPSG::4326", "EPSG:4326")


def shape_of_geojson(text: str) -> BaseGeometry:
    """Read a GeoJSON geometry (Point, LineString, Polygon without holes; WGS84, longitude first).

    Raises InvalidError with its own sentence for everything that is not a sound shape in the Netherlands.
    """
    if len(text.encode(errors="replace")) > MAX_BYTES:
        _refuse(N_("Deze vorm heeft te veel punten. Teken hem met minder punten."))
    try:
        found = json_of(text)
    except ValueError:
        _refuse(N_("We kunnen de vorm niet lezen. Teken hem opnieuw."))
    if not isinstance(found, dict) or str(found.get("type")) not in KINDS:
        _refuse(N_("Teken één punt, één lijn of één vlak."))
    _check_crs(found.get("crs"))
    return shape_of(str(found["type"]), found.get("coordinates"))


def geojson_of(shape: BaseGeometry) -> str:
    """Write a WGS84 shape as a GeoJSON geometry, longitude first."""
    return str(shapely.to_geojson(shape))


def shape_of_spots(spots: Sequence[Spot], *, kind: str) -> BaseGeometry:
    """Make a point, line or polygon (``kind``) of spots in WGS84 or RD New; raises InvalidError."""
    lonlat = [lonlat_of(spot) for spot in spots]
    if kind == "point":
        return shape_of("Point", lonlat[0])
    return shape_of("LineString", lonlat) if kind == "line" else shape_of("Polygon", [[*lonlat, lonlat[0]]])


def lonlat_of(spot: Spot) -> LonLat:
    """Return longitude and latitude (WGS84) of a spot in either system."""
    return wgs84_of(spot.x, spot.y) if spot.system is System.RD else (spot.x, spot.y)


def json_of(text: str) -> Any:
    """Read JSON without NaN, Infinity and bottomless nesting; raises ValueError."""
    try:
        found = json.loads(text, parse_constant=_no_number, parse_int=_whole_number)
    except RecursionError as error:
        raise ValueError("too deep") from error
    level = [found]
    for _depth in range(MAX_DEPTH + 1):
        level = [
            inner
            for one in level
            if isinstance(one, (list, dict))
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return found
    raise ValueError("too deep")


def numbers_of(found: Any, *, field: str = FIELD) -> LonLat:
    """Return the first two numbers of a position; raises InvalidError when they are none."""
    numbers = found[:2] if isinstance(found, (list, tuple)) else ()
    usual = len(numbers) == 2 and all(type(value) in {int, float} for value in numbers)  # noqa: PLR2004 (lon, lat)
    if not usual or not all(math.isfinite(value) for value in numbers):
        sentence = N_("In deze vorm staan punten zonder goede getallen. Teken hem opnieuw.")
        raise InvalidError(sentence, field=field)
    return float(numbers[0]), float(numbers[1])


def shape_of(geojson_type: str, coordinates: Any) -> BaseGeometry:
    """Make a shape of GeoJSON's type and coordinates, rounded to 0.1 m; raises InvalidError."""
    if geojson_type == "Polygon":
        if not isinstance(coordinates, list) or not coordinates:
            _refuse(N_("Deze vorm is leeg. Teken hem opnieuw."))
        if len(coordinates) > 1:
            _refuse(N_("Een vlak met een gat erin kan niet. Teken alleen de buitenrand."))
        return _polygon(_vertices(coordinates[0]))
    if geojson_type == "LineString":
        return _line(_vertices(coordinates))
    return shapely.Point(_vertices([coordinates])[0])


def _polygon(ring: list[LonLat]) -> BaseGeometry:
    if ring[0] != ring[-1]:
        _refuse(N_("Het vlak is niet gesloten. Zet het laatste punt op het eerste."))
    if len(set(ring)) < 3:  # noqa: PLR2004 (a triangle)
        _refuse(N_("Een vlak heeft minstens drie hoeken."))
    shape = shapely.Polygon(ring)
    if not shape.is_valid:
        _refuse(N_("De rand van het vlak kruist zichzelf. Teken hem zonder kruising."))
    if in_rd(shape).area < MIN_AREA_M2:
        _refuse(N_("Dit vlak heeft geen oppervlakte. Zet de hoeken verder uit elkaar."))
    return shapely.orient_polygons(shape)


def _line(spots: list[LonLat]) -> BaseGeometry:
    if len(spots) < 2:  # noqa: PLR2004 (begin and end)
        _refuse(N_("Een lijn heeft minstens twee punten: een begin en een eind."))
    shape = shapely.LineString(spots)
    length = in_rd(shape).length
    if length < MIN_LENGTH_M:
        _refuse(N_("Begin en eind liggen op dezelfde plek. Zet ze verder uit elkaar."))
    if length > MAX_LENGTH_M:
        sentence = N_("Deze lijn is %(length)s km lang. Hoogstens 25 km mag. Maak er meer elementen van.")
        _refuse(sentence, length=math.ceil(length / 1000))
    if not shape.is_simple:
        _refuse(N_("De lijn kruist zichzelf of loopt terug. Teken hem één keer, zonder kruising."))
    return shape


def _vertices(found: Any) -> list[LonLat]:
    """Return longitude and latitude of every vertex in the Netherlands, without repeats."""
    if not isinstance(found, list) or not found:
        _refuse(N_("Deze vorm is leeg. Teken hem opnieuw."))
    if len(found) > MAX_VERTICES:
        sentence = N_("Deze vorm heeft te veel punten: %(number)s. Hoogstens 10.000 mag.")
        _refuse(sentence, number=f"{len(found):_}".replace("_", "."))
    spots = [_spot(one) for one in found]
    return [spot for before, spot in zip([None, *spots], spots, strict=False) if spot != before]


def _spot(found: Any) -> LonLat:
    lon, lat = numbers_of(found)
    try:
        check_lonlat(lon, lat)
    except InvalidError as error:
        raise InvalidError(error.sentence, field=FIELD) from error
    return round(lon, DECIMALS), round(lat, DECIMALS)


def crs_name(crs: Any) -> str:
    """Return the name that a member ``crs`` gives; empty when it points elsewhere or says nothing."""
    known = isinstance(crs, dict) and crs.get("type") == "name" and isinstance(crs.get("properties"), dict)
    return str(crs["properties"].get("name", "")) if known else ""


def _check_crs(crs: Any) -> None:
    """Refuse a member that says the numbers are in another system: it must never be ignored (G03)."""
    if crs is not None and not crs_name(crs).endswith(OUR_CRS):
        _refuse(N_("Deze vorm heeft een ander soort coördinaten. Gebruik WGS84."))


def _whole_number(digits: str) -> float:
    """Read a whole number as any other: one of hundreds of digits is then simply too large."""
    return float(digits)


def _no_number(_name: str) -> NoReturn:
    raise ValueError("JSON has no NaN or Infinity")


def _refuse(sentence: str, **values: object) -> NoReturn:
    raise InvalidError(sentence, field=FIELD, **values)
