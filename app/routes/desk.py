"""/controle/samen and /controle/toetsen: several approved at once, and keys on or off."""

import uuid
from collections.abc import Collection, Sequence

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import N_, InvalidError
from app.forms.fields import line
from app.models import Certainty
from app.queries.batches import IN_GROUP, SIGHTINGS_BY, find_groups, find_sighting_groups
from app.queries.desk import find_municipalities
from app.queries.species_names import find_shipped, species_called
from app.routes._access import coordinators_only, member
from app.routes._desk import asked, kept
from app.routes._http import answer, wants_fragment
from app.services.desk import Outcome, decide_many, set_desk_keys, undo_many
from app.services.naming import Naming
from app.services.verdicts import Verdict

bp = Blueprint("desk", __name__, url_prefix="/controle")


@bp.get("/samen")
@coordinators_only
def together() -> ResponseReturnValue:
    """Show what may be approved together: of one person or village; sightings apart, in five ways."""
    return _page()


@bp.post("/samen")
@coordinators_only
def approve_together() -> ResponseReturnValue:
    """Approve what was ticked, each checked by itself; tell what was done and what was not.

    422 with ticks and words kept when sightings are mixed with other kinds, nobody said how sure their name
    is, or the name that was typed is of no species.
    """
    ticked = _ticked("item")
    verdicts = [Verdict(id=ident, version=version, step="publish") for ident, version in ticked.items()]
    try:
        return _page(decide_many(verdicts, naming=_naming(), actor=member()))
    except InvalidError as error:
        return _page(refused=error, ticked=ticked, status=422)


@bp.post("/samen/herstel")
@coordinators_only
def undo_together() -> ResponseReturnValue:
    """Take back what was approved together a moment ago."""
    return _page(undo_many(_ticked("item"), actor=member()), undone=True)


@bp.post("/toetsen")
@coordinators_only
def switch_keys() -> ResponseReturnValue:
    """Let keys decide on this person's desk, or not."""
    set_desk_keys(on=bool(request.form.get("on")), actor=member())
    if wants_fragment():
        return answer("moderation/_keys_switch.html", me=member())
    return redirect(url_for("moderation.index"), 303)


def _page(
    outcomes: Sequence[Outcome] = (),
    *,
    undone: bool = False,
    refused: InvalidError | None = None,
    ticked: Collection[uuid.UUID] = (),
    status: int = 200,
) -> ResponseReturnValue:
    by, looked = request.values.get("per", ""), asked()
    of_sightings = by in SIGHTINGS_BY
    args = {name: word for name, word in kept().items() if name in {"gemeente", "groepen"}}
    return answer(
        "moderation/together.html",
        status=status,
        groups=find_sighting_groups(member(), looked, by=by)
        if of_sightings
        else find_groups(member(), by_village=by == "dorp"),
        by=by if of_sightings or by == "dorp" else "",
        of_sightings=of_sightings,
        args=args if of_sightings else {},
        municipalities=find_municipalities(member()) if of_sightings else (),
        outcomes=outcomes,
        undone=undone,
        refused=refused,
        ticked=ticked,
        names=find_shipped() if of_sightings else (),
        typed=line(request.form.get("species")) if refused else "",
    )


def _naming() -> Naming | None:
    """Return what was said of all names at once, None when nothing was; raises InvalidError."""
    word, typed = request.form.get("certainty", ""), line(request.form.get("species"))
    if word not in set(Certainty):
        return None
    found = species_called(typed) if typed else None
    if typed and found is None:
        raise InvalidError(N_("Deze soort kennen wij niet. Kies er een uit de lijst."), field="species")
    return Naming(species_key=found.key if found is not None else None, certainty=Certainty(word))


def _ticked(name: str) -> dict[uuid.UUID, int]:
    """Return the items and the versions that were seen; raises InvalidError for what is neither."""
    found = {}
    for word in request.form.getlist(name)[:IN_GROUP]:
        ident, _, version = word.partition(":")
        try:
            found[uuid.UUID(ident)] = int(version or 0)
        except ValueError:
            raise InvalidError(N_("Deze pagina was niet meer goed. Kijk opnieuw."), field=name) from None
    return found
