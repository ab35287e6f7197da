"""/ommetjes/<id>/route: the line of a walk, drawn on the map or from a file."""

import uuid

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import DomainError
from app.forms.walk_route import RouteForm
from app.models import Walk
from app.routes._access import member, members_only
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.routes._walks import own_walk_of
from app.services.walk_lines import draw_walk

bp = Blueprint("walk_route", __name__, url_prefix="/ommetjes/<uuid:walk_id>/route")


@bp.get("")
@members_only
def edit(walk_id: uuid.UUID) -> ResponseReturnValue:
    """Show the line as it is, to draw it or to choose a file."""
    walk = own_walk_of(walk_id)
    return _page(RouteForm(before=walk), walk)


@bp.post("")
@members_only
def update(walk_id: uuid.UUID) -> ResponseReturnValue:
    """Take the line, or do what a button in the form asked."""
    walk = own_walk_of(walk_id)
    form = RouteForm(before=walk)
    if form.mend():
        return _page(form, walk, form.status)
    if not form.read_line() or form.line is None:
        return _page(form, walk, form.status)
    try:
        draw_walk(walk_id, form.line, version=form.version.number, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, own_walk_of(walk_id), status))
    return redirect(url_for("walks.show", walk_id=walk_id), 303)


def _page(form: RouteForm, walk: Walk, status: int = 200) -> Response:
    return answer("walks/route.html", status=status, form=form, walk=walk)
