"""The villages of a form: those near the place first, then all by municipality."""

from typing import Final

from wtforms.fields import SelectChoice

from app.i18n import _
from app.models import Place
from app.queries.reference import find_places

NEAREST: Final = 6


def village_choices(*, near: tuple[float, float] | None) -> list[SelectChoice]:
    """Return all villages to choose from: those nearest to a spot (lon, lat) first, then by municipality."""
    places = list(find_places(near=near))
    closest = places[:NEAREST] if near is not None else []
    others = sorted(
        (place for place in places if place not in closest),
        key=lambda place: (place.municipality.name, place.name),
    )
    return [
        SelectChoice("", _("Kies een dorp")),
        *(_option(place, _("Het dichtst bij de plek")) for place in closest),
        *(_option(place, place.municipality.name) for place in others),
    ]


def _option(place: Place, group: str) -> SelectChoice:
    spot = {} if place.lon is None else {"data-lon": place.lon, "data-lat": place.lat}
    return SelectChoice(str(place.id), f"{place.name} ({place.municipality.name})", spot, group)
