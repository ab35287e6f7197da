"""The list of sightings with its filter, as it stands in the address."""

import re
from typing import Any, Final

from flask import request

from app import nature_words
from app.core.clock import today
from app.queries.reference import find_municipalities
from app.queries.sightings import SightingFilter, find_sightings
from app.queries.species_names import find_shipped, species_called
from app.spatial.blur import square_named

TOWN: Final = re.compile(r"GM[0-9]{4}", re.ASCII)
YEAR: Final = re.compile(r"20[0-9]{2}", re.ASCII)
FIRST_YEAR: Final = 2000
MAX_NAME: Final = 120
KEPT: Final = ("naam", "groep", "gemeente", "jaar", "rode-lijst", "invasief", "foto")


def listing() -> dict[str, Any]:
    """Return what the page shows; what cannot be read in the address restricts nothing."""
    name = request.args.get("naam", "")[:MAX_NAME].strip()
    named = species_called(name) if name else None
    asked = _asked(named.key if named is not None else "")
    nothing = bool(name) and named is None
    after = request.args.get("na", "")
    said = {key: request.args.get(key, "") for key in KEPT} | {"hok": asked.square}
    args = {
        key: word for key, word in said.items() if word
    }  # whatever else was asked travels no further (L12)
    return {
        "page": None if nothing else find_sightings(asked, after=after),
        "asked": asked,
        "args": args,
        "after": after,
        "name": name,
        "names": find_shipped(),
        "towns": find_municipalities(),
        "years": range(today().year, FIRST_YEAR - 1, -1),
    }


def _asked(species_key: str) -> SightingFilter:
    args = request.args
    group, town, year = args.get("groep", ""), args.get("gemeente", ""), args.get("jaar", "")
    square = square_named(args.get("hok", "")[:12])
    return SightingFilter(
        species_key=species_key,
        group=group if group in nature_words.GROUPS else "",
        red_list="rode-lijst" in args,
        invasive="invasief" in args,
        town=town if TOWN.fullmatch(town) else "",
        square=square.name if square is not None else "",
        year=int(year) if YEAR.fullmatch(year) else 0,
        with_photo="foto" in args,
    )
