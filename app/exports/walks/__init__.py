"""A walk as files: GPX, GeoJSON, a poster and a folded guide; pure, from frozen values."""

from app.exports.walks.geojson import as_geojson
from app.exports.walks.gpx import as_gpx
from app.exports.walks.guide import guide
from app.exports.walks.poster import poster
from app.exports.walks.walk import Host, Nearby, Notice, Section, Start, Stop, Walk

__all__ = [
    "Host", "Nearby", "Notice", "Section", "Start", "Stop", "Walk", "as_geojson", "as_gpx", "guide", "poster",
]  # fmt: skip
