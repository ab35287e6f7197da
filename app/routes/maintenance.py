"""/onderhoud: work that was done on elements."""

import uuid

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.clock import today
from app.core.errors import DomainError, NotAllowedError
from app.forms.fields import latest_day
from app.forms.maintenance import MaintenanceForm
from app.forms.submissions import WithdrawForm
from app.models import Element, MaintenanceLog
from app.policies.elements import can_log_work
from app.policies.maintenance import can_edit, can_withdraw
from app.queries.elements import get_element
from app.queries.maintenance import get_log
from app.queries.presets import preset_for
from app.queries.seasons import find_seasons
from app.queries.submissions import last_word
from app.routes._access import member, members_only, public, viewer
from app.routes._authors import author_name
from app.routes._choose_element import choose_element
from app.routes._http import answer
from app.routes._kept import kept_for_visitors
from app.routes._refusals import show_refusal
from app.services.maintenance import edit_log, log_maintenance, withdraw_log

bp = Blueprint("maintenance", __name__, url_prefix="/onderhoud")


@bp.get("/nieuw")
@members_only
def new() -> ResponseReturnValue:
    """Show the empty form for the element of the address, or ask which element it is."""
    if "element" not in request.args:
        return choose_element()
    element = _asked_element()
    form = MaintenanceForm(element=element)
    form.fill_in(preset_for(element, today(), actor=member()))
    if request.args.get("werk") in form.known:
        form.activity_key.data = request.args["werk"]
    return _page(form, element)


@bp.post("/nieuw")
@members_only
def create() -> ResponseReturnValue:
    """Take what was told, or do what a button in the form asked."""
    element = _asked_element()
    form = MaintenanceForm(element=element)
    if form.photos.receive(actor=member()) or "kijk" in request.form:
        return _page(form, _asked_element())
    if not form.validate():
        return _page(form, _asked_element(), form.photos.status)
    try:
        log = log_maintenance(form.id.uuid, form.command(), clock=form.sent_at.clock, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, _asked_element(), status))
    return redirect(url_for("submissions.index", nieuw=log.id), 303)


@bp.get("/<uuid:log_id>")
@public
@kept_for_visitors
def show(log_id: uuid.UUID) -> ResponseReturnValue:
    """Show what was done, with photos of before and after."""
    who = viewer()
    log = get_log(log_id, viewer=who)
    return answer(
        "maintenance/show.html",
        log=log,
        author_name=author_name,
        word=last_word(log) if who is not None and who.id == log.author_id else None,
        may_edit=can_edit(who, log),
        may_withdraw=can_withdraw(who, log),
    )


@bp.get("/<uuid:log_id>/verbeteren")
@members_only
def edit(log_id: uuid.UUID) -> ResponseReturnValue:
    """Show the filled in form."""
    log = _own(log_id)
    return _page(MaintenanceForm(element=log.element, before=log), log.element, log=log)


@bp.post("/<uuid:log_id>/verbeteren")
@members_only
def update(log_id: uuid.UUID) -> ResponseReturnValue:
    """Take what was changed."""
    log = _own(log_id)
    form = MaintenanceForm(element=log.element, before=log)
    if form.photos.receive(actor=member()) or "kijk" in request.form:
        return _again(form, log_id)
    if not form.validate():
        return _again(form, log_id, form.photos.status)
    try:
        edit_log(log_id, form.command(), version=form.version.number, answer=form.answer.data, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _again(form, log_id, status))
    return redirect(url_for("submissions.index", veranderd=log_id), 303)


@bp.get("/<uuid:log_id>/intrekken")
@members_only
def ask_withdrawal(log_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether the person is sure."""
    log = _own(log_id)
    back = url_for(".show", log_id=log_id)
    return answer("submissions/withdraw.html", item=log, form=WithdrawForm(), back=back)


@bp.post("/<uuid:log_id>/intrekken")
@members_only
def withdraw(log_id: uuid.UUID) -> ResponseReturnValue:
    """Take one's own work back."""
    withdraw_log(log_id, actor=member())
    return redirect(url_for("submissions.index", ingetrokken=log_id), 303)


def _asked_element() -> Element:
    """Return the element of the address; raises NotFoundError or NotAllowedError."""
    try:
        ident = uuid.UUID(request.args.get("element", ""))
    except ValueError:
        ident = uuid.UUID(int=0)
    element = get_element(ident, viewer=member())
    if not can_log_work(member(), element):
        raise NotAllowedError
    return element


def _own(log_id: uuid.UUID) -> MaintenanceLog:
    log = get_log(log_id, viewer=member())
    if log.author_id != member().id:
        raise NotAllowedError
    return log


def _again(form: MaintenanceForm, log_id: uuid.UUID, status: int = 200) -> Response:
    """Show the form of a change again; the rows are read anew after a use case."""
    log = _own(log_id)
    return _page(form, log.element, status, log=log)


def _page(
    form: MaintenanceForm, element: Element, status: int = 200, *, log: MaintenanceLog | None = None
) -> Response:
    return answer(
        "maintenance/edit.html" if log is not None else "maintenance/new.html",
        status=status,
        form=form,
        element=element,
        log=log,
        season=form.season(),
        seasons=find_seasons(element.type, today()),
        latest_iso=latest_day().isoformat(),
        word=last_word(log) if log is not None else None,
    )
