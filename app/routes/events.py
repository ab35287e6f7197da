"""/agenda: what people do together, planned, proposed and changed."""

import uuid

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import DomainError, NotAllowedError
from app.forms.events import EventForm
from app.forms.submissions import WithdrawForm
from app.models import Event, EventKind
from app.policies.events import can_manage
from app.queries.events import EventFilter, find_events, find_inviting, get_event
from app.queries.reference import find_municipalities
from app.queries.submissions import last_word
from app.routes._access import member, members_only, public, viewer
from app.routes._event_page import event_page
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.events import edit_event, plan_event, publishes_at_once, withdraw_event

bp = Blueprint("events", __name__, url_prefix="/agenda")


@bp.app_template_global()
def event_sign() -> dict[str, str]:
    """Return how a map draws where people meet, in the words of a kind of element."""
    return {"family": "melding", "key": "event"}


@bp.get("")
@public
def index() -> ResponseReturnValue:
    """List what comes, soonest first, with a filter; or what was, latest first."""
    towns, inviting, who = find_municipalities(), find_inviting(viewer()), viewer()
    group = next((one for one in inviting if str(one.id) == request.args.get("groep")), None)
    asked = EventFilter(
        kind=next((one for one in EventKind if one == request.args.get("soort")), None),
        municipality=next((one.code for one in towns if one.code == request.args.get("gemeente")), ""),
        group_id=group.id if group is not None else None,
        light=request.args.get("licht") == "1",
        past=request.args.get("toen") == "1",
    )
    after = request.args.get("na", "")
    said = {
        "soort": asked.kind,
        "gemeente": asked.municipality,
        "groep": asked.group_id,
        "licht": "1" if asked.light else "",
    }
    return answer(
        "events/index.html",
        page=find_events(who, asked, after=after),
        asked=asked,
        said={name: str(word) for name, word in said.items() if word},
        further=bool(after),
        towns=towns,
        inviting=inviting,
    )


@bp.get("/nieuw")
@members_only
def new() -> ResponseReturnValue:
    """Show the empty form."""
    return _page(EventForm(viewer=member()))


@bp.post("/nieuw")
@members_only
def create() -> ResponseReturnValue:
    """Take what was told, or do what a button in the form asked."""
    form = EventForm(viewer=member())
    if form.mend(viewer=member()):
        return _page(form, form.status)
    if not form.validate():
        return _page(form, 422)
    facts = form.command()
    try:
        event = plan_event(form.id.uuid, facts, clock=form.sent_at.clock, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, status))
    if publishes_at_once(member(), facts.hosts):
        return redirect(url_for(".show", event_id=event.id), 303)
    return redirect(url_for("submissions.index", nieuw=event.id), 303)


@bp.get("/<uuid:event_id>")
@public
def show(event_id: uuid.UUID) -> ResponseReturnValue:
    """Show one day: what, when, where, who, what to bring, whether all is settled, and coming along."""
    return event_page(event_id)


@bp.get("/<uuid:event_id>/verbeteren")
@members_only
def edit(event_id: uuid.UUID) -> ResponseReturnValue:
    """Show the filled in form."""
    event = _changeable(event_id)
    return _page(EventForm(viewer=member(), before=event), event=event)


@bp.post("/<uuid:event_id>/verbeteren")
@members_only
def update(event_id: uuid.UUID) -> ResponseReturnValue:
    """Take what was changed."""
    event = _changeable(event_id)
    form = EventForm(viewer=member(), before=event)

    def again(status: int) -> Response:
        return _page(form, status, event=_changeable(event_id))

    if form.mend(viewer=member()):
        return again(form.status)
    if not form.validate():
        return again(422)
    version, said = form.version.number, form.answer.data or ""
    on_agenda = event.is_public
    try:
        edit_event(event_id, form.command(), version=version, answer=said, actor=member())
    except DomainError as error:
        return show_refusal(error, form, again)
    if on_agenda:
        return redirect(url_for(".show", event_id=event_id), 303)
    return redirect(url_for("submissions.index", veranderd=event_id), 303)


@bp.get("/<uuid:event_id>/intrekken")
@members_only
def ask_withdrawal(event_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether the person is sure."""
    event = get_event(event_id, viewer=member())
    if event.author_id != member().id:
        raise NotAllowedError
    back = url_for(".show", event_id=event_id)
    return answer("submissions/withdraw.html", item=event, form=WithdrawForm(), back=back)


@bp.post("/<uuid:event_id>/intrekken")
@members_only
def withdraw(event_id: uuid.UUID) -> ResponseReturnValue:
    """Take one's own proposal back."""
    withdraw_event(event_id, actor=member())
    return redirect(url_for("submissions.index", ingetrokken=event_id), 303)


def _changeable(event_id: uuid.UUID) -> Event:
    """Return one that this person runs or proposed; what is over says so when it is sent."""
    event = get_event(event_id, viewer=member())
    if not can_manage(member(), event) and event.author_id != member().id:
        raise NotAllowedError
    return event


def _page(form: EventForm, status: int = 200, *, event: Event | None = None) -> Response:
    return answer(
        "events/form.html",
        status=status,
        form=form,
        event=event,
        word=last_word(event) if event is not None else None,
    )
