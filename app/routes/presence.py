"""/elementen/…/staat-er-nog: what someone saw where an element is."""

import uuid

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import DomainError, NotAllowedError
from app.forms.fields import latest_day
from app.forms.presence import PresenceForm
from app.forms.submissions import WithdrawForm
from app.models import Element, PresenceCheck
from app.policies.corrections import can_check
from app.policies.elements import CHANGEABLE
from app.queries.corrections import get_check, last_seen
from app.queries.elements import get_element
from app.queries.submissions import last_word
from app.routes._access import member, members_only, public, viewer
from app.routes._authors import author_name
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.presence import edit_presence, report_presence, withdraw_presence

bp = Blueprint("presence", __name__, url_prefix="/elementen")


@bp.get("/<uuid:element_id>/staat-er-nog")
@members_only
def new(element_id: uuid.UUID) -> ResponseReturnValue:
    """Ask what the person sees."""
    return _page(PresenceForm(), _element(element_id))


@bp.post("/<uuid:element_id>/staat-er-nog")
@members_only
def create(element_id: uuid.UUID) -> ResponseReturnValue:
    """Take the answer, or do what a photo button asked."""
    form = PresenceForm()
    if form.photos.receive(actor=member()):
        return _page(form, _element(element_id))
    if not form.validate():
        return _page(form, _element(element_id), form.photos.status)
    try:
        check = report_presence(
            form.id.uuid, form.command(element_id), clock=form.sent_at.clock, actor=member()
        )
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, _element(element_id), status))
    return redirect(url_for("submissions.index", nieuw=check.id), 303)


@bp.get("/gezien/<uuid:check_id>")
@public
def show(check_id: uuid.UUID) -> ResponseReturnValue:
    """Show what was seen, with its photos."""
    check = get_check(check_id, viewer=viewer())
    own = viewer() is not None and check.author_id == member().id
    return answer(
        "presence/show.html",
        check=check,
        author_name=author_name,
        word=last_word(check) if own else None,
        may_edit=own and check.state in CHANGEABLE,
    )


@bp.get("/gezien/<uuid:check_id>/verbeteren")
@members_only
def edit(check_id: uuid.UUID) -> ResponseReturnValue:
    """Show the filled in form."""
    check = _own(check_id)
    return _page(PresenceForm(before=check), check.element, check=check)


@bp.post("/gezien/<uuid:check_id>/verbeteren")
@members_only
def update(check_id: uuid.UUID) -> ResponseReturnValue:
    """Take what was changed."""
    check = _own(check_id)
    form = PresenceForm(before=check)
    if form.photos.receive(actor=member()):
        return _again(form, check_id)
    if not form.validate():
        return _again(form, check_id, form.photos.status)
    facts = form.command(check.element_id)
    try:
        edit_presence(
            check_id, facts, version=form.version.number, answer=form.answer.data or "", actor=member()
        )
    except DomainError as error:
        return show_refusal(error, form, lambda status: _again(form, check_id, status))
    return redirect(url_for("submissions.index", veranderd=check_id), 303)


@bp.get("/gezien/<uuid:check_id>/intrekken")
@members_only
def ask_withdrawal(check_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether the person is sure."""
    check = _own(check_id)
    back = url_for(".show", check_id=check_id)
    return answer("submissions/withdraw.html", item=check, form=WithdrawForm(), back=back)


@bp.post("/gezien/<uuid:check_id>/intrekken")
@members_only
def withdraw(check_id: uuid.UUID) -> ResponseReturnValue:
    """Take one's own answer back."""
    withdraw_presence(check_id, actor=member())
    return redirect(url_for("submissions.index", ingetrokken=check_id), 303)


def _element(element_id: uuid.UUID) -> Element:
    element = get_element(element_id, viewer=member())
    if not can_check(member(), element):
        raise NotAllowedError
    return element


def _own(check_id: uuid.UUID) -> PresenceCheck:
    check = get_check(check_id, viewer=member())
    if check.author_id != member().id:
        raise NotAllowedError
    return check


def _again(form: PresenceForm, check_id: uuid.UUID, status: int = 200) -> Response:
    check = _own(check_id)
    return _page(form, check.element, status, check=check)


def _page(
    form: PresenceForm, element: Element, status: int = 200, *, check: PresenceCheck | None = None
) -> Response:
    return answer(
        "presence/form.html",
        status=status,
        form=form,
        element=element,
        check=check,
        last=last_seen(element),
        latest_iso=latest_day().isoformat(),
        word=last_word(check) if check is not None else None,
    )
