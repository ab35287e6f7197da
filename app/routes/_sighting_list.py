"""The list of sightings with its filter, as it stands in the address."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from flask import request

from app import nature_words
from app.core.clock import today
from app.queries.reference import find_municipalities
from app.queries.sighting_tiles import FIRST
from app.queries.sightings import SightingFilter, Spot, find_sightings, spot_of
from app.queries.species_list import get_species, known_key
from app.queries.species_names import find_shipped, species_called
from app.spatial.blur import square_named

TOWN: Final = re.compile(r"GM[0-9]{4}", re.ASCII)
YEAR: Final = re.compile(r"20[0-9]{2}", re.ASCII)
FIRST_YEAR: Final = 2000
MAX_NAME: Final = 120
KEPT: Final = ("groep", "gemeente", "jaar", "rode-lijst", "invasief", "foto")


def listing() -> dict[str, Any]:
    """Return what the page shows; what cannot be read in the address restricts nothing."""
    name, after = request.args.get("naam", "")[:MAX_NAME].strip(), request.args.get("na", "")
    asked = filter_of(request.args)
    if name:
        named = species_called(name)
        asked = replace(asked, species_key=named.key if named is not None else "")
    elif asked.species_key:
        name = get_species(asked.species_key).called
    nothing = bool(name) and not asked.species_key
    said = {key: request.args.get(key, "") for key in KEPT} | {"hok": asked.square, "naam": name}
    args = {
        key: word for key, word in said.items() if word
    }  # whatever else was asked travels no further (L12)
    page = None if nothing else find_sightings(asked, after=after)
    spot = next((spot_of(one) for one in page or ()), None)
    return {
        "page": page,
        "asked": asked,
        "args": args,
        "after": after,
        "name": name,
        "names": find_shipped(),
        "towns": find_municipalities(),
        "years": years(),
        "on_map": on_map(asked, spot),
    }


def years() -> range:
    """Return the years to choose from, the newest first."""
    return range(today().year, FIRST_YEAR - 1, -1)


def filter_of(args: Mapping[str, str]) -> SightingFilter:
    """Read the filter of an address, the species by its key; made up words restrict nothing."""
    group, town, year = args.get("groep", ""), args.get("gemeente", ""), args.get("jaar", "")
    square = square_named(args.get("hok", "")[:12])
    return SightingFilter(
        species_key=known_key(args.get("soort", "")[:MAX_NAME]),
        group=group if group in nature_words.GROUPS else "",
        red_list="rode-lijst" in args,
        invasive="invasief" in args,
        town=town if TOWN.fullmatch(town) else "",
        square=square.name if square is not None else "",
        year=int(year) if YEAR.fullmatch(year) else 0,
        with_photo="foto" in args,
    )


def on_map(asked: SightingFilter, spot: Spot | None) -> str:
    """Write the fragment of the map with this filter, which goes to no server (L12).

    It opens at a ``spot`` where one was seen: of the whole province none are drawn, and where to come
    nearer is not to be seen. In full, or it would no longer be the middle of its square.
    """
    place = f"plek={FIRST}/{spot[1]:.7f}/{spot[0]:.7f}&" if spot is not None else ""
    words = {
        "soort": asked.species_key,
        "groep": asked.group,
        "rode-lijst": "1" if asked.red_list else "",
        "invasief": "1" if asked.invasive else "",
        "jaar": str(asked.year or ""),
        "foto": "1" if asked.with_photo else "",
        "gemeente": asked.town,
        "hok": asked.square,
    }
    return f"#{place}waarnemingen=1" + "".join(f"&w-{name}={word}" for name, word in words.items() if word)
