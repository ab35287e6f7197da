"""How landscape elements look on a printed map: the signs of the map on the screen (`js/map/style.js`)."""

from typing import Final

from shapely.geometry.base import BaseGeometry

from app.exports.walks.ink import ink

HEDGES: Final = frozenset({"clipped_hedge", "shrub_hedge"})
# sign → width and dashes of lines, in units of the drawing
LINES: Final = {
    "teeth": (12, "2.4 8", "butt"),
    "beads": (9, "0.1 13", "round"),
    "boom": (8, "0.1 14", "round"),
    "water": (4, "14 5 3 5", "butt"),
    "pad": (4, "9 5", "butt"),
}
SIGNED: Final = ("water", "bos", "heide", "erf")


def patterns() -> str:
    """Return the repeating signs of areas, once per drawing."""
    colour = {name: ink()[f"kaart-{name}"] for name in (*SIGNED, "beek")}
    dots = '<circle cx="3" cy="3" r="2.3"/><circle cx="9" cy="9" r="2.3"/>'
    water = f'<rect width="16" height="10" fill="{colour["beek"]}" fill-opacity="0.7"/>'
    signs = {
        "water": (16, 10, water + _stroke("M0 5q4-4 8 0t8 0", colour["water"], 1.6)),
        "bos": (12, 12, f'{_ground(12)}<g fill="{colour["bos"]}">{dots}</g>'),
        "heide": (10, 10, _ground(10) + _stroke("M-2 2 2-2M-2 12 12-2M8 12l4-4", colour["heide"], 2.2)),
        "erf": (9, 9, _ground(9) + _stroke("M0 4.5h9M4.5 0v9", colour["erf"], 1.6)),
    }
    size = 'width="{}" height="{}" patternUnits="userSpaceOnUse"'
    return "".join(
        f'<pattern id="p-{name}" {size.format(width, height)}>{inside}</pattern>'
        for name, (width, height, inside) in signs.items()
    )


def _ground(side: int) -> str:
    return f'<rect width="{side}" height="{side}" fill="{ink()["kaart-halo"]}" fill-opacity="0.7"/>'


def element_svg(shape: BaseGeometry, *, family: str, kind: str) -> str:
    """Draw one element; ``shape`` is in units of the drawing and may have several parts, or none."""
    parts = getattr(shape, "geoms", [shape])
    return "".join(_part(part, family, kind) for part in parts if not part.is_empty)


def path_of(shape: BaseGeometry) -> str:
    """Return the path data of a line, or of an area with its holes."""
    if shape.geom_type == "Polygon":
        return "".join(f"{_points(ring)}Z" for ring in (shape.exterior, *shape.interiors))
    return _points(shape)


def _part(part: BaseGeometry, family: str, kind: str) -> str:
    colour = ink().get(f"kaart-{family}", ink()["veen-zacht"])
    if part.geom_type == "Point":
        halo = f'stroke="{ink()["kaart-halo"]}" stroke-width="2"'
        return f'<circle cx="{part.x:.1f}" cy="{part.y:.1f}" r="7" fill="{colour}" {halo}/>'
    if part.geom_type == "Polygon":
        return _area(path_of(part), family, colour)
    if part.geom_type in {"LineString", "LinearRing"}:
        return _line(path_of(part), family, kind, colour)
    return ""


def _area(path: str, family: str, colour: str) -> str:
    fill = f'fill="url(#p-{family})"' if family in SIGNED else f'fill="{colour}" fill-opacity="0.3"'
    dashes = ' stroke-dasharray="9 4"' if family == "heide" else ""
    return f'<path d="{path}" {fill} fill-rule="evenodd" stroke="{colour}" stroke-width="3"{dashes}/>'


def _line(path: str, family: str, kind: str, colour: str) -> str:
    found = _stroke(path, ink()["kaart-halo"], 13, cap="round")
    sign = family
    if family == "lijn":
        sign = "teeth" if kind in HEDGES else "beads"
        found += _stroke(path, colour, 3, cap="round")
    width, dashes, cap = LINES.get(sign, (5, "", "butt"))
    return found + _stroke(path, colour, width, dashes=dashes, cap=cap)


def _stroke(path: str, colour: str, width: float, *, dashes: str = "", cap: str = "butt") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    ends = f'stroke-linecap="{cap}" stroke-linejoin="round"'
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" {ends}{dashed}/>'


def _points(line: BaseGeometry) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in line.coords)
