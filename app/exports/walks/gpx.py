"""A walk as GPX 1.1, as apps and devices for walkers read it."""

import datetime as dt
from typing import Any, Final

from gpxpy.gpx import GPX, GPXTrack, GPXTrackPoint, GPXTrackSegment, GPXWaypoint

from app.core.text import one_line, paragraphs
from app.exports.walks.walk import Spot, Walk

CREATOR: Final = "Haarvaten"
NO_XML: Final = dict.fromkeys((0xFFFE, 0xFFFF))  # XML knows no such signs, not even escaped


def as_gpx(walk: Walk) -> bytes:
    """Return one track with a segment per section, and a waypoint for the start and for each stop.

    Raises InvalidError when the walk has no route.
    """
    found = GPX()
    found.creator = CREATOR
    found.name, found.description = _name(walk.name), _text(walk.summary)
    found.link, found.link_text = walk.address, _name(walk.name)
    if walk.changed_on is not None:
        found.time = dt.datetime.combine(walk.changed_on, dt.time(), dt.UTC)
    found.waypoints = _waypoints(walk)
    found.tracks = [_track(walk)]
    return str(found.to_xml(version="1.1")).encode()


def _name(text: str) -> str:
    return one_line(text).translate(NO_XML)


def _text(text: str) -> str | None:
    return paragraphs(text).translate(NO_XML) or None


def _track(walk: Walk) -> Any:
    track: Any = GPXTrack(name=_name(walk.name), description=_text(walk.summary))
    track.link, track.link_text, track.type = walk.address, _name(walk.name), "walking"
    track.segments = [
        GPXTrackSegment([GPXTrackPoint(longitude=lon, latitude=lat) for lon, lat in section.line])
        for section in walk.route
    ]
    return track


def _waypoints(walk: Walk) -> list[Any]:
    found = []
    if (start := walk.start) is not None:
        words = ("Start", start.name, start.text)
        found.append(_waypoint((start.lon, start.lat), *words, walk.address, "Trailhead"))
    for stop in walk.in_order:
        words = (str(stop.number), stop.name, stop.text)
        found.append(_waypoint((stop.lon, stop.lat), *words, walk.address_of(stop), "Flag, Orange"))
    return found


def _waypoint(spot: Spot, first: str, name: str, text: str, address: str, sign: str) -> Any:  # noqa: PLR0913, PLR0917 (the parts of one)
    found: Any = GPXWaypoint(longitude=spot[0], latitude=spot[1], symbol=sign)
    found.name = _name(f"{first}. {name}" if first.isdigit() else f"{first}: {name}")
    found.description = _text(text)
    found.link, found.link_text = address, _name(name)
    return found
