"""An element as plain values by field, so that two versions can be compared and kept side by side."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Final

from app.models import AgeClass, AreaType, Condition, Consent, CoreNetwork, Element, Owner, Visibility
from app.services.elements import ElementFacts
from app.services.locating import said_by_person
from app.spatial.reading import geojson_of, shape_of_geojson
from app.spatial.shapes import unwrap

Plain = dict[str, Any]
TEXTS: Final = ("name", "story", "type_key")
NUMBERS: Final = ("width_m", "count", "accuracy_m")
WORDS: Final = ("owner_kind", "age", "condition")
LOCATION: Final = ("municipality_code", "core_network", "area_type")  # None: as the map says
# what a correction may change, in the order of the page
FIELDS: Final = (
    "type_key", "shape", "accuracy_m", "place_id", "width_m", "name", "owner_kind", "condition", "overdue",
    "count", "age", "story", "municipality_code", "core_network", "area_type",
)  # fmt: skip


def plain_of(element: Element | ElementFacts) -> Plain:
    """Return the fields of a row, or of what a form told, in the same plain values.

    ``shape`` is GeoJSON in WGS84, longitude first; places and words are texts.
    """
    shape = element.shape if isinstance(element, ElementFacts) else unwrap(element.shape)
    plain: Plain = {name: getattr(element, name) for name in (*TEXTS, *NUMBERS)}
    for name in WORDS:
        value = getattr(element, name)
        plain[name] = None if value is None else str(value)
    plain |= {"shape": geojson_of(shape), "overdue": bool(element.overdue), "consent": str(element.consent)}
    for name in LOCATION:
        value = getattr(element, name) if isinstance(element, ElementFacts) else said_by_person(element, name)
        plain[name] = None if value is None else str(value)
    return plain | {"place_id": str(element.place_id)}


def facts_of(plain: Mapping[str, Any], *, visibility: Visibility) -> ElementFacts:
    """Return the facts that plain values tell; raises InvalidError for a shape that cannot be right."""
    return ElementFacts(
        type_key=str(plain["type_key"]),
        place_id=uuid.UUID(plain["place_id"]),
        shape=shape_of_geojson(plain["shape"]),
        accuracy_m=plain["accuracy_m"],
        name=plain["name"],
        width_m=plain["width_m"],
        count=plain["count"],
        owner_kind=Owner(plain["owner_kind"]),
        consent=Consent(plain["consent"]),
        visibility=visibility,
        condition=Condition(plain["condition"]) if plain["condition"] else None,
        overdue=plain["overdue"],
        age=AgeClass(plain["age"]),
        story=plain["story"],
        municipality_code=plain.get("municipality_code"),
        core_network=CoreNetwork(plain["core_network"]) if plain.get("core_network") else None,
        area_type=AreaType(plain["area_type"]) if plain.get("area_type") else None,
    )


def different(old: Mapping[str, Any], new: Mapping[str, Any], fields: Iterable[str] = FIELDS) -> list[str]:
    """Name the fields that differ, in the order of the page."""
    return [name for name in fields if name in new and old.get(name) != new.get(name)]
