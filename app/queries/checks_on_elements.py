"""What stands out in an element, or in one as a correction would make it."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from shapely.geometry.base import BaseGeometry

from app.core.sizes import MEASURES, usual_size
from app.models import Consent, Element, ElementChange, Owner, Visibility
from app.queries.check import Check, good, look
from app.queries.checks_on_place import on_area
from app.queries.nearby import REACH_M, ROUGH_AT_MOST_M, within
from app.queries.nearby import element as column
from app.spatial.reading import shape_of_geojson
from app.spatial.shapes import area_m2, length_m, unwrap

DRAWN: Final = frozenset({"type_key", "shape", "accuracy_m", "width_m", "count"})
THEIRS: Final = frozenset({Owner.PRIVATE, Owner.FARMER})


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """An element as it lies in the landscape; ``shape`` in WGS84, sizes in metres."""

    id: uuid.UUID
    type_key: str
    shape: BaseGeometry
    accuracy_m: float | None
    width_m: float | None
    count: int | None


def on_element(element: Element) -> Iterator[Check]:
    """Look at place, size, neighbours, and what its owner says."""
    yield from _on_drawn(drawn_of(element))
    yield from on_consent(element)
    everyone = element.visibility == Visibility.EVERYONE
    if everyone and element.owner_kind in THEIRS and element.consent != Consent.YES:
        yield look("owner.everyone")


def on_consent(element: Element) -> Iterator[Check]:
    """Say whether the owner agrees."""
    consent = Consent(element.consent)
    yield (good if consent == Consent.YES else look)(f"consent.{consent}")


def on_change(change: ElementChange) -> Iterator[Check]:
    """Look at what a correction would make of the element; a person always compares."""
    yield look("person.chooses" if change.desk_chooses else "person.change")
    if DRAWN & set(change.wanted):
        yield from _on_drawn(drawn_of(change.element, change.wanted))


def drawn_of(element: Element, wanted: dict[str, Any] | None = None) -> Drawn:
    """Return how it lies, with the fields that a correction wants otherwise; its shape is GeoJSON."""
    shape = (wanted or {}).get("shape")
    values = {name: getattr(element, name) for name in DRAWN - {"shape"}} | {
        name: value for name, value in (wanted or {}).items() if name in DRAWN - {"shape"}
    }
    return Drawn(id=element.id, shape=shape_of_geojson(shape) if shape else unwrap(element.shape), **values)


def _on_drawn(drawn: Drawn) -> Iterator[Check]:
    yield from on_area(drawn.shape)
    if drawn.accuracy_m is not None:
        yield look("place.rough", metres=round(drawn.accuracy_m))
    yield from _on_size(drawn)
    yield from _on_doubles(drawn)


def _on_size(drawn: Drawn) -> Iterator[Check]:
    measured = {
        "length_m": length_m(drawn.shape),
        "area_m2": area_m2(drawn.shape),
        "width_m": drawn.width_m,
        "count": drawn.count,
    }
    known = {name: float(measured[name] or 0) for name in MEASURES if measured[name] is not None}
    unusual = False
    for name, value in known.items():
        low, high = usual_size(drawn.type_key, name)
        if not low <= value <= high:
            unusual = True
            yield look(f"size.{name}", value=round(value, 1), low=low, high=high)
    if known and not unusual:
        yield good("size.fits")


def _on_doubles(drawn: Drawn) -> Iterator[Check]:
    """Look for the same type within 25 m; around a rough place its own doubt comes on top."""
    reach = REACH_M + min(drawn.accuracy_m or 0.0, ROUGH_AT_MOST_M)
    near = [
        one for one in within(drawn.shape, reach, column.type_key == drawn.type_key) if one[0] != drawn.id
    ]
    if not near:
        yield good("double.none", metres=round(reach))
        return
    ident, metres, _state, _author = near[0]
    if metres > 0:
        yield look("double.near", metres=round(metres), element=str(ident))
    else:
        yield look("double.over", element=str(ident))
