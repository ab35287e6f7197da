"""/soorten: plants, animals and fungi, by name, and a page for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app import nature_words
from app.core.paging import Page
from app.models import Species
from app.policies.species import can_manage
from app.queries.sightings import SightingFilter, get_newest, spot_of
from app.queries.species import search_species
from app.queries.species_filter import THREATENED, SpeciesFilter
from app.queries.species_list import find_all_species, find_homes, find_other_names, get_species
from app.routes._access import public, viewer
from app.routes._http import answer
from app.routes._kept import kept_for_visitors
from app.routes._sighting_list import on_map

bp = Blueprint("species", __name__, url_prefix="/soorten")

MAX_WORDS: Final = 60
FOUND: Final = 30
OFFERED: Final = 6
ALL_THREATENED: Final = "lijst"


@dataclass(frozen=True)
class Listing:
    """What the page shows, and the words in its address."""

    asked: SpeciesFilter
    words: str
    found: Page[Species]
    after: str
    args: dict[str, str]  # filter and words, for links


@bp.get("")
@public
@kept_for_visitors
def index() -> ResponseReturnValue:
    """Show the list, or what a name finds."""
    return answer("species/index.html", fragment="species/_list.html", listing=_listing())


@bp.get("/zoek")
@public
def search() -> ResponseReturnValue:
    """Offer the species that a name may mean, as the options of a list below a field."""
    words, asked = request.args.get("q", "")[:MAX_WORDS], _asked(request.args)
    return answer("species/_options.html", found=search_species(words, asked, limit=OFFERED))


@bp.get("/<species_key>")
@public
@kept_for_visitors
def show(species_key: str) -> ResponseReturnValue:
    """Show one species: what it is called, how it is protected, and how to help it."""
    species = get_species(species_key)
    newest = get_newest(species)
    return answer(
        "species/show.html",
        species=species,
        other_names=find_other_names(species),
        homes=find_homes(species),
        may_change=can_manage(viewer()),
        on_map=on_map(SightingFilter(species_key=species.key), spot_of(newest) if newest else None),
    )


def _listing() -> Listing:
    words, after = request.args.get("zoek", "")[:MAX_WORDS].strip(), request.args.get("na", "")
    asked = _asked(request.args)
    by_name = Page(search_species(words, asked, limit=FOUND)) if words else None
    found = find_all_species(asked, after=after) if by_name is None else by_name
    return Listing(asked, words, found, after, _as_args(asked, words))


def _asked(args: Mapping[str, str]) -> SpeciesFilter:
    """Read the filter of an address; what cannot be read restricts nothing."""
    group, red_list = args.get("groep", ""), args.get("rode-lijst", "")
    known = red_list == ALL_THREATENED or red_list in THREATENED
    return SpeciesFilter(
        group=group if group in nature_words.MANY else "",
        red_list=red_list if known else "",
        invasive=args.get("invasief") == "1",
        typical=args.get("drents") == "1",
    )


def _as_args(asked: SpeciesFilter, words: str) -> dict[str, str]:
    args = {"zoek": words, "groep": asked.group, "rode-lijst": asked.red_list}
    args |= {"invasief": "1" if asked.invasive else "", "drents": "1" if asked.typical else ""}
    return {name: value for name, value in args.items() if value}
