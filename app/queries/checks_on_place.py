"""What the maps say of a place, for whoever looks at it: only a warning, never a refusal."""

from collections.abc import Iterator
from typing import Final

from shapely.geometry.base import BaseGeometry

from app.models import AreaLayer, Submission
from app.queries.areas import Where, layers_now, names_touched, where_is
from app.queries.check import Check, good, look
from app.queries.kept_reference import reference

GERMANY: Final = "DE"


def on_municipality(item: Submission) -> Iterator[Check]:
    """Name the municipality whose coordinators decide."""
    code = item.municipality_code
    found = reference().municipalities.get(code) if code is not None else None
    yield good("place.municipality", name=found.name) if found is not None else look("place.no_municipality")


def on_area(shape: BaseGeometry) -> Iterator[Check]:
    """Say of a WGS84 shape whether it lies outside Drenthe, over a border, or in a protected area."""
    layers = layers_now()
    yield from _outside(where_is(shape, layers))
    touched = names_touched(shape, layers.get(AreaLayer.MUNICIPALITIES))
    if len(touched) > 1:
        yield look("place.more_municipalities", names=", ".join(touched))
    for name in names_touched(shape, layers.get(AreaLayer.NATURA2000)):
        yield look("place.natura2000", name=name)


def _outside(where: Where) -> Iterator[Check]:
    if where.in_drenthe is not False:
        return
    direction = "abroad" if where.country == GERMANY else "outside"
    yield look(f"place.{direction if where.sure else f'maybe_{direction}'}", near=where.near)
