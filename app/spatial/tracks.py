"""Lines and points from a file that a phone or a GPS device made: GPX, and GeoJSON in all its wrappings.

The bytes are distrusted: no DOCTYPE, no entities, no other system than those we know (G01, G03, G06).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, NoReturn
from xml.etree.ElementTree import Element, ParseError  # only the types: defusedxml reads

from defusedxml import ElementTree, common
from shapely.geometry.base import BaseGeometry

from app.core.coordinates import Spot, System, check_lonlat, check_rd
from app.core.errors import N_, InvalidError, TooLargeError
from app.core.text import one_line
from app.spatial import reading
from app.spatial.crs import rd_of

MAX_FILE_BYTES: Final = 5_000_000
MAX_TRACKS: Final = 50
MAX_TAGS: Final = 600_000  # of XML: five for each point of the longest file that we read
MAX_POINTS: Final = 50_000  # of one line; more than 10.000 is refused later, with its number
GAP_M: Final = 100.0  # a device that lost the satellites for a moment is still on the same track
MAX_NAME: Final = 80
FIELD: Final = "track_file"

LonLat = tuple[float, float]


@dataclass(frozen=True)
class Track:
    """One line or point of a file, as its spots in WGS84 (longitude first), not yet judged as a place."""

    name: str
    spots: tuple[LonLat, ...]
    ring: bool = False

    def shape(self, allowed: list[str]) -> BaseGeometry:
        """Make the point, line or area that the kind of element allows; raises InvalidError."""
        if len(self.spots) == 1:
            return reading.shape_of("Point", list(self.spots[0]))
        area = self.ring if "line" in allowed and "polygon" in allowed else "line" not in allowed
        if area and "polygon" in allowed:
            closed = self.spots if self.spots[0] == self.spots[-1] else (*self.spots, self.spots[0])
            return reading.shape_of("Polygon", [list(closed)])
        return reading.shape_of("LineString", list(self.spots))


def read_tracks(data: bytes) -> list[Track]:
    """Read all that a GPX or GeoJSON file holds; raises InvalidError, or TooLargeError above 5 MB."""
    if len(data) > MAX_FILE_BYTES:
        raise TooLargeError(N_("Dit bestand is te groot. Het mag hoogstens 5 MB zijn."), field=FIELD)
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in {b"{", b"["}:
        found = list(islice(_geojson(data), MAX_TRACKS + 1))
    elif start == b"<":
        found = list(islice(_gpx(data), MAX_TRACKS + 1))
    else:
        _refuse(N_("Dit bestand kennen we niet. Kies een GPX-bestand of een GeoJSON-bestand."))
    if not found:
        _refuse(N_("In dit bestand staat geen spoor, route of punt."))
    if len(found) > MAX_TRACKS:
        _refuse(N_("In dit bestand staan meer dan 50 sporen. Kies een bestand met minder sporen."))
    return found


def _gpx(data: bytes) -> Iterator[Track]:
    """Give tracks, then routes, then waypoints. Heights, times and makers' additions are left behind."""
    root = _root(data)
    tracks, routes, points = ([one for one in root if _tag(one) == tag] for tag in ("trk", "rte", "wpt"))
    for number, track in enumerate(tracks, start=1):
        yield from _segments(track, number)
    for route in routes:
        if spots := _points(route, "rtept"):
            yield Track(_name(route), spots)
    for point in points:
        yield Track(_name(point), (_point(point),))


def _root(data: bytes) -> Element:
    if data.count(b"<") > MAX_TAGS:
        _refuse(N_("In dit bestand staat te veel. Bewaar één spoor in een bestand."))
    try:
        root: Element = ElementTree.fromstring(data, forbid_dtd=True)
    except common.DefusedXmlException:
        _refuse(
            N_("In dit bestand staan opdrachten die niet in een spoor horen (DOCTYPE). We lezen het niet.")
        )
    except (ParseError, ValueError, LookupError):  # the last two: odd encodings
        _refuse(N_("We kunnen dit bestand niet lezen. Is het een heel GPX-bestand?"))
    if _tag(root) != "gpx":
        _refuse(N_("Dit is geen GPX-bestand."))
    return root


def _segments(track: Element, number: int) -> Iterator[Track]:
    """Join the pieces of a track where the gap is small."""
    lines: list[list[LonLat]] = []
    for segment in track:
        spots = _points(segment, "trkpt") if _tag(segment) == "trkseg" else ()
        if spots and lines and _metres(lines[-1][-1], spots[0]) <= GAP_M:
            lines[-1].extend(spots)
        elif spots:
            lines.append(list(spots))
    name = _name(track) or str(number)
    for part, line in enumerate(lines, start=1):
        yield Track(name if len(lines) == 1 else f"{name} ({part})", tuple(line))


