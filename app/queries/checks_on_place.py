"""What the maps say of a place, for whoever looks at it: only a warning, never a refusal."""

from collections.abc import Iterator
from typing import Final

from shapely.geometry.base import BaseGeometry

from app.extensions import db
from app.models import Municipality, Submission
from app.queries.areas import Where, municipalities_touched, protected_areas, where_is
from app.queries.check import Check, good, look

GERMANY: Final = "DE"


def on_municipality(item: Submission) -> Iterator[Check]:
    """Name the municipality whose coordinators decide."""
    code = item.municipality_code
    found = db.session.get(Municipality, code) if code is not None else None
    yield good("place.municipality", name=found.name) if found is not None else look("place.no_municipality")


def on_area(shape: BaseGeometry) -> Iterator[Check]:
    """Say of a WGS84 shape whether it lies outside Drenthe, over a border, or in a protected area."""
    yield from _outside(where_is(shape))
    touched = municipalities_touched(shape)
    if len(touched) > 1:
        yield look("place.more_municipalities", names=", ".join(touched))
    for name in protected_areas(shape):
        yield look("place.natura2000", name=name)


def _outside(where: Where) -> Iterator[Check]:
    if where.in_drenthe is not False:
        return
    direction = "abroad" if where.country == GERMANY else "outside"
    yield look(f"place.{direction if where.sure else f'maybe_{direction}'}", near=where.near)
