"""A million elements that do not exist: seeded, clustered as villages are, over the whole country.

60 % lines of 50 to 600 m, 25 % areas, 15 % points; some 28 to the square kilometre. The same seed
gives the same elements.
"""

import hashlib
import uuid
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

SEED: Final = 20261123
M_LAT: Final = 111_320.0
# a coarse outline of our own (lon, lat), not a boundary of record
NL: Final = [
    (3.45, 51.52), (3.36, 51.37), (3.85, 51.21), (4.25, 51.37), (4.40, 51.45), (4.75, 51.42), (5.05, 51.47),
    (5.24, 51.26), (5.55, 51.27), (5.85, 51.15), (5.70, 50.80), (6.00, 50.76), (6.08, 50.92), (5.95, 51.05),
    (6.20, 51.36), (6.22, 51.50), (5.95, 51.80), (6.40, 51.83), (6.80, 51.97), (6.68, 52.05), (7.05, 52.24),
    (7.06, 52.40), (6.70, 52.49), (6.72, 52.64), (7.05, 52.65), (7.20, 53.10), (7.20, 53.24), (6.90, 53.35),
    (6.80, 53.45), (6.20, 53.41), (5.60, 53.29), (5.40, 53.18), (5.41, 52.90), (5.60, 52.84), (5.75, 52.70),
    (5.55, 52.55), (5.20, 52.60), (5.05, 52.72), (5.29, 52.70), (5.20, 52.76), (5.05, 52.93), (4.75, 52.96),
    (4.55, 52.43), (4.35, 52.17), (4.02, 51.99), (3.70, 51.72),
]  # fmt: skip
LINES: Final = ["wooded_bank", "alder_belt", "clipped_hedge", "tree_lane", "ditch", "shrub_hedge", "brook"]
AREAS: Final = ["pond_small_historic_water", "small_wood", "coppice_wood", "standard_orchard", "heath_patch"]
POINTS: Final = ["pollard_tree", "burial_mound", "village_green", "nest_provision"]
CONDITIONS: Final = (np.array(["good", "fair", "poor", None], dtype=object), [0.4, 0.3, 0.15, 0.15])
FIRST: Final = ["Oude", "Nieuwe", "Lange", "Korte", "Hoge", "Lage", "Noorder", "Zuider", "Ooster", "Wester"]
SECOND: Final = ["es", "brink", "kamp", "maat", "wal", "laar", "veen", "broek", "horst", "loo", "goorn"]

Objects = NDArray[np.object_]


@dataclass(frozen=True)
class Made:
    """Columns of equal length; ``shapes`` in WGS84, longitude first."""

    ids: list[uuid.UUID]
    types: Objects
    titles: list[str]
    conditions: Objects
    overdue: NDArray[np.bool_]
    shapes: Objects


def make(number: int) -> Made:
    tag = hashlib.sha256(f"{SEED}/{number}".encode()).digest()
    chance = np.random.Generator(np.random.PCG64(int.from_bytes(tag[:8], "big")))
    spots = _centres(shapely.Polygon(NL), chance, number)
    kind = chance.choice(3, number, p=[0.60, 0.25, 0.15])
    shapes, types = np.empty(number, dtype=object), np.empty(number, dtype=object)
    for at, (shaped, names) in enumerate(((_lines, LINES), (_areas, AREAS), (_points, POINTS))):
        these = kind == at
        shapes[these] = shaped(spots[these], chance)
        weight = 1 / np.arange(1, len(names) + 1)
        types[these] = chance.choice(np.array(names, dtype=object), these.sum(), p=weight / weight.sum())
    raw = chance.bytes(16 * number)
    first, second = chance.integers(0, len(FIRST), number), chance.integers(0, len(SECOND), number)
    count = chance.integers(1, 400, number)
    return Made(
        ids=[uuid.UUID(bytes=raw[at : at + 16], version=4) for at in range(0, 16 * number, 16)],
        types=types,
        titles=[f"{FIRST[a]} {SECOND[b]} {c}" for a, b, c in zip(first, second, count, strict=True)],
        conditions=chance.choice(CONDITIONS[0], number, p=CONDITIONS[1]),
        overdue=chance.random(number) < 0.12,
        shapes=shapes,
    )