def _points(parent: Element, tag: str) -> tuple[LonLat, ...]:
    return tuple(_point(one) for one in parent if _tag(one) == tag)


def _point(found: Element) -> LonLat:
    try:
        lon, lat = float(found.get("lon", "")), float(found.get("lat", ""))
    except ValueError:
        _refuse(N_("In dit bestand staan punten zonder goede getallen."))
    return _inside(lon, lat, System.WGS84)


def _geojson(data: bytes) -> Iterator[Track]:
    try:
        found = reading.json_of(data.decode("utf-8-sig"))
    except ValueError:
        _refuse(N_("We kunnen dit bestand niet lezen. Is het een heel GeoJSON-bestand?"))
    yield from _walk(found, "", System.WGS84)


def _walk(found: Any, name: str, system: System) -> Iterator[Track]:
    """Give the shapes in a geometry, feature or collection; a named system counts for what is inside."""
    if not isinstance(found, dict):
        _refuse(N_("Dit is geen GeoJSON-bestand."))
    system = _system(found.get("crs"), system)
    kind = found.get("type")
    if kind in {"FeatureCollection", "GeometryCollection"}:
        inside = found.get("features" if kind == "FeatureCollection" else "geometries")
        for one in inside if isinstance(inside, list) else ():
            yield from _walk(one, name, system)
    elif kind == "Feature":
        facts = found.get("properties")
        own = facts.get("name") or facts.get("naam") if isinstance(facts, dict) else None
        if found.get("geometry") is not None:
            yield from _walk(found["geometry"], _clean(own) or name, system)
    else:
        yield from _geometry(str(kind), found.get("coordinates"), name, system)


def _geometry(kind: str, coordinates: Any, name: str, system: System) -> Iterator[Track]:
    single = kind.removeprefix("Multi")
    if single not in reading.KINDS:
        _refuse(N_("Dit is geen GeoJSON-bestand."))
    if not isinstance(coordinates, list):
        _refuse(N_("In dit bestand staan punten zonder goede getallen."))
    for one in coordinates if kind != single else [coordinates]:
        if single == "Polygon":
            if not isinstance(one, list) or not one:
                _refuse(N_("In dit bestand staan punten zonder goede getallen."))
            if len(one) > 1:
                _refuse(N_("Een vlak met een gat erin kan niet. Teken alleen de buitenrand."))
            yield Track(name, _spots(one[0], system), ring=True)
        else:
            yield Track(name, _spots([one] if single == "Point" else one, system))


def _spots(found: Any, system: System) -> tuple[LonLat, ...]:
    if not isinstance(found, list) or not found:
        _refuse(N_("In dit bestand staan punten zonder goede getallen."))
    if len(found) > MAX_POINTS:
        _refuse(
            N_("Dit spoor heeft meer dan 50.000 punten. Hoogstens 10.000 mag. Maak het eerst eenvoudiger.")
        )
    return tuple(_inside(*reading.numbers_of(one, field=FIELD), system) for one in found)


def _inside(x: float, y: float, system: System) -> LonLat:
    """Return longitude and latitude of a spot that lies in the Netherlands; names what is wrong with it."""
    try:
        (check_rd if system is System.RD else check_lonlat)(x, y)
    except InvalidError as error:
        raise InvalidError(error.sentence, field=FIELD) from error
    return reading.lonlat_of(Spot(system, x, y))


def _system(crs: Any, outer: System) -> System:
    """Read a member ``crs``: WGS84 and RD New are known, another is refused, never ignored (G03)."""
    if crs is None:
        return outer
    name = reading.crs_name(crs)
    if name.endswith(("EPSG::28992", "EPSG:28992")):
        return System.RD
    if not name.endswith(reading.OUR_CRS):
        _refuse(N_("Dit bestand heeft een ander soort coördinaten. Gebruik WGS84 of RD."))
    return System.WGS84


def _metres(one: LonLat, other: LonLat) -> float:
    (x, y), (to_x, to_y) = rd_of(*one), rd_of(*other)
    return float(((x - to_x) ** 2 + (y - to_y) ** 2) ** 0.5)


def _name(element: Element) -> str:
    return next((_clean(child.text) for child in element if _tag(child) == "name"), "")


def _clean(text: object) -> str:
    return one_line(text)[:MAX_NAME] if isinstance(text, str) else ""


def _tag(element: Element) -> str:
    """Return the name of an element without its namespace: devices write several."""
    return str(element.tag).rpartition("}")[2]


def _refuse(sentence: str) -> NoReturn:
    raise InvalidError(sentence, field=FIELD)
