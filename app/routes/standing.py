"""/elementen/…: follow an element; and, for coordinators, let it be gone, back, out of view or in view."""

import uuid
from typing import Final

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.forms.submissions import WithdrawForm
from app.queries.elements import get_element
from app.routes._access import coordinators_only, member, members_only
from app.routes._http import answer
from app.services.follows import follow as start_following
from app.services.follows import unfollow as stop_following
from app.services.standing import stand

bp = Blueprint("standing", __name__, url_prefix="/elementen")

STEPS: Final = {  # word of the address → step
    "weg": "gone",
    "terugzetten": "restore",
    "verbergen": "hide",
    "fotos-verbergen": "hide_photos",
    "tonen": "show",
}


@bp.post("/<uuid:element_id>/volgen")
@members_only
def follow(element_id: uuid.UUID) -> ResponseReturnValue:
    """Follow an element, and show its page."""
    start_following(element_id, actor=member())
    return redirect(url_for("elements.show", element_id=element_id), 303)


@bp.post("/<uuid:element_id>/niet-volgen")
@members_only
def unfollow(element_id: uuid.UUID) -> ResponseReturnValue:
    """Stop following, and show the page again."""
    stop_following(element_id, actor=member())
    back = "home.record" if request.form.get("terug") == "lijst" else ""
    return redirect(url_for(back) if back else url_for("elements.show", element_id=element_id), 303)


@bp.get("/<uuid:element_id>/stand/<word>")
@coordinators_only
def ask(element_id: uuid.UUID, word: str) -> ResponseReturnValue:
    """Say what the step means, and ask whether it is meant."""
    if word not in STEPS:
        abort(404)
    element = get_element(element_id, viewer=member())
    return answer("elements/stand.html", element=element, word=word, form=WithdrawForm())


@bp.post("/<uuid:element_id>/stand/<word>")
@coordinators_only
def take(element_id: uuid.UUID, word: str) -> ResponseReturnValue:
    """Take the step."""
    if word not in STEPS:
        abort(404)
    stand(element_id, STEPS[word], actor=member())
    return redirect(url_for("elements.show", element_id=element_id), 303)
