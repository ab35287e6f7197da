"""/ommetjes/<id>/stops and /dicht: what there is along a walk, and the weeks in which it is closed."""

import uuid
from typing import Final

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import N_, ConflictError, DomainError
from app.forms.walk_parts import ClosureForm, DropForm, StopForm
from app.models import Walk, WalkStop
from app.queries.walks import find_along
from app.routes._access import member, members_only
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.routes._walks import own_walk_of
from app.services.walk_parts import close_yearly, drop_closure, drop_stop, nth, put_stop

bp = Blueprint("walk_parts", __name__, url_prefix="/ommetjes/<uuid:walk_id>")
NUMBER: Final = "<int(max=1000):number>"


@bp.get("/stops/nieuw")
@members_only
def new(walk_id: uuid.UUID) -> ResponseReturnValue:
    """Show the empty form of a stop."""
    walk = _drawn(walk_id)
    form = StopForm(elements=find_along(walk, member()))
    form.version.data = str(walk.version)
    return _stop(form, walk)


@bp.post("/stops/nieuw")
@members_only
def create(walk_id: uuid.UUID) -> ResponseReturnValue:
    """Put a stop."""
    walk = own_walk_of(walk_id)
    return _put(StopForm(elements=find_along(walk, member())), walk)


@bp.get(f"/stops/{NUMBER}")
@members_only
def edit(walk_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """Show a stop as it is."""
    walk = own_walk_of(walk_id)
    form = _filled(walk, nth(walk.stops, number))
    form.version.data = str(walk.version)
    return _stop(form, walk, number=number)


@bp.post(f"/stops/{NUMBER}")
@members_only
def update(walk_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """Change a stop."""
    walk = own_walk_of(walk_id)
    stop = nth(walk.stops, number)
    form = _filled(walk, stop)
    form.id.data = str(stop.id)
    return _put(form, walk, number=number)


@bp.post(f"/stops/{NUMBER}/weg")
@members_only
def destroy(walk_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """Take a stop away."""
    nth(own_walk_of(walk_id).stops, number)
    drop_stop(walk_id, number, version=DropForm().version.number, actor=member())
    return redirect(url_for("walks.show", walk_id=walk_id), 303)


@bp.get("/dicht")
@members_only
def ask_closure(walk_id: uuid.UUID) -> ResponseReturnValue:
    """Show in which weeks it is closed, and a form for more."""
    walk = own_walk_of(walk_id)
    return _closures(ClosureForm(data={"version": walk.version}), walk)


@bp.post("/dicht")
@members_only
def close(walk_id: uuid.UUID) -> ResponseReturnValue:
    """Close it in some weeks of each year."""
    walk = own_walk_of(walk_id)
    form = ClosureForm()
    if not form.validate():
        return _closures(form, walk, 422)
    try:
        version = form.version.number
        close_yearly(walk_id, form.id.uuid, form.command(), version=version, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _closures(form, own_walk_of(walk_id), status))
    return redirect(url_for(".ask_closure", walk_id=walk_id), 303)


@bp.post(f"/dicht/{NUMBER}/weg")
@members_only
def reopen(walk_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """Let it be open in those weeks again."""
    nth(own_walk_of(walk_id).closures, number)
    drop_closure(walk_id, number, version=DropForm().version.number, actor=member())
    return redirect(url_for(".ask_closure", walk_id=walk_id), 303)


def _drawn(walk_id: uuid.UUID) -> Walk:
    walk = own_walk_of(walk_id)
    if not walk.sections:
        raise ConflictError(N_("Teken eerst de route. Daarna zet je er stops langs."))
    return walk


def _filled(walk: Walk, stop: WalkStop) -> StopForm:
    return StopForm(elements=find_along(walk, member()), before=stop)


def _put(form: StopForm, walk: Walk, *, number: int = 0) -> ResponseReturnValue:
    if not form.validate():
        return _stop(form, walk, 422, number=number)
    try:
        put_stop(walk.id, form.id.uuid, form.command(), version=form.version.number, actor=member())
    except DomainError as error:
        again = walk.id
        return show_refusal(
            error, form, lambda status: _stop(form, own_walk_of(again), status, number=number)
        )
    return redirect(url_for("walks.show", walk_id=walk.id, _anchor="stops"), 303)


def _stop(form: StopForm, walk: Walk, status: int = 200, *, number: int = 0) -> Response:
    return answer("walks/stop.html", status=status, form=form, walk=walk, line=walk.line, number=number)


def _closures(form: ClosureForm, walk: Walk, status: int = 200) -> Response:
    return answer("walks/closures.html", status=status, form=form, walk=walk)
