"""/waarnemingen/mijn: what someone saw themselves, with the true places, and the species in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app import nature_words
from app.core.paging import Page
from app.models import State
from app.queries.exact_places import Exact, Known, Mine, count_mine, find_known_species, find_mine
from app.routes._access import member, members_only
from app.routes._http import answer
from app.services.public_place import near_village

bp = Blueprint("own_sightings", __name__, url_prefix="/waarnemingen/mijn")

STATES: Final = {
    "vraag": State.RETURNED,
    "wacht": State.PENDING,
    "goedgekeurd": State.PUBLISHED,
    "afgewezen": State.REJECTED,
    "ingetrokken": State.WITHDRAWN,
}


@dataclass(frozen=True)
class Visit:
    """What was seen at one place and time; ``near`` is the village nearest to the true place."""

    near: str
    exact: Exact
    seen: list[Mine]


@bp.get("")
@members_only
def index() -> ResponseReturnValue:
    """Show one's own sightings in every state, or one, by day and by visit."""
    chosen = request.args.get("staat", "")
    state, after = STATES.get(chosen), request.args.get("na", "")
    page = find_mine(member(), state=state, after=after)
    return answer(
        "sightings/mine.html",
        days=list(_days(page)),
        page=page,
        after=after,
        chosen=chosen if state is not None else "",
        states=STATES,
        counts=count_mine(member()),
    )


@bp.get("/soorten")
@members_only
def species() -> ResponseReturnValue:
    """Show each species that someone saw once, by group."""
    known = find_known_species(member())
    groups = {key: [one for one in known if one.species.group == key] for key in nature_words.MANY}
    other = [one for one in known if one.species.group not in groups]
    return answer("sightings/life_list.html", known=known, groups=_filled(groups, other))


def _filled(groups: dict[str, list[Known]], other: list[Known]) -> dict[str, list[Known]]:
    found = {key: rows for key, rows in groups.items() if rows}
    if other:
        found["other"] = [*found.get("other", []), *other]
    return found


def _days(page: Page[Mine]) -> Iterator[tuple[object, list[Visit]]]:
    for day, rows in groupby(page, lambda one: one.exact.seen_on):
        yield day, [_visit(list(seen)) for _, seen in groupby(rows, lambda one: one.visit)]


def _visit(seen: list[Mine]) -> Visit:
    first = seen[0].exact
    return Visit(near_village(first.shape)[0], first, seen)
