"""/groepen/…: coming into a group and going out, and what its organisers do with who is in it."""

import uuid
from typing import Final

from flask import Blueprint, Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.config import settings
from app.core.errors import DomainError, NotAllowedError
from app.core.invitations import key_of
from app.forms.members import JoinForm
from app.i18n import _
from app.models import Joining, Membership, Part
from app.policies.groups import organises, part_of
from app.queries.groups import find_organisers, looks_after
from app.queries.members import (
    find_events,
    find_members,
    get_invitation_of,
    get_led_group,
    get_member,
    get_public_group,
)
from app.routes._access import member, members_only
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.members import join as join_group
from app.services.members import leave as leave_group
from app.services.organisers import move, rest, wake

bp = Blueprint("members", __name__, url_prefix="/groepen")
MOVES: Final = {
    "toelaten": "admit",
    "weigeren": "refuse",
    "organisator": "raise",
    "geen-organisator": "lower",
    "verwijderen": "remove",
    "overdragen": "hand_over",
    "aanwijzen": "appoint",
}
MOVE: Final = f"<any({', '.join(repr(word) for word in MOVES)}):move_word>"
PACE: Final = "<any(rusten, verder):pace>"


@bp.get("/<uuid:group_id>/lid-worden")
@members_only
def ask_joining(group_id: uuid.UUID) -> ResponseReturnValue:
    """Show what it means to come in, and ask a few words where organisers decide."""
    return _joining(group_id, JoinForm())


@bp.post("/<uuid:group_id>/lid-worden")
@members_only
def join(group_id: uuid.UUID) -> ResponseReturnValue:
    """Come in, or ask to."""
    form = JoinForm()
    if not form.validate():
        return _joining(group_id, form, 422)
    try:
        found = join_group(group_id, note=form.note.data or "", actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _joining(group_id, form, status))
    asked = found.part == Part.ASKED
    flash(_("Je vraag is verstuurd. Je krijgt een mail.") if asked else _("Je doet nu mee."), "ok")
    return redirect(url_for("groups.show", group_id=group_id), 303)


@bp.get("/<uuid:group_id>/verlaten")
@members_only
def ask_leaving(group_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether the person is sure; the last organiser hands over first."""
    group = get_public_group(group_id, viewer=member())
    part = part_of(member(), group_id)
    alone = part == Part.ORGANISER and [one.id for one in find_organisers(group)] == [member().id]
    return answer("groups/leave.html", group=group, part=part, alone=alone)


@bp.post("/<uuid:group_id>/verlaten")
@members_only
def leave(group_id: uuid.UUID) -> ResponseReturnValue:
    """Go out."""
    leave_group(group_id, actor=member())
    flash(_("Je doet niet meer mee."), "ok")
    return redirect(url_for("groups.show", group_id=group_id), 303)


@bp.get("/<uuid:group_id>/mensen")
@members_only
def index(group_id: uuid.UUID) -> ResponseReturnValue:
    """Show organisers, and the coordinators of there, who is in it."""
    group = get_led_group(group_id, viewer=member())
    leads = organises(member(), group_id)
    invitation = get_invitation_of(group) if leads else None
    key = key_of(invitation.id, secret=settings().secret_key) if invitation is not None else ""
    link = url_for("invitations.show", invitation_key=key) if key else ""
    return answer(
        "groups/members.html",
        group=group,
        members=find_members(group),
        events=find_events(group),
        leads=leads,
        may_appoint=looks_after(member(), group) and not find_organisers(group),
        invitation=invitation,
        link=f"{settings().base_url}{link}",
        me=member(),
    )


@bp.get(f"/<uuid:group_id>/mensen/<uuid:member_id>/{MOVE}")
@members_only
def ask(group_id: uuid.UUID, member_id: uuid.UUID, move_word: str) -> ResponseReturnValue:
    """Ask whether the organiser is sure."""
    one = _someone(group_id, member_id, move_word)
    return answer("groups/move.html", group=one.group, one=one, word=move_word)


@bp.post(f"/<uuid:group_id>/mensen/<uuid:member_id>/{MOVE}")
@members_only
def take(group_id: uuid.UUID, member_id: uuid.UUID, move_word: str) -> ResponseReturnValue:
    """Take the step."""
    move(group_id, member_id, MOVES[move_word], actor=member())
    if move_word == "overdragen":
        flash(_("De groep is overgedragen. Jij bent nu gewoon lid."), "ok")
        return redirect(url_for("groups.show", group_id=group_id), 303)
    flash(_("Gedaan."), "ok")
    return redirect(url_for(".index", group_id=group_id), 303)


@bp.get(f"/<uuid:group_id>/{PACE}")
@members_only
def ask_pace(group_id: uuid.UUID, pace: str) -> ResponseReturnValue:
    """Say what resting means."""
    group = get_public_group(group_id, viewer=member())
    if not organises(member(), group_id):
        raise NotAllowedError
    return answer("groups/rest.html", group=group, pace=pace)


@bp.post(f"/<uuid:group_id>/{PACE}")
@members_only
def set_pace(group_id: uuid.UUID, pace: str) -> ResponseReturnValue:
    """Let the group rest, or go on."""
    (rest if pace == "rusten" else wake)(group_id, actor=member())
    return redirect(url_for("groups.show", group_id=group_id), 303)


def _someone(group_id: uuid.UUID, member_id: uuid.UUID, word: str) -> Membership:
    group = get_led_group(group_id, viewer=member())
    if word != "aanwijzen" and not organises(member(), group_id):
        raise NotAllowedError
    return get_member(group, member_id)


def _joining(group_id: uuid.UUID, form: JoinForm, status: int = 200) -> Response:
    group = get_public_group(group_id, viewer=member())
    part = part_of(member(), group_id)
    asks = group.joining == Joining.REQUEST
    return answer("groups/join.html", status=status, form=form, group=group, part=part, asks=asks)
