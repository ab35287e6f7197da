"""/groepen/handen: what groups ask of people, by place and day; and saying that one can help."""

import uuid
from datetime import date

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import DomainError, NotAllowedError
from app.forms.hands import HandsForm, OfferForm
from app.i18n import _
from app.models import Group, HelpCall
from app.policies.groups import belongs, organises
from app.queries.hands import HandsFilter, find_calls, find_helpers, get_call, get_offer
from app.queries.members import get_public_group
from app.queries.reference import find_municipalities
from app.routes._access import member, members_only, public, viewer
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.hands import ask_hands, close_call, is_open, offer_help

bp = Blueprint("hands", __name__, url_prefix="/groepen")


@bp.get("/handen")
@public
def index() -> ResponseReturnValue:
    """List what is asked now, by place, day of the week or date."""
    towns = find_municipalities()
    asked = HandsFilter(
        municipality=next((one.code for one in towns if one.code == request.args.get("gemeente")), ""),
        place_id=_uuid(request.args.get("dorp", "")),
        weekday=next((one for one in range(1, 8) if str(one) == request.args.get("weekdag")), None),
        day=_day(request.args.get("dag", "")),
    )
    after = request.args.get("na", "")
    said = {
        "gemeente": asked.municipality,
        "dorp": str(asked.place_id or ""),
        "weekdag": str(asked.weekday or ""),
        "dag": asked.day.isoformat() if asked.day is not None else "",
    }
    return answer(
        "hands/index.html",
        page=find_calls(viewer(), asked, after=after),
        asked=asked,
        said={name: word for name, word in said.items() if word},
        further=bool(after),
        towns=towns,
    )


@bp.get("/<uuid:group_id>/handen/nieuw")
@members_only
def new(group_id: uuid.UUID) -> ResponseReturnValue:
    """Show the empty form to an organiser."""
    return _page(HandsForm(), _led(group_id))


@bp.post("/<uuid:group_id>/handen/nieuw")
@members_only
def create(group_id: uuid.UUID) -> ResponseReturnValue:
    """Take what is asked."""
    form, group = HandsForm(), _led(group_id)
    if not form.validate():
        return _page(form, group, 422)
    try:
        call = ask_hands(form.id.uuid, group_id, form.command(), actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, _led(group_id), status))
    return redirect(url_for(".show", call_id=call.id), 303)


@bp.get("/handen/<uuid:call_id>")
@public
def show(call_id: uuid.UUID) -> ResponseReturnValue:
    """Show what is asked; who is in the group sees who can help."""
    call, who = get_call(call_id, viewer=viewer()), viewer()
    return answer(
        "hands/show.html",
        call=call,
        is_open=is_open(call, call.group),
        leads=organises(who, call.group_id),
        helpers=find_helpers(call) if belongs(who, call.group_id) else None,
        offered=who is not None and get_offer(call_id, who.id) is not None,
    )


@bp.get("/handen/<uuid:call_id>/helpen")
@members_only
def ask_help(call_id: uuid.UUID) -> ResponseReturnValue:
    """Say what happens with one's name, and ask about the address."""
    return _helping(OfferForm(), get_call(call_id, viewer=member()))


@bp.post("/handen/<uuid:call_id>/helpen")
@members_only
def help_out(call_id: uuid.UUID) -> ResponseReturnValue:
    """Take the offer; the organisers get mail."""
    form, call = OfferForm(), get_call(call_id, viewer=member())
    if not form.validate():
        return _helping(form, call, 422)
    try:
        offer_help(call_id, note=form.note.data or "", with_address=form.with_address.data, actor=member())
    except DomainError as error:
        return show_refusal(
            error, form, lambda status: _helping(form, get_call(call_id, viewer=member()), status)
        )
    flash(_("Dank je wel! De organisatoren krijgen een mail."), "ok")
    return redirect(url_for(".show", call_id=call_id), 303)


@bp.post("/handen/<uuid:call_id>/sluiten")
@members_only
def close(call_id: uuid.UUID) -> ResponseReturnValue:
    """Ask no longer."""
    call = get_call(call_id, viewer=member())
    close_call(call_id, actor=member())
    return redirect(url_for("groups.show", group_id=call.group_id), 303)


def _led(group_id: uuid.UUID) -> Group:
    group = get_public_group(group_id, viewer=member())
    if not organises(member(), group_id):
        raise NotAllowedError
    return group


def _page(form: HandsForm, group: Group, status: int = 200) -> Response:
    return answer("hands/form.html", status=status, form=form, group=group)


def _helping(form: OfferForm, call: HelpCall, status: int = 200) -> Response:
    offered = get_offer(call.id, member().id) is not None
    return answer("hands/help.html", status=status, form=form, call=call, offered=offered)


def _uuid(word: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(word) if word else None
    except ValueError:
        return None


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word) if word else None
    except ValueError:
        return None
