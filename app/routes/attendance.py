"""/agenda/…/aanwezig and /afsluiten: on the organiser's phone, who was there and what was done."""

import uuid

from flask import Blueprint, Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import N_, ConflictError, DomainError, NotAllowedError
from app.forms.attendance import AttendanceForm, EndingForm, attendance_form, ending_form
from app.i18n import _
from app.models import Event, EventStage, Going
from app.policies.events import can_manage
from app.queries.events import get_event
from app.queries.sign_ups import find_sign_ups
from app.routes._access import member, members_only
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.attendance import OVER, close_event, is_under_way, note_attendance

bp = Blueprint("attendance", __name__, url_prefix="/agenda")


@bp.get("/<uuid:event_id>/aanwezig")
@members_only
def edit(event_id: uuid.UUID) -> ResponseReturnValue:
    """Show who has a place, to tick off."""
    event = _run_by(event_id)
    return _list(event, _form(event))


@bp.post("/<uuid:event_id>/aanwezig")
@members_only
def update(event_id: uuid.UUID) -> ResponseReturnValue:
    """Store who was there."""
    event = _run_by(event_id)
    form = _form(event)
    if not form.validate():
        return _list(event, form, 422)
    try:
        note_attendance(event_id, form.command(), actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _list(_run_by(event_id), form, status))
    flash(_("Bewaard."), "ok")
    return redirect(url_for(".edit", event_id=event_id), 303)


@bp.get("/<uuid:event_id>/afsluiten")
@members_only
def ask(event_id: uuid.UUID) -> ResponseReturnValue:
    """Ask what was done."""
    event = _run_by(event_id)
    return _ending(event, ending_form(event))


@bp.post("/<uuid:event_id>/afsluiten")
@members_only
def close(event_id: uuid.UUID) -> ResponseReturnValue:
    """End the day, once."""
    event = get_event(event_id, viewer=member())
    _check_runs(event)
    form = ending_form(event)
    if not form.validate():
        return _ending(event, form, 422)
    try:
        close_event(event_id, form.command(), actor=member())
    except DomainError as error:
        return show_refusal(
            error, form, lambda status: _ending(get_event(event_id, viewer=member()), form, status)
        )
    flash(_("De dag is afgesloten. Het werk wacht nu op controle. Iedereen krijgt een mail met dank."), "ok")
    return redirect(url_for("events.show", event_id=event_id), 303)


def _run_by(event_id: uuid.UUID) -> Event:
    """Return one that this person runs and that is under way; raises ConflictError when it is not."""
    event = get_event(event_id, viewer=member())
    _check_runs(event)
    if event.stage == EventStage.CLOSED:
        raise ConflictError(OVER)
    if not is_under_way(event):
        raise ConflictError(N_("Dit kan vanaf het begin van de dag, en niet als de dag is afgelast."))
    return event


def _check_runs(event: Event) -> None:
    if not can_manage(member(), event):
        raise NotAllowedError(N_("Alleen de organisatoren en coördinatoren kunnen dit."))


def _form(event: Event) -> AttendanceForm:
    rows = find_sign_ups(event, viewer=member())
    return attendance_form([one for one in rows if one.going == Going.GOING])


def _list(event: Event, form: AttendanceForm, status: int = 200) -> Response:
    return answer("events/attendance.html", status=status, event=event, form=form)


def _ending(event: Event, form: EndingForm, status: int = 200) -> Response:
    return answer("events/ending.html", status=status, event=event, form=form)
