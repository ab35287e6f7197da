"""The filter of the desk as it stands in the address, and back."""

import re
import uuid
from collections.abc import Mapping
from typing import Final

from app.models import User
from app.queries.desk_filter import DeskFilter, Look

LOOKS: Final = {"let-op": Look.ATTENTION, "alles-goed": Look.FINE}
DAYS: Final = (3, 7)
KINDS: Final = {
    "element": "nieuw",
    "maintenance": "werk",
    "element_change": "verbetering",
    "presence_check": "staat-er-nog",
    "ground_claim": "mijn-grond",
    "photo_report": "foto",
    "sighting": "waarneming",
    "problem_report": "melding",
    "walk": "ommetje",
    "event": "agenda",
    "group": "groep",
    "idea": "idee",
}
MUNICIPALITY: Final = re.compile(r"GM[0-9]{4}", re.ASCII)
NOBODY, ME = "niemand", "mij"
MINE, ALL = "mijn", "alle"


def asked_for(args: Mapping[str, str], *, me: User) -> DeskFilter:
    """Read the filter of an address; what cannot be read restricts nothing.

    An address that says nothing of groups shows them as the person likes the desk to open.
    """
    groups = args.get("groepen", "")
    mine = groups == MINE or (me.desk_own_groups and groups != ALL)
    whose = args.get("voor", "")
    days = args.get("wacht", "")
    municipality = args.get("gemeente", "")
    return DeskFilter(
        look=LOOKS.get(args.get("toon", "")),
        kind=next((kind for kind, word in KINDS.items() if word == args.get("soort")), ""),
        municipality=municipality if MUNICIPALITY.fullmatch(municipality) else "",
        days=next((one for one in DAYS if str(one) == days), 0),
        assignee=me.id if whose == ME else _uuid(whose),
        nobodys=whose == NOBODY,
        groups_of=me.id if mine else None,
    )


def as_args(asked: DeskFilter, *, me: User) -> dict[str, str]:
    """Write the filter as the address has it."""
    whose = NOBODY if asked.nobodys else ME if asked.assignee == me.id else str(asked.assignee or "")
    args = {
        "toon": next((word for word, look in LOOKS.items() if look == asked.look), ""),
        "soort": KINDS.get(asked.kind, ""),
        "gemeente": asked.municipality,
        "wacht": str(asked.days or ""),
        "voor": whose,
        "groepen": MINE if asked.groups_of else ALL if me.desk_own_groups else "",
    }
    return {name: word for name, word in args.items() if word}


def _uuid(word: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(word) if word else None
    except ValueError:
        return None
