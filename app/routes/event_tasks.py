"""/agenda/…/werk: which work is planned for a day, element by element."""

import uuid

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import DomainError, NotAllowedError
from app.forms.event_tasks import EventTaskForm
from app.models import Event
from app.policies.events import can_edit
from app.queries.event_tasks import find_elements_near, needs_certificate, seasons_of
from app.queries.events import get_event
from app.routes._access import member, members_only
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.event_tasks import add_task, drop_task

bp = Blueprint("event_tasks", __name__, url_prefix="/agenda")


@bp.get("/<uuid:event_id>/werk")
@members_only
def edit(event_id: uuid.UUID) -> ResponseReturnValue:
    """Show what is planned, with the season of each, and a form for one more."""
    event = _own(event_id)
    return _page(event, EventTaskForm(near=find_elements_near(event, member())))


@bp.post("/<uuid:event_id>/werk")
@members_only
def create(event_id: uuid.UUID) -> ResponseReturnValue:
    """Plan one more."""
    event = _own(event_id)
    form = EventTaskForm(near=find_elements_near(event, member()))
    if not form.validate():
        return _page(event, form, 422)
    try:
        add_task(
            event_id,
            form.id.uuid,
            element_id=form.element,
            activity_key=form.activity_key.data,
            actor=member(),
        )
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(_own(event_id), form, status))
    return redirect(url_for(".edit", event_id=event_id), 303)


@bp.post("/<uuid:event_id>/werk/<uuid:task_id>/weg")
@members_only
def destroy(event_id: uuid.UUID, task_id: uuid.UUID) -> ResponseReturnValue:
    """Plan it no longer."""
    drop_task(event_id, task_id, actor=member())
    return redirect(url_for(".edit", event_id=event_id), 303)


def _own(event_id: uuid.UUID) -> Event:
    event = get_event(event_id, viewer=member())
    if not can_edit(member(), event):
        raise NotAllowedError
    return event


def _page(event: Event, form: EventTaskForm, status: int = 200) -> Response:
    return answer(
        "events/tasks.html",
        status=status,
        event=event,
        form=form,
        seasons=seasons_of(event),
        certificates=needs_certificate(event),
    )