def _pick_in(outline, chance, number):
    west, south, east, north = outline.bounds
    found, left = [], number
    shapely.prepare(outline)
    while left > 0:
        some = int(left * 2.2) + 16
        spots = np.column_stack([chance.uniform(west, east, some), chance.uniform(south, north, some)])
        spots = spots[shapely.contains_xy(outline, spots[:, 0], spots[:, 1])][:left]
        found.append(spots)
        left -= len(spots)
    return np.concatenate(found)


def _centres(outline, chance, number):
    """Two thirds in clusters (about one to 70 km2), one third anywhere; all inside the outline."""
    middles = _pick_in(outline, chance, max(round(outline.area * 110), 3))
    weight = chance.gamma(1.2, 1.0, len(middles))
    found, left = [], number * 2 // 3
    while left > 0:
        chosen = middles[chance.choice(len(middles), size=int(left * 1.4) + 16, p=weight / weight.sum())]
        wide = np.column_stack([1 / np.cos(np.radians(chosen[:, 1])), np.ones(len(chosen))])
        spots = chosen + chance.normal(0, 2600.0 / M_LAT, chosen.shape) * wide
        spots = spots[shapely.contains_xy(outline, spots[:, 0], spots[:, 1])][:left]
        found.append(spots)
        left -= len(spots)
    spots = np.concatenate([*found, _pick_in(outline, chance, number - number * 2 // 3)])
    chance.shuffle(spots)
    return spots


def _points(spots, _chance):
    return shapely.points(np.round(spots, 6))


def _lines(spots, chance):
    corners = 2 + chance.binomial(10, 0.32, len(spots))
    length = np.exp(chance.uniform(np.log(50), np.log(600), len(spots)))
    whose, first = _owners(corners)
    turn = chance.normal(0, 0.22, len(whose))
    turn[first] = chance.uniform(0, 2 * np.pi, len(spots))
    summed = np.cumsum(turn)
    heading = summed - np.repeat(summed[first] - turn[first], corners)
    step = chance.uniform(0.6, 1.4, len(whose))
    step[first] = 0.0
    step *= np.repeat(length / np.add.reduceat(step, first), corners)
    east, north = np.cumsum(step * np.cos(heading)), np.cumsum(step * np.sin(heading))
    east -= np.repeat(east[first], corners)
    north -= np.repeat(north[first], corners)
    return shapely.linestrings(_at(np.repeat(spots, corners, axis=0), east, north), indices=whose)


def _areas(spots, chance):
    corners = chance.integers(6, 25, len(spots))
    radius = np.exp(chance.uniform(np.log(5), np.log(90), len(spots)))
    whose, first = _owners(corners)
    angle = 2 * np.pi * (np.arange(len(whose)) - np.repeat(first, corners)) / np.repeat(corners, corners)
    shift = np.repeat(chance.uniform(0, 2 * np.pi, len(spots)), corners)
    wave = 1 + 0.22 * np.cos(2 * angle + shift) + 0.10 * np.cos(3 * angle - 2 * shift)
    away = np.repeat(radius, corners) * wave
    edge = _at(np.repeat(spots, corners, axis=0), away * np.cos(angle), away * np.sin(angle))
    return shapely.polygons(shapely.linearrings(edge, indices=whose))


def _owners(corners):
    return np.repeat(np.arange(len(corners)), corners), np.r_[0, np.cumsum(corners)[:-1]]


def _at(spots, east_m, north_m):
    lon = spots[:, 0] + east_m / (M_LAT * np.cos(np.radians(spots[:, 1])))
    return np.round(np.column_stack([lon, spots[:, 1] + north_m / M_LAT]), 6)
