"""The filter of list, map and tiles as it stands in an address: Dutch words, nothing finer than a village."""

import re
import uuid
from collections.abc import Callable, Mapping
from typing import Final

from app import wording
from app.models import Condition
from app.queries.element_filter import ElementFilter

MAX_WORD: Final = 60
CONDITIONS: Final = {"goed": Condition.GOOD, "matig": Condition.FAIR, "slecht": Condition.POOR}
NETWORKS: Final = {"groen": "green", "blauw": "blue"}
WORDS: Final = {
    "soort": "type_key",
    "groep": "family",
    "klasse": "structure_class",
    "gemeente": "municipality",
    "zoek": "words",
}
KNOWN: Final[dict[str, Callable[[str], object]]] = {
    "groep": wording.FAMILIES.__contains__,
    "klasse": wording.STRUCTURE_CLASSES.__contains__,
    "gemeente": re.compile(r"GM[0-9]{4}", re.ASCII).fullmatch,
}
NOTHING: Final = ElementFilter()


def asked_for(args: Mapping[str, str]) -> ElementFilter:
    """Read the filter of an address; what cannot be read restricts nothing."""
    if not args:
        return NOTHING
    words = {field: _known(name, args.get(name, "")[:MAX_WORD]) for name, field in WORDS.items()}
    return ElementFilter(
        **words,
        network=NETWORKS.get(args.get("netwerk", ""), ""),
        condition=CONDITIONS.get(args.get("toestand", "")),
        overdue=args.get("achterstallig") == "1",
        due=args.get("te-doen") == "1",
        place_id=_uuid(args.get("dorp", "")),
        mine=args.get("mijn") == "1",
    )


def as_args(asked: ElementFilter) -> dict[str, str]:
    """Write the filter as the address has it."""
    args = {name: getattr(asked, field) for name, field in WORDS.items()}
    args |= {
        "netwerk": next((name for name, value in NETWORKS.items() if value == asked.network), ""),
        "toestand": next((name for name, value in CONDITIONS.items() if value == asked.condition), ""),
        "achterstallig": "1" if asked.overdue else "",
        "te-doen": "1" if asked.due else "",
        "dorp": str(asked.place_id or ""),
        "mijn": "1" if asked.mine else "",
    }
    return {name: value for name, value in args.items() if value}


def _known(name: str, word: str) -> str:
    """Return a word of the address, or nothing: made up words would each be kept as a tile of their own."""
    return word if name not in KNOWN or KNOWN[name](word) else ""


def _uuid(word: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(word) if word else None
    except ValueError:
        return None
