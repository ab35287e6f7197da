"""A walk as GeoJSON: its sections as lines, its start, stops and hosts as points."""

import json
from typing import Any, Final

from app.core.text import one_line, paragraphs
from app.exports.walks.walk import Spot, Walk

DECIMALS: Final = 7  # of a degree: a centimetre


def as_geojson(walk: Walk) -> bytes:
    """Return a FeatureCollection in WGS84 (RFC 7946); ``what`` of each feature tells what it is.

    Raises InvalidError when the walk has no route.
    """
    lines = [
        _feature(
            {"type": "LineString", "coordinates": [_rounded(spot) for spot in section.line]},
            what="section",
            number=number,
            name=one_line(walk.name),
            surface=one_line(section.surface),
            length_m=round(section.length_m),
        )
        for number, section in enumerate(walk.route, 1)
    ]
    found = {
        "type": "FeatureCollection",
        "name": one_line(walk.name),
        "features": [*lines, *_points(walk)],
    }
    return json.dumps(found, ensure_ascii=False, allow_nan=False).encode()


def _points(walk: Walk) -> list[dict[str, Any]]:
    found = []
    if (start := walk.start) is not None:
        words = {"name": one_line(start.name), "text": paragraphs(start.text), "link": walk.address}
        found.append(_feature(_point((start.lon, start.lat)), what="start", **words))
    for stop in walk.in_order:
        words = {"name": one_line(stop.name), "text": paragraphs(stop.text), "link": walk.address_of(stop)}
        along = {"number": stop.number, "along_m": round(stop.along_m)}
        found.append(_feature(_point((stop.lon, stop.lat)), what="stop", **along, **words))
    for host in walk.hosts:
        words = {"name": one_line(host.name), "text": one_line(host.what)}
        found.append(_feature(_point((host.lon, host.lat)), what="host", **words))
    return found


def _feature(geometry: dict[str, Any], **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _point(spot: Spot) -> dict[str, Any]:
    return {"type": "Point", "coordinates": _rounded(spot)}


def _rounded(spot: Spot) -> list[float]:
    return [round(spot[0], DECIMALS), round(spot[1], DECIMALS)]
