"""The villages of a form: those near the place first, then all by municipality."""

from collections.abc import Container
from typing import Final

from wtforms.fields import SelectChoice

from app.i18n import _
from app.models import Place
from app.queries.kept_reference import reference
from app.queries.reference import find_places

KNOWN: Final = 4  # of which we know where they lie
NEAREST: Final = 6


def village_choices(*, near: tuple[float, float] | None) -> list[SelectChoice]:
    """Return all villages to choose from: those nearest to a spot (lon, lat) first, then by municipality."""
    places = list(find_places(near=near))
    closest = _closest(places) if near is not None else []
    others = sorted(
        (place for place in places if place not in closest),
        key=lambda place: (place.municipality.name, place.name),
    )
    return [
        SelectChoice("", _("Kies een dorp")),
        *(_option(place, _("Het dichtst bij de plek")) for place in closest),
        *(_option(place, place.municipality.name) for place in others),
    ]


def village_ids() -> Container[str]:
    """Return which values of the choices are villages."""
    return reference().place_ids


def _closest(places: list[Place]) -> list[Place]:
    """Return the nearest: first those with a place of their own; the others lie where their town does."""
    known = [place for place in places if place.lon is not None][:KNOWN]
    return [*known, *[place for place in places if place not in known][: NEAREST - KNOWN]]


def _option(place: Place, group: str) -> SelectChoice:
    spot = {} if place.lon is None else {"data-lon": place.lon, "data-lat": place.lat}
    return SelectChoice(str(place.id), f"{place.name} ({place.municipality.name})", spot, group)
