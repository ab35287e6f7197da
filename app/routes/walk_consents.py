"""Ask an owner by mail, and /toestemming/<key>: answered without an account by whoever has that mail."""

import uuid

from flask import Blueprint, Response, abort, redirect, url_for
from flask.typing import ResponseReturnValue

from app.config import settings
from app.core.errors import DomainError
from app.core.owner_links import question_of
from app.forms.submissions import WithdrawForm
from app.forms.walk_consents import AskOwnerForm, OwnerForm
from app.models import Walk, WalkConsent
from app.queries.walk_consents import get_question, walk_of
from app.routes._access import member, members_only, public
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.routes._walks import own_walk_of
from app.services.walk_consents import answer_question, ask_owner, withdraw_answer
from app.services.walk_parts import nth
from app.spatial.shapes import unwrap

bp = Blueprint("walk_consents", __name__)
ASK = "/ommetjes/<uuid:walk_id>/delen/<int(max=20000):number>/vragen"


@bp.get(ASK)
@members_only
def new(walk_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """Ask for the address of the owner."""
    walk = own_walk_of(walk_id)
    form = AskOwnerForm()
    form.version.data = str(walk.version)
    return _ask(form, walk, number)


@bp.post(ASK)
@members_only
def create(walk_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """Send the question."""
    form = AskOwnerForm()
    walk = own_walk_of(walk_id)
    if not form.validate():
        return _ask(form, walk, number, 422)
    try:
        ask_owner(form.command(walk_id, number), version=form.version.number, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _ask(form, own_walk_of(walk_id), number, status))
    return redirect(url_for("walk_sections.index", walk_id=walk_id), 303)


@bp.get("/toestemming/<owner_key>")
@public
def show(owner_key: str) -> ResponseReturnValue:
    """Show the question; opening the address changes nothing, whatever opens it (A12)."""
    return _page(OwnerForm(), owner_key)


@bp.post("/toestemming/<owner_key>")
@public
def update(owner_key: str) -> ResponseReturnValue:
    """Take the answer."""
    form = OwnerForm()
    if not form.validate():
        return _page(form, owner_key, 422)
    answer_question(_question(owner_key).id, form.command())
    return redirect(url_for(".show", owner_key=owner_key), 303)


@bp.post("/toestemming/<yes_key>/intrekken")
@public
def withdraw(yes_key: str) -> ResponseReturnValue:
    """Take back that one agreed."""
    withdraw_answer(_question(yes_key).id)
    return redirect(url_for(".show", owner_key=yes_key), 303)


def _question(key: str) -> WalkConsent:
    ident = question_of(key, secret=settings().secret_key)
    found = get_question(ident) if ident is not None else None
    if found is None:
        abort(404)
    return found


def _page(form: OwnerForm, key: str, status: int = 200) -> Response:
    question = _question(key)
    return answer(
        "walks/owner.html",
        status=status,
        form=form,
        key=key,
        question=question,
        walk=walk_of(question),
        line=unwrap(question.section.shape),
        withdrawal=WithdrawForm(),
    )


def _ask(form: AskOwnerForm, walk: Walk, number: int, status: int = 200) -> Response:
    section = nth(walk.sections, number)
    return answer("walks/ask_owner.html", status=status, form=form, walk=walk, number=number, section=section)
