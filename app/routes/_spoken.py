"""A filter in words, above the list: "Groep: Water, achterstallig"."""

from collections.abc import Sequence

from app import wording
from app.i18n import _
from app.models import ElementType, Municipality, Place
from app.queries.element_filter import ElementFilter
from app.routes._filters import NETWORKS


def spoken(
    asked: ElementFilter,
    *,
    types: Sequence[ElementType],
    places: Sequence[Place],
    municipalities: Sequence[Municipality],
) -> list[str]:
    """Say each part of the filter; a code that nobody knows is said as it is."""
    kinds = {one.key: wording.named(one) for one in types}
    villages = {one.id: one.name for one in places}
    towns = {one.code: one.name for one in municipalities}
    networks = {value: wording.NETWORKS[word] for word, value in NETWORKS.items()}
    named = (
        (_("Groep"), asked.family, _(wording.FAMILIES.get(asked.family, ("", asked.family))[1] or " ")),
        (_("Soort"), asked.type_key, kinds.get(asked.type_key, asked.type_key)),
        (_("Toestand"), asked.condition, _(wording.CONDITIONS[asked.condition or ""])),
        (_("Gemeente"), asked.municipality, towns.get(asked.municipality, asked.municipality)),
        (_("Dorp"), asked.place_id, villages.get(asked.place_id, "?") if asked.place_id else ""),
        (_("Netwerk"), asked.network, _(networks.get(asked.network) or " ")),
        (
            _("Natuurstructuurkaart"),
            asked.structure_class,
            _(wording.STRUCTURE_CLASSES.get(asked.structure_class) or " "),
        ),
        (_("Naam"), asked.words, f"‘{asked.words}’"),
    )
    said = [f"{name}: {words}" for name, value, words in named if value]
    said += [_("achterstallig")] if asked.overdue else []
    return said + ([_("van mij")] if asked.mine else [])
