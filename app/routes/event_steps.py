"""/agenda/…: an organiser says that a day goes on, or calls it off."""

import uuid
from typing import Final

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import N_, ConflictError, DomainError, NotAllowedError
from app.forms.event_steps import EventStepForm
from app.models import Event
from app.policies.events import can_manage
from app.queries.events import get_event
from app.queries.sign_ups import places_of
from app.routes._access import member, members_only
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.event_steps import may_take, take_step

bp = Blueprint("event_steps", __name__, url_prefix="/agenda")
WORDS: Final = {"gaat-door": "confirm", "afgelasten": "call_off"}
STEP: Final = "<any('gaat-door', afgelasten):verdict>"


@bp.get(f"/<uuid:event_id>/{STEP}")
@members_only
def ask(event_id: uuid.UUID, verdict: str) -> ResponseReturnValue:
    """Ask what to tell those who come."""
    event = _run_by(event_id)
    if not may_take(event, WORDS[verdict]):
        raise ConflictError(N_("Dit is intussen veranderd. Kijk opnieuw."))
    return _page(EventStepForm(data={"version": str(event.version)}), event, verdict)


@bp.post(f"/<uuid:event_id>/{STEP}")
@members_only
def take(event_id: uuid.UUID, verdict: str) -> ResponseReturnValue:
    """Take the step."""
    form, event = EventStepForm(), _run_by(event_id)
    if not form.validate():
        return _page(form, event, verdict, 422)
    try:
        take_step(
            event_id,
            version=form.version.number,
            step=WORDS[verdict],
            reason=form.reason.data or "",
            actor=member(),
        )
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, _run_by(event_id), verdict, status))
    return redirect(url_for("events.show", event_id=event_id), 303)


def _run_by(event_id: uuid.UUID) -> Event:
    event = get_event(event_id, viewer=member())
    if not can_manage(member(), event):
        raise NotAllowedError(N_("Alleen de organisatoren en coördinatoren kunnen dit."))
    return event


def _page(form: EventStepForm, event: Event, verdict: str, status: int = 200) -> Response:
    return answer(
        "events/step.html",
        status=status,
        form=form,
        event=event,
        verdict=verdict,
        step=WORDS[verdict],
        places=places_of(event),
    )
