"""Which sizes are usual for a kind of element: what is outside them is looked at, never refused.

Lengths and widths in metres, surfaces in square metres. Where the reference data name a figure
(``typical_size``: index, GLB packages, regional rules) it is taken from there; the rest is own knowledge.
"""

from collections.abc import Mapping
from typing import Final

Range = tuple[float, float]  # both ends are usual still

ARE: Final = 100.0
HECTARE: Final = 10_000.0
MEASURES: Final = ("length_m", "area_m2", "width_m", "count")

# own knowledge: what any element in Drenthe may measure
ANY: Final[Mapping[str, Range]] = {
    "length_m": (5, 3_000),
    "area_m2": (4, 10 * HECTARE),
    "width_m": (0.3, 50),
    "count": (1, 500),
}
# by key of the type, from typical_size; an end that it does not name is that of ANY
USUAL: Final[Mapping[str, Mapping[str, Range]]] = {
    "pond_small_historic_water": {"area_m2": (0.5 * ARE, 50 * ARE)},
    "wooded_bank": {"area_m2": (ARE, 6 * HECTARE), "width_m": (0.8, 20)},
    "standard_orchard": {"count": (10, 500)},
    "tree_belt": {"area_m2": (ARE, 6 * HECTARE), "width_m": (2, 20)},
    "scrub_edge": {"width_m": (0.3, 20)},
    "coppice_wood": {"area_m2": (ARE, 50 * ARE)},
    "osier_bed": {"area_m2": (ARE, 50 * ARE)},
    "reed_fringe": {"width_m": (0.3, 5)},
    "nature_friendly_bank": {"width_m": (2, 10)},
    "farmland_footpath": {"width_m": (0.5, 2)},
    "ditch": {"width_m": (0.5, 6)},
    "peat_canal": {"width_m": (4, 10)},
    "road_verge": {"width_m": (1, 10)},
    "small_water": {"area_m2": (4, HECTARE)},
    "small_wood": {"area_m2": (4, 1.5 * HECTARE)},
    "heath_patch": {"area_m2": (4, 5 * HECTARE)},
    "field_margin": {"width_m": (3, 12)},
    "brook": {"width_m": (1, 8)},
}


def usual_size(type_key: str, measure: str) -> Range:
    """Return what is usual for a measure of a kind of element."""
    return USUAL.get(type_key, {}).get(measure) or ANY[measure]
