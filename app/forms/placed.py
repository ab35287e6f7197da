"""A place as a shape, and the ways to one that are no drawing: a square, a village, a name, a phone."""

import uuid
from dataclasses import dataclass
from math import hypot, isfinite
from typing import Final

from shapely.geometry.base import BaseGeometry

from app.core.coordinates import check_lonlat
from app.core.errors import N_, InvalidError
from app.forms.place_search import FAR_M
from app.models import ElementType
from app.outside.pdok import Spot
from app.queries.reference import get_place
from app.spatial.blur import square_named
from app.spatial.crs import rd_of
from app.spatial.reading import shape_of

SQUARE_ACCURACY_M: Final = 707.0  # from the middle of a kilometre square to its corner
VILLAGE_ACCURACY_M: Final = 2000.0
PHONE_EXACT_M: Final = 20.0  # a phone that knows its place so well gives the point itself
PHONE_LEAST_M: Final = 25.0
PHONE_MOST_M: Final = 2000.0


@dataclass(frozen=True)
class Placed:
    """A shape in WGS84, longitude first; ``accuracy_m`` when it is a point somewhere within that."""

    shape: BaseGeometry
    accuracy_m: float | None = None


def by_square(name: str) -> Placed:
    """Return the middle of a kilometre square; raises InvalidError."""
    found = square_named(name)
    if found is None:
        sentence = N_("Een kilometerhok is twee keer drie cijfers, bijvoorbeeld 237-551.")
        raise InvalidError(sentence, field="square")
    return Placed(shape_of("Point", found.centre), SQUARE_ACCURACY_M)


def by_village(ident: uuid.UUID) -> Placed | None:
    """Return the middle of the village, or of its municipality when we do not know where it lies."""
    place = get_place(ident)
    if place is None:
        return None  # the list of villages says so itself
    if place.lon is not None and place.lat is not None:
        return Placed(shape_of("Point", (place.lon, place.lat)), VILLAGE_ACCURACY_M)
    area = place.municipality
    (west, south), (east, north) = rd_of(area.west, area.south), rd_of(area.east, area.north)
    return Placed(shape_of("Point", (area.lon, area.lat)), round(hypot(east - west, north - south) / 2))


def by_spot(spot: Spot) -> Placed:
    """Return what was found by name: somewhere around the point that stands for it."""
    return Placed(shape_of("Point", [spot.lon, spot.lat]), FAR_M[spot.kind])


def by_phone(text: str, kind: ElementType | None) -> Placed:
    """Return where the phone is: "longitude latitude metres"; raises InvalidError.

    It is the very point when that is good enough and the kind of element may be a point.
    """
    lost = N_("Je telefoon weet niet goed waar je bent. Kies een andere manier.")
    try:
        lon, lat, accuracy = (float(part) for part in text.split())
    except ValueError as error:
        raise InvalidError(lost, field="here") from error
    if not isfinite(lon + lat) or not 0 <= accuracy <= PHONE_MOST_M:
        raise InvalidError(lost, field="here")
    check_lonlat(lon, lat)
    exact = kind is not None and "point" in kind.geometries and accuracy <= PHONE_EXACT_M
    return Placed(shape_of("Point", [lon, lat]), None if exact else max(accuracy, PHONE_LEAST_M))
