"""/beheer/gebieden: maps of municipalities, provinces and nature areas; looked at first, then applied."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import ConflictError, DomainError
from app.forms.areas import AreasForm, AreasStepForm
from app.models import AreaLayer, ImportState
from app.outside.http import is_on
from app.queries.areas import find_imports, get_import, layer_of, names_in
from app.routes._access import coordinators_only, member
from app.routes._admin import admin_page
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.area_reading import ask_for_areas, receive_areas
from app.services.areas import apply_areas, drop_areas, undo_areas

bp = Blueprint("areas", __name__, url_prefix="/beheer/gebieden")

STEPS: dict[str, Callable[..., Any]] = {"gebruiken": apply_areas, "terugdraaien": undo_areas}


@bp.get("")
@coordinators_only
def index() -> ResponseReturnValue:
    """Show which maps count now, what was tried, and the form for another."""
    return _index(AreasForm(formdata=None))


@bp.post("")
@coordinators_only
def create() -> ResponseReturnValue:
    """Take a file, or ask for the map at PDOK; a job reads it."""
    form = AreasForm()
    fetch = request.form.get("van") == "pdok"
    if not form.validate(fetch=fetch):
        return _index(form, 422)
    credit = form.credit_or_usual() if fetch else form.credit.data or ""
    try:
        if fetch:
            found = ask_for_areas(form.chosen, credit=credit, actor=member())
        else:
            found = receive_areas(
                form.file.data.stream,
                layer=form.chosen,
                source=form.source,
                credit=credit,
                actor=member(),
            )
    except DomainError as error:
        return show_refusal(error, form, lambda status: _index(form, status))
    return redirect(url_for(".show", import_id=found.id), 303)


@bp.get("/<uuid:import_id>")
@coordinators_only
def show(import_id: uuid.UUID) -> ResponseReturnValue:
    """Show what a file says and what may be done with it; while it is read, how far that is."""
    return _show(import_id)


@bp.get("/<uuid:import_id>/<step>")
@coordinators_only
def ask(import_id: uuid.UUID, step: str) -> ResponseReturnValue:
    """Ask whether a map shall count, or no longer."""
    if step not in STEPS:
        abort(404)
    found = get_import(import_id)
    return answer(
        "areas/ask.html",
        found=found,
        step=step,
        current=layer_of(AreaLayer(found.layer)),
        form=AreasStepForm(),
    )


@bp.post("/<uuid:import_id>/<step>")
@coordinators_only
def take_step(import_id: uuid.UUID, step: str) -> ResponseReturnValue:
    """Apply or undo, all in one transaction."""
    if step not in STEPS:
        abort(404)
    try:
        STEPS[step](import_id, actor=member())
    except ConflictError as error:
        return _show(import_id, 409, conflict=error)
    return redirect(url_for(".show", import_id=import_id), 303)


@bp.post("/<uuid:import_id>/weg")
@coordinators_only
def delete(import_id: uuid.UUID) -> ResponseReturnValue:
    """Throw away what was never applied."""
    try:
        drop_areas(import_id, actor=member())
    except ConflictError as error:
        return _show(import_id, 409, conflict=error)
    return redirect(url_for(".index"), 303)


def _index(form: AreasForm, status: int = 200) -> Response:
    now = {layer: layer_of(layer) for layer in AreaLayer}
    shown = {"now": now, "imports": find_imports(), "pdok": is_on()}
    return admin_page("areas/index.html", status=status, form=form, **shown)


def _show(import_id: uuid.UUID, status: int = 200, *, conflict: ConflictError | None = None) -> Response:
    found = get_import(import_id)
    current = layer_of(AreaLayer(found.layer))
    counts = current is not None and current.id == found.id
    locating = found.state in {ImportState.APPLIED, ImportState.UNDONE} and found.done < found.total
    return answer(
        "areas/show.html",
        fragment="areas/_state.html",
        status=status,
        found=found,
        current=current,
        counts=counts,
        locating=locating,
        names=names_in(import_id),
        conflict=conflict,
        form=AreasStepForm(),
    )
