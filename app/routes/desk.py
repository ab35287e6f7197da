"""/controle/samen and /controle/toetsen: several approved at once, and keys on or off."""

import uuid
from collections.abc import Sequence

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import N_, InvalidError
from app.queries.desk import IN_GROUP, find_groups
from app.routes._access import coordinators_only, member
from app.routes._http import answer, wants_fragment
from app.services.desk import Outcome, decide_many, set_desk_keys, undo_many
from app.services.verdicts import Verdict

bp = Blueprint("desk", __name__, url_prefix="/controle")


@bp.get("/samen")
@coordinators_only
def together() -> ResponseReturnValue:
    """Show what may be approved together, by person or by village."""
    return _page()


@bp.post("/samen")
@coordinators_only
def approve_together() -> ResponseReturnValue:
    """Approve what was ticked, each checked by itself; tell what was done and what was not."""
    verdicts = [
        Verdict(id=ident, version=version, step="publish") for ident, version in _ticked("item").items()
    ]
    return _page(decide_many(verdicts, actor=member()))


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


def _page(outcomes: Sequence[Outcome] = (), *, undone: bool = False) -> ResponseReturnValue:
    by_village = request.values.get("per") == "dorp"
    groups = find_groups(member(), by_village=by_village)
    return answer(
        "moderation/together.html", groups=groups, by_village=by_village, outcomes=outcomes, undone=undone
    )


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
