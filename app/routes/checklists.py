"""/beheer/soorten: lists of species; looked at first, then taken over."""

import uuid

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import ConflictError, DomainError
from app.forms.checklists import ChecklistForm, ChecklistStepForm
from app.queries.checklists import find_checklists, get_checklist
from app.routes._access import coordinators_only, member
from app.routes._admin import admin_page
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.checklist_imports import apply_checklist, drop_checklist, receive_checklist

bp = Blueprint("checklists", __name__, url_prefix="/beheer/soorten")


@bp.get("")
@coordinators_only
def index() -> ResponseReturnValue:
    """Show what was handed in, and the form for another list."""
    return _index(ChecklistForm(formdata=None))


@bp.post("")
@coordinators_only
def create() -> ResponseReturnValue:
    """Take a file; a job looks at it."""
    form = ChecklistForm()
    if not form.validate():
        return _index(form, 422)
    try:
        found = receive_checklist(form.file.data.stream, source=form.source, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _index(form, status))
    return redirect(url_for(".show", checklist_id=found.id), 303)


@bp.get("/<uuid:checklist_id>")
@coordinators_only
def show(checklist_id: uuid.UUID) -> ResponseReturnValue:
    """Show what a list would do, or did; while a job is busy, how far that is."""
    return _show(checklist_id)


@bp.get("/<uuid:checklist_id>/overnemen")
@coordinators_only
def ask(checklist_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether the list shall be taken over."""
    return answer("checklists/ask.html", found=get_checklist(checklist_id), form=ChecklistStepForm())


@bp.post("/<uuid:checklist_id>/overnemen")
@coordinators_only
def take(checklist_id: uuid.UUID) -> ResponseReturnValue:
    """Have the list taken over by a job."""
    try:
        apply_checklist(checklist_id, actor=member())
    except ConflictError as error:
        return _show(checklist_id, 409, conflict=error)
    return redirect(url_for(".show", checklist_id=checklist_id), 303)


@bp.post("/<uuid:checklist_id>/weg")
@coordinators_only
def delete(checklist_id: uuid.UUID) -> ResponseReturnValue:
    """Throw away what was never taken over."""
    try:
        drop_checklist(checklist_id, actor=member())
    except ConflictError as error:
        return _show(checklist_id, 409, conflict=error)
    return redirect(url_for(".index"), 303)


def _index(form: ChecklistForm, status: int = 200) -> Response:
    return admin_page("checklists/index.html", status=status, form=form, imports=find_checklists())


def _show(checklist_id: uuid.UUID, status: int = 200, *, conflict: ConflictError | None = None) -> Response:
    return answer(
        "checklists/show.html",
        fragment="checklists/_state.html",
        status=status,
        found=get_checklist(checklist_id),
        conflict=conflict,
        form=ChecklistStepForm(),
    )
