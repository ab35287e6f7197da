"""What the form knows of the place by now, for "Dit hebben wij nu": facts, and what to think about."""

from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from app.forms.place import PlaceForm
from app.models import ElementType, Place
from app.queries.areas import Where, where_is
from app.queries.reference import find_places, get_place
from app.spatial.areas import middle_of
from app.spatial.blur import Square, square_named
from app.spatial.shapes import area_m2, length_m


@dataclass(frozen=True)
class PlaceNow:
    """A place in facts; lengths in metres, surface in square metres. ``where`` says on which side it lies."""

    village: Place | None
    square: Square | None
    accuracy_m: float | None
    length_m: float | None
    area_m2: float | None
    where: Where

    @property
    def outside(self) -> bool:
        """Tell whether it seems to lie outside Drenthe: that only warns."""
        return self.where.in_drenthe is False


def place_now(form: PlaceForm, kind: ElementType | None) -> PlaceNow | None:
    """Return what is known of the place in a form; None while there is none."""
    found = form.look(kind)
    if found is None:
        return None
    return PlaceNow(
        village=get_place(form.place_id.uuid) or _nearest(found.shape),
        square=square_named(form.square.data) if form.square.data else None,
        accuracy_m=found.accuracy_m,
        length_m=length_m(found.shape),
        area_m2=area_m2(found.shape),
        where=where_is(found.shape),
    )


def _nearest(shape: BaseGeometry) -> Place | None:
    middle = middle_of(shape)
    return next((one for one in find_places(near=(middle.x, middle.y)) if one.lon is not None), None)
