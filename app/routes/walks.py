"""/ommetjes: short walks around the villages, open or still an idea."""

import uuid

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import DomainError
from app.forms.submissions import WithdrawForm
from app.forms.walks import WalkForm
from app.models import Walk
from app.policies.elements import CHANGEABLE
from app.policies.walks import can_change, can_know_owners, can_reword
from app.queries.events import EventFilter, find_events
from app.queries.named_walks import find_named
from app.queries.reference import find_municipalities
from app.queries.submissions import last_word
from app.queries.walks import (
    LENGTHS_M,
    WalkFilter,
    find_along,
    find_unfinished,
    find_walks,
    get_walk,
    groups_of,
    seen_element,
    surfaces_of,
)
from app.routes._access import member, members_only, public, viewer
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.routes._walk_words import route_words, weeks_shut
from app.routes._walks import own_walk_of
from app.routes.walk_sections import open_moves
from app.services.walks import edit_walk, propose_walk, withdraw_walk
from app.spatial.walk_lines import LONG_M

bp = Blueprint("walks", __name__, url_prefix="/ommetjes")
bp.add_app_template_global(weeks_shut)


@bp.app_template_global()
def walk_sign() -> dict[str, str]:
    """Return how a map draws a walk, in the words of a kind of element."""
    return {"family": "pad", "key": "walk"}


@bp.get("")
@public
def index() -> ResponseReturnValue:
    """List walks that are open, with a filter, one's own unfinished ones, and those known by name only."""
    towns, who, args = find_municipalities(), viewer(), request.args
    length, town = args.get("lengte", ""), args.get("gemeente", "")
    asked = WalkFilter(
        municipality=town if any(town == one.code for one in towns) else "",
        length=length if length in LENGTHS_M else "",
        wheelchair=args.get(_TICKS["wheelchair"]) == "ja",
        buggy=args.get(_TICKS["buggy"]) == "ja",
        dogs=args.get(_TICKS["dogs"]) == "ja",
    )
    after = args.get("na", "")
    return answer(
        "walks/index.html",
        page=find_walks(who, asked, after=after),
        asked=asked,
        said=_said(asked),
        further=bool(after),
        towns=towns,
        unfinished=find_unfinished(who) if who is not None else (),
        named=find_named(municipality=asked.municipality),
    )


@bp.get("/nieuw")
@members_only
def new() -> ResponseReturnValue:
    """Show the empty form."""
    return _page(_form())


@bp.post("/nieuw")
@members_only
def create() -> ResponseReturnValue:
    """Take the idea; its page says how it goes on."""
    form = _form()
    if not form.validate():
        return _page(form, 422)
    try:
        walk = propose_walk(form.id.uuid, form.command(), clock=form.sent_at.clock, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, status))
    return redirect(url_for(".show", walk_id=walk.id), 303)


@bp.get("/<uuid:walk_id>")
@public
def show(walk_id: uuid.UUID) -> ResponseReturnValue:
    """Show one walk; who makes it also sees how far it is and what comes next."""
    who = viewer()
    walk = get_walk(walk_id, viewer=who)
    own = who is not None and walk.author_id == who.id
    changes = can_change(who, walk)
    return answer(
        "walks/show.html",
        walk=walk,
        line=walk.line,
        is_long=(walk.length_m or 0) > LONG_M,
        may_change=changes,
        knows_owners=can_know_owners(who, walk),
        moves=open_moves(walk) if changes else (),
        surfaces=surfaces_of(walk.sections),
        stops=[(one, seen_element(one, who)) for one in walk.stops],
        along=find_along(walk, who),
        next_day=next(iter(find_events(who, EventFilter(group_id=walk.group_id), size=1).rows), None)
        if walk.group_id is not None
        else None,
        told=route_words(walk),
        may_reword=who is not None and changes and can_reword(who, walk),
        may_withdraw=changes and walk.state in CHANGEABLE,
        word=last_word(walk) if own else None,
    )


@bp.get("/<uuid:walk_id>/verbeteren")
@members_only
def edit(walk_id: uuid.UUID) -> ResponseReturnValue:
    """Show the filled in form."""
    walk = own_walk_of(walk_id)
    return _page(_form(walk), walk=walk)


@bp.post("/<uuid:walk_id>/verbeteren")
@members_only
def update(walk_id: uuid.UUID) -> ResponseReturnValue:
    """Take what was changed."""
    walk = own_walk_of(walk_id)
    form = _form(walk)
    if not form.validate():
        return _page(form, 422, walk=walk)
    version, said = form.version.number, form.answer.data or ""
    try:
        edit_walk(walk_id, form.command(), version=version, answer=said, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, status, walk=own_walk_of(walk_id)))
    return redirect(url_for(".show", walk_id=walk_id), 303)


@bp.get("/<uuid:walk_id>/intrekken")
@members_only
def ask_withdrawal(walk_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether the person is sure."""
    walk = own_walk_of(walk_id)
    back = url_for(".show", walk_id=walk_id)
    return answer("submissions/withdraw.html", item=walk, form=WithdrawForm(), back=back)


@bp.post("/<uuid:walk_id>/intrekken")
@members_only
def withdraw(walk_id: uuid.UUID) -> ResponseReturnValue:
    """Take a walk back that is not open yet."""
    withdraw_walk(walk_id, actor=member())
    return redirect(url_for(".index"), 303)


_TICKS = {"wheelchair": "rolstoel", "buggy": "kinderwagen", "dogs": "hond"}


def _said(asked: WalkFilter) -> dict[str, str]:
    """Write the filter as the address has it."""
    ticks = {name: "ja" for field, name in _TICKS.items() if getattr(asked, field)}
    words = {"gemeente": asked.municipality, "lengte": asked.length} | ticks
    return {name: word for name, word in words.items() if word}


def _form(before: Walk | None = None) -> WalkForm:
    return WalkForm(groups=groups_of(member()), before=before)


def _page(form: WalkForm, status: int = 200, *, walk: Walk | None = None) -> Response:
    word = last_word(walk) if walk is not None else None
    return answer("walks/form.html", status=status, form=form, walk=walk, word=word)
