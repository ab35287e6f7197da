"""/beheer/antwoorden: the ready answers of the desk."""

import uuid

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import DomainError
from app.forms.answers import STEPS, AnswerForm
from app.i18n import _
from app.models import CannedAnswer
from app.queries.answers import find_answers, find_retired, get_answer
from app.routes._access import coordinators_only, member
from app.routes._admin import admin_page
from app.routes._refusals import show_refusal
from app.services.answers import move_answer, retire_answer, reuse_answer, write_answer

bp = Blueprint("admin_answers", __name__, url_prefix="/beheer/antwoorden")


@bp.get("")
@coordinators_only
def index() -> ResponseReturnValue:
    """Show the answers in their order, and those that are no longer used."""
    return admin_page("admin/answers.html", answers=find_answers(), retired=find_retired(), steps=STEPS)


@bp.get("/nieuw")
@coordinators_only
def new() -> ResponseReturnValue:
    """Show an empty form."""
    return _form(AnswerForm(formdata=None))


@bp.post("/nieuw")
@coordinators_only
def create() -> ResponseReturnValue:
    """Keep a new answer."""
    return _write(AnswerForm())


@bp.get("/<uuid:answer_id>")
@coordinators_only
def edit(answer_id: uuid.UUID) -> ResponseReturnValue:
    """Show the form of an answer."""
    answer = _answer(answer_id)
    return _form(AnswerForm(formdata=None, answer=answer), answer=answer)


@bp.post("/<uuid:answer_id>")
@coordinators_only
def update(answer_id: uuid.UUID) -> ResponseReturnValue:
    """Keep new words of an answer."""
    return _write(AnswerForm(), answer=_answer(answer_id))


@bp.post("/<uuid:answer_id>/<any(hoger, lager, weg, terug):act>")
@coordinators_only
def take(answer_id: uuid.UUID, act: str) -> ResponseReturnValue:
    """Move an answer, take it off the desk or put it back."""
    if act == "weg":
        retire_answer(answer_id, actor=member())
        flash(_("Het antwoord staat niet meer bij Controle. Oude besluiten houden hun tekst."), "ok")
    elif act == "terug":
        reuse_answer(answer_id, actor=member())
        flash(_("Het antwoord staat weer bij Controle."), "ok")
    else:
        move_answer(answer_id, down=act == "lager", actor=member())
        flash(_("De volgorde is bewaard."), "ok")
    return redirect(url_for(".index"), 303)


def _write(form: AnswerForm, *, answer: CannedAnswer | None = None) -> ResponseReturnValue:
    if not form.validate():
        return _form(form, answer=answer, status=422)
    if "voorbeeld" in request.form:
        return _form(form, answer=answer, preview=True)
    try:
        write_answer(answer.id if answer else form.id.uuid, form.command(), actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _form(form, answer=answer, status=status))
    flash(_("Bewaard."), "ok")
    return redirect(url_for(".index"), 303)


def _form(
    form: AnswerForm, *, answer: CannedAnswer | None = None, preview: bool = False, status: int = 200
) -> Response:
    shown = form.command() if preview else None
    return admin_page("admin/answer.html", status=status, form=form, answer=answer, shown=shown)


def _answer(ident: uuid.UUID) -> CannedAnswer:
    return get_answer(ident) or abort(404)
