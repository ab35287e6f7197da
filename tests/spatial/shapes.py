"""Random shapes in Drenthe for tests; the same seed gives the same shapes."""

import math
import random

import shapely

WEST, SOUTH, EAST, NORTH = 6.12, 52.61, 7.09, 53.20


def random_shape(rng: random.Random, kind: str | None = None):
    """Return a point, a line of two to eight points, or a simple area; WGS84, longitude first."""
    lon, lat = rng.uniform(WEST, EAST), rng.uniform(SOUTH, NORTH)
    kind = kind or rng.choice(["point", "line", "area"])
    if kind == "point":
        return shapely.Point(lon, lat)
    size = 10 ** rng.uniform(-4, -2)  # degrees: 10 to 1000 metres
    if kind == "line":
        heading, spots = rng.uniform(0, 7), [(lon, lat)]
        for _ in range(rng.randint(1, 7)):
            heading += rng.gauss(0, 0.4)
            lon, lat = lon + size * math.cos(heading), lat + size * math.sin(heading) / 1.7
            spots.append((lon, lat))
        return shapely.LineString(spots)
    corners = [2 * math.pi * k / 9 for k in range(9)]
    reach = [size * rng.uniform(0.6, 1) for _ in corners]
    spots = [
        (lon + r * math.cos(a), lat + r * math.sin(a) / 1.7) for r, a in zip(reach, corners, strict=True)
    ]
    return shapely.Polygon(spots)
