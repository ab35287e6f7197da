"""The signs of the installed app, drawn from our own mark: no system takes an SVG everywhere."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from PIL import Image, ImageDraw

Point = tuple[float, float]
SVG: Final = "{http://www.w3.org/2000/svg}"
VIEW: Final = 40  # the mark is drawn in a square of 40
FINER: Final = 4  # drawn so much larger first, which makes smooth edges
# name → size in pixels, and how much of it the mark takes: systems cut what is maskable to a shape of theirs
SIGNS: Final = {
    "app-192": (192, 1.0),
    "app-512": (512, 1.0),
    "app-maskable-512": (512, 0.72),
    "app-180": (180, 0.86),
}
STEPS: Final = 24
GROUND: Final = "#1d5438"


def draw_icons(mark: Path, target: Path) -> None:
    """Write each PNG; raises ValueError for a path with commands that are not known here."""
    target.mkdir(parents=True, exist_ok=True)
    root = ET.fromstring(mark.read_text("utf-8"))  # noqa: S314 (our own file)
    for name, (size, part) in SIGNS.items():
        draw_icon(root, size, part).save(target / f"{name}.png", optimize=True)


def draw_icon(root: ET.Element, size: int, part: float) -> Image.Image:
    """Draw the mark; one that does not fill the square gets our green all around."""
    wide = size * FINER
    image = Image.new("RGBA", (wide, wide), GROUND if part < 1 else (0, 0, 0, 0))
    pen, scale = ImageDraw.Draw(image), wide * part / VIEW
    shift = wide * (1 - part) / 2

    def at(x: float, y: float) -> Point:
        return x * scale + shift, y * scale + shift

    for shape, given in _shapes(root, {}):
        if shape == "rect":
            box = [*at(0, 0), *at(VIEW, VIEW)]
            pen.rounded_rectangle(box, float(given["rx"]) * scale, fill=given["fill"])
        elif shape == "circle":
            x, y, r = (float(given[key]) for key in ("cx", "cy", "r"))
            pen.ellipse([*at(x - r, y - r), *at(x + r, y + r)], fill=given["fill"])
        elif shape == "path":
            _stroke(
                pen, [at(*spot) for spot in points(given["d"])], float(given["stroke-width"]) * scale, given
            )
    return image.resize((size, size), Image.Resampling.LANCZOS)


def _shapes(node: ET.Element, above: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    given = above | node.attrib
    yield node.tag.removeprefix(SVG), given
    for child in node:
        yield from _shapes(child, given)


def _stroke(pen: ImageDraw.ImageDraw, spots: list[Point], wide: float, given: dict[str, str]) -> None:
    for one, other in pairwise(spots):
        pen.line([one, other], fill=given["stroke"], width=round(wide))
    for x, y in spots:  # round ends and joints
        pen.ellipse([x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2], fill=given["stroke"])


def points(path: str) -> list[Point]:
    """Return the spots along a path of M, V and c, as our mark has them."""
    found: list[Point] = []
    for command, text in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", path):
        n = [float(one) for one in re.findall(r"-?\d*\.?\d+", text)]
        x, y = found[-1] if found else (0.0, 0.0)
        if command == "M":
            found.append((n[0], n[1]))
        elif command == "V":
            found.append((x, n[0]))
        elif command == "c":
            spots = [(x, y), *((x + n[i], y + n[i + 1]) for i in (0, 2, 4))]
            found += [_along(spots, step / STEPS) for step in range(1, STEPS + 1)]
        else:
            raise ValueError(f"no {command} in a mark")
    return found


def _along(spots: list[Point], t: float) -> Point:
    """Return the spot at ``t`` (0 to 1) of a curve with two handles."""
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x = sum(weight * spot[0] for weight, spot in zip(weights, spots, strict=True))
    return x, sum(weight * spot[1] for weight, spot in zip(weights, spots, strict=True))
