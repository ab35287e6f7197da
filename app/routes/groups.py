"""/groepen: groups of residents, found by place; asked for, shown, changed and taken back."""

import uuid
from typing import Final

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import DomainError, NotAllowedError
from app.core.text import one_line
from app.forms.groups import GroupForm
from app.forms.submissions import WithdrawForm
from app.models import Group, State
from app.policies.elements import CHANGEABLE
from app.policies.groups import can_change, can_edit, part_of
from app.policies.moderation import can_moderate
from app.queries.events import EventFilter, find_events
from app.queries.groups import (
    GroupFilter,
    count_leaderless,
    count_people,
    find_elements_of,
    find_groups,
    get_group,
    get_people,
    looks_after,
)
from app.queries.hands import find_calls_of
from app.queries.idea_desk import find_ideas_behind
from app.queries.reference import find_municipalities
from app.queries.submissions import last_word
from app.queries.walks import WalkFilter, find_walks
from app.routes._access import member, members_only, public, viewer
from app.routes._filters import MAX_WORD
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.groups import ask_group, edit_group, withdraw_group

bp = Blueprint("groups", __name__, url_prefix="/groepen")
LEADERLESS: Final = "organisator"
NEXT_DAYS: Final = 3


@bp.get("")
@public
def index() -> ResponseReturnValue:
    """List the groups, of one municipality or with a word in their name or village."""
    towns = find_municipalities()
    who = viewer()
    decides = who is not None and can_moderate(who)
    asked = GroupFilter(
        leaderless=decides and request.args.get("zonder") == LEADERLESS,
        municipality=next((one.code for one in towns if one.code == request.args.get("gemeente")), ""),
        words=one_line(request.args.get("zoek", ""))[:MAX_WORD],
    )
    after = request.args.get("na", "")
    page = find_groups(who, asked, after=after)
    zonder = LEADERLESS if asked.leaderless else ""
    said = {"gemeente": asked.municipality, "zoek": asked.words, "zonder": zonder}
    return answer(
        "groups/index.html",
        page=page,
        people=count_people(page),
        leaderless=count_leaderless(who) if who is not None and decides else 0,
        asked=asked,
        said={name: word for name, word in said.items() if word},
        further=bool(after),
        towns=towns,
    )


@bp.get("/nieuw")
@members_only
def new() -> ResponseReturnValue:
    """Show the empty form."""
    return _page(GroupForm())


@bp.post("/nieuw")
@members_only
def create() -> ResponseReturnValue:
    """Take the request; a coordinator decides."""
    form = GroupForm()
    if not form.validate():
        return _page(form, 422)
    try:
        group = ask_group(form.id.uuid, form.command(), actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, status))
    return redirect(url_for("submissions.index", nieuw=group.id), 303)


@bp.get("/<uuid:group_id>")
@public
def show(group_id: uuid.UUID) -> ResponseReturnValue:
    """Show what a group cares for, who is in it and what is to be done."""
    who = viewer()
    group = get_group(group_id, viewer=who)
    own = who is not None and group.author_id == who.id
    return answer(
        "groups/show.html",
        group=group,
        people=get_people(group),
        elements=find_elements_of(group, viewer=who),
        calls=find_calls_of(group, viewer=who),
        ideas=find_ideas_behind(group, viewer=who),
        days=find_events(who, EventFilter(group_id=group.id), size=NEXT_DAYS).rows,
        walks=find_walks(who, WalkFilter(group_id=group.id)).rows,
        part=part_of(who, group.id),
        looks_after=looks_after(who, group),
        word=last_word(group) if own and group.state in {State.RETURNED, State.REJECTED} else None,
        may_edit=can_edit(who, group),
        may_withdraw=own and group.state in CHANGEABLE,
    )


@bp.get("/<uuid:group_id>/verbeteren")
@members_only
def edit(group_id: uuid.UUID) -> ResponseReturnValue:
    """Show the filled in form."""
    group = _changeable(group_id)
    return _page(GroupForm(before=group), group=group)


@bp.post("/<uuid:group_id>/verbeteren")
@members_only
def update(group_id: uuid.UUID) -> ResponseReturnValue:
    """Take what was changed."""
    form = GroupForm(before=_changeable(group_id))
    if not form.validate():
        return _page(form, 422, group=_changeable(group_id))
    version, said = form.version.number, form.answer.data or ""
    try:
        group = edit_group(group_id, form.command(), version=version, answer=said, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, status, group=_changeable(group_id)))
    if group.state == State.PUBLISHED:
        return redirect(url_for(".show", group_id=group_id), 303)
    return redirect(url_for("submissions.index", veranderd=group_id), 303)


@bp.get("/<uuid:group_id>/intrekken")
@members_only
def ask_withdrawal(group_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether the person is sure."""
    group = _changeable(group_id)
    back = url_for(".show", group_id=group_id)
    return answer("submissions/withdraw.html", item=group, form=WithdrawForm(), back=back)


@bp.post("/<uuid:group_id>/intrekken")
@members_only
def withdraw(group_id: uuid.UUID) -> ResponseReturnValue:
    """Take one's own request back."""
    withdraw_group(group_id, actor=member())
    return redirect(url_for("submissions.index", ingetrokken=group_id), 303)


def _changeable(group_id: uuid.UUID) -> Group:
    group = get_group(group_id, viewer=member())
    if not can_change(member(), group):
        raise NotAllowedError
    return group


def _page(form: GroupForm, status: int = 200, *, group: Group | None = None) -> Response:
    return answer(
        "groups/form.html",
        status=status,
        form=form,
        group=group,
        word=last_word(group) if group is not None else None,
    )
