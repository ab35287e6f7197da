"""Plain values of an element's fields in words, for two versions side by side."""

import uuid
from collections.abc import Callable
from typing import Any, Final

import shapely
from flask import current_app

from app import wording
from app.i18n import _
from app.queries.reference import find_municipalities, find_types, get_place
from app.services.plain import LOCATION
from app.spatial.shapes import area_m2, length_m

SHORT: Final = 200


def words_of(name: str, value: Any) -> str:
    """Return what a field says, as people read it; shapes by their measure."""
    if name in LOCATION and not value:
        return str(_("Volgens de kaart"))
    if value is None or value == "":
        return str(_("Leeg")) if name != "condition" else str(_("Nog niet bekeken"))
    return WORDS[name](value) if name in WORDS else str(value)[:SHORT]


def _filtered(name: str, value: Any) -> str:
    return str(current_app.jinja_env.filters[name](value))


def _type(value: str) -> str:
    return next((wording.named(kind) for kind in find_types() if kind.key == value), value)


def _place(value: str) -> str:
    try:
        place = get_place(uuid.UUID(value))
    except ValueError:
        place = None
    return f"{place.name} ({place.municipality.name})" if place is not None else value


def _municipality(value: str) -> str:
    return next((one.name for one in find_municipalities() if one.code == value), value)


def _shape(value: str) -> str:
    shape = shapely.from_geojson(value, on_invalid="ignore")
    if shape is None:
        return str(_("Onbekend"))
    if shape.geom_type == "Point":
        return str(_("Een punt"))
    measure = (
        _filtered("metres", length_m(shape) or 0)
        if shape.geom_type == "LineString"
        else _filtered("area", area_m2(shape) or 0)
    )
    corners = len(shapely.get_coordinates(shape))
    return str(_("%(measure)s, %(number)s punten", measure=measure, number=corners))


WORDS: Final[dict[str, Callable[[Any], str]]] = {
    "type_key": _type,
    "municipality_code": _municipality,
    "core_network": lambda value: wording.say(wording.CORE_NETWORKS, value),
    "area_type": lambda value: wording.say(wording.AREA_TYPES, value),
    "place_id": _place,
    "shape": _shape,
    "accuracy_m": lambda value: _filtered("metres", value),
    "width_m": lambda value: _filtered("metres", value),
    "count": lambda value: _filtered("number", value),
    "owner_kind": lambda value: wording.say(wording.OWNERS, value),
    "condition": lambda value: wording.say(wording.CONDITIONS, value),
    "age": lambda value: wording.say(wording.AGES, value),
    "overdue": lambda value: str(_("Ja") if value else _("Nee")),
}
