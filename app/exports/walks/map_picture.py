"""The printed map of a walk as SVG: our own data only, no tiles of others, no words of people in it."""

from typing import Final

import numpy as np
import shapely

from app.exports.walks.ink import ink
from app.exports.walks.map_signs import element_svg, path_of, patterns
from app.exports.walks.map_view import MapView, view_on
from app.exports.walks.walk import Walk

FONT: Final = "Atkinson Hyperlegible Next"
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
ORDER: Final = {"Polygon": 0, "MultiPolygon": 0, "LineString": 1, "MultiLineString": 1}
FINE_UNITS: Final = 0.4  # what a printed line may differ


def view_of(walk: Walk, *, width: int, height: int) -> MapView:
    """Return the view that shows the route; raises InvalidError when there is none.

    ``width`` and ``height`` are in units of a quarter millimetre or so: signs have a fixed size in them.
    """
    return view_on([section.line for section in walk.route], width=width, height=height)


def map_svg(walk: Walk, view: MapView, *, hosts: bool = False) -> str:
    """Return the map as SVG; with ``hosts`` each gets a letter, in their order."""
    size = f'width="{view.width}" height="{view.height}" viewBox="0 0 {view.width} {view.height}"'
    ground = f'<rect width="{view.width}" height="{view.height}" fill="{ink()["kaart-grond"]}"/>'
    signs = [*_elements(walk, view), _route(walk, view), *_spots(walk, view, hosts=hosts)]
    inside = "".join((ground, *signs, _scale(view), _north(view)))
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><defs>{patterns()}</defs>{inside}</svg>'


def _elements(walk: Walk, view: MapView) -> list[str]:
    """Draw what is near, areas first."""
    known = sorted(walk.nearby, key=lambda one: ORDER.get(one.shape.geom_type, 2))
    return [element_svg(view.draw(one.shape), family=one.family, kind=one.kind) for one in known]


def _route(walk: Walk, view: MapView) -> str:
    lines = [shapely.LineString(view.xy(np.array(section.line))) for section in walk.route]
    merged = shapely.line_merge(shapely.MultiLineString(lines)).simplify(FINE_UNITS)
    path = "".join(path_of(line) for line in getattr(merged, "geoms", [merged]))
    line = f'd="{path}" fill="none" stroke-linejoin="round"'
    return (
        f'<path {line} stroke="{ink()["kaart-halo"]}" stroke-width="10" stroke-linecap="round"/>'
        f'<path {line} stroke="{ink()["kaart-pad"]}" stroke-width="5" stroke-dasharray="12 7"/>'
    )


def _spots(walk: Walk, view: MapView, *, hosts: bool) -> list[str]:
    found = []
    if walk.start is not None:
        x, y = view.spot(walk.start.lon, walk.start.lat)
        colours = f'fill="{ink()["kaart-pad"]}" stroke="{ink()["vlak"]}" stroke-width="3"'
        found.append(f'<path d="M{x - 9:g} {y:g}l9-9 9 9-9 9Z" {colours}/>')
    for letter, host in zip(LETTERS, walk.hosts if hosts else (), strict=False):
        found.append(_disc(view.spot(host.lon, host.lat), letter, ink()["heide"]))
    return found + [
        _disc(view.spot(stop.lon, stop.lat), str(stop.number), ink()["kaart-pad"]) for stop in walk.in_order
    ]


def _disc(spot: tuple[float, float], sign: str, colour: str) -> str:
    x, y = spot
    disc = f'<circle cx="{x:g}" cy="{y:g}" r="17" fill="#ffffff" stroke="{colour}" stroke-width="4"/>'
    return disc + _text(x, y + 6.5, sign)


def _text(x: float, y: float, words: str) -> str:
    font = f'font-family="{FONT}" font-size="18" font-weight="700" fill="{ink()["veen"]}"'
    return f'<text x="{x:g}" y="{y:g}" {font} text-anchor="middle">{words}</text>'


def _scale(view: MapView) -> str:
    wide, y = view.scale_m / view.metres_per_unit, view.height - 18
    words = f"{view.scale_m // 1000} km" if view.scale_m >= 1000 else f"{view.scale_m} m"  # noqa: PLR2004
    path = f"M18 {y - 8}v8h{wide:.1f}v-8"
    box = f'x="10" y="{y - 32}" width="{wide + 16:.1f}" height="40" rx="4"'
    halo = f'<rect {box} fill="#ffffff" fill-opacity="0.8"/>'
    return f'{halo}<path d="{path}" fill="none" stroke="{ink()["veen"]}" stroke-width="2"/>' + _text(
        18 + wide / 2, y - 12, words
    )


def _north(view: MapView) -> str:
    x = view.width - 28
    disc = f'<circle cx="{x}" cy="34" r="22" fill="#ffffff" fill-opacity="0.8"/>'
    return disc + f'<path d="M{x} 15l7 15h-14Z" fill="{ink()["veen"]}"/>' + _text(x, 48, "N")
