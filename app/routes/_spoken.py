"""A filter in words, above the list: "Groep: Water, achterstallig"."""

from collections.abc import Mapping, Sequence

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
    families = {key: words for key, (_icon, words) in wording.FAMILIES.items()}
    networks = {value: wording.NETWORKS[word] for word, value in NETWORKS.items()}
    named = (
        (_("Groep"), asked.family, _known(families, asked.family)),
        (_("Soort"), asked.type_key, kinds.get(asked.type_key, asked.type_key)),
        (_("Toestand"), asked.condition, _known(wording.CONDITIONS, asked.condition)),
        (_("Gemeente"), asked.municipality, towns.get(asked.municipality, asked.municipality)),
        (_("Dorp"), asked.place_id, villages.get(asked.place_id, "?") if asked.place_id else ""),
        (_("Netwerk"), asked.network, _known(networks, asked.network)),
        (
            _("Natuurstructuurkaart"),
            asked.structure_class,
            _known(wording.STRUCTURE_CLASSES, asked.structure_class),
        ),
        (_("Naam"), asked.words, f"‘{asked.words}’"),
    )
    said = [f"{name}: {words}" for name, value, words in named if value]
    said += [_("achterstallig")] if asked.overdue else []
    said += [_("nu te doen")] if asked.due else []
    return said + ([_("van mij")] if asked.mine else [])


def _known(words: Mapping[str, str], key: str | None) -> str:
    """Return the word of a choice in the reader's language; nothing when nothing was chosen."""
    return _(words[key]) if key else ""
