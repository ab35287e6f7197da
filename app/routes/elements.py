"""/elementen: register and read landscape elements."""

import uuid
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.clock import today
from app.core.errors import DomainError, NotAllowedError
from app.forms.elements import FAMILY_NOTES, FAMILY_PICTURES, ElementForm
from app.forms.submissions import WithdrawForm
from app.forms.villages import village_choices
from app.models import Element, State
from app.policies.elements import can_edit, can_log_work, can_see_owner, can_withdraw
from app.policies.moderation import can_moderate
from app.queries.areas import credits_of
from app.queries.element_work import find_next, find_work
from app.queries.elements import get_element
from app.queries.follows import is_following
from app.queries.groups import find_groups_of
from app.queries.history import find_events
from app.queries.photos import find_photos_about
from app.queries.sightings import find_on
from app.queries.submissions import last_word
from app.routes._access import member, members_only, public, viewer
from app.routes._authors import author_name
from app.routes._element_list import choices, listing
from app.routes._http import answer
from app.routes._kept import kept_for_visitors
from app.routes._refusals import show_refusal
from app.routes._spoken import spoken
from app.routes.nearby import after_button, must_ask, neighbours_of
from app.services.elements import edit_element, register_element, withdraw_element
from app.spatial.blur import square_named

bp = Blueprint("elements", __name__, url_prefix="/elementen")


@bp.get("")
@public
@kept_for_visitors
def index() -> ResponseReturnValue:
    """Show the list, with the filters of the map."""
    found, offered = listing(viewer()), choices()
    return answer(
        "elements/index.html",
        fragment="elements/_list.html",
        listing=found,
        said=spoken(found.asked, **offered),
        works=find_next(found.found, today()),
        **offered,
    )


@bp.get("/nieuw")
@members_only
def new() -> ResponseReturnValue:
    """Show the empty form."""
    return _page(ElementForm(groups=find_groups_of(member())))


@bp.post("/nieuw")
@members_only
def create() -> ResponseReturnValue:
    """Take what was told, or do what a button in the form asked."""
    form = ElementForm(groups=find_groups_of(member()))
    if form.near.data:
        return _page(form, near=after_button(form))
    if form.photos.receive(actor=member()) or form.mend(viewer=member()):
        return _page(form, form.status)
    if not form.validate():
        return _page(form, form.photos.status)
    near = neighbours_of(form, at_end=True)
    if must_ask(near):
        return _page(form, 422, near=near)
    try:
        element = register_element(form.id.uuid, form.command(), clock=form.sent_at.clock, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, status))
    return redirect(url_for("submissions.index", nieuw=element.id), 303)


@bp.get("/dorpen")
@public
def villages() -> ResponseReturnValue:
    """List the villages, nearest to a kilometre square (L12) first: after something was drawn."""
    square = square_named(request.args.get("hok", ""))
    near = None if square is None else square.centre
    groups = groupby(village_choices(near=near), key=lambda choice: choice.optgroup)
    return answer("elements/_villages.html", groups=[(name, list(choices)) for name, choices in groups])


@bp.get("/<uuid:element_id>")
@public
@kept_for_visitors
def show(element_id: uuid.UUID) -> ResponseReturnValue:
    """Show one element with its photos, place, facts and history."""
    who = viewer()
    element = get_element(element_id, viewer=who)
    return answer(
        "elements/show.html",
        element=element,
        author_name=author_name,
        history=find_events(element, viewer=who),
        sightings=find_on(element),
        works=find_work(element, today()),
        following=is_following(who, element_id),
        word=last_word(element) if who is not None and who.id == element.author_id else None,
        may_log=who is None or can_log_work(who, element),
        may_edit=can_edit(who, element),
        may_withdraw=can_withdraw(who, element),
        shows_owner=can_see_owner(who, element),
        credits=credits_of(element),
        all_photos=find_photos_about(element, viewer=who) if who is not None and can_moderate(who) else (),
    )


@bp.get("/<uuid:element_id>/verbeteren")
@members_only
def edit(element_id: uuid.UUID) -> ResponseReturnValue:
    """Show the filled in form."""
    element = get_element(element_id, viewer=member())
    if element.state == State.PUBLISHED:  # what everyone sees is changed by a proposal
        return redirect(url_for("changes.new", element_id=element_id), 303)
    element = _own(element_id)
    return _page(ElementForm(before=element, groups=find_groups_of(member())), element=element)


@bp.post("/<uuid:element_id>/verbeteren")
@members_only
def update(element_id: uuid.UUID) -> ResponseReturnValue:
    """Take what was changed."""
    element = _own(element_id)
    form = ElementForm(before=element, groups=find_groups_of(member()))
    if form.photos.receive(actor=member()) or form.mend(viewer=member()):
        return _page(form, form.status, element=_own(element_id))
    if not form.validate():
        return _page(form, form.photos.status, element=_own(element_id))
    try:
        edit_element(
            element_id,
            form.command(),
            version=form.version.number,
            answer=form.answer.data,
            actor=member(),
        )
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, status, element=_own(element_id)))
    return redirect(url_for("submissions.index", veranderd=element_id), 303)


@bp.get("/<uuid:element_id>/intrekken")
@members_only
def ask_withdrawal(element_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether the person is sure."""
    element = _own(element_id)
    return answer("submissions/withdraw.html", item=element, form=WithdrawForm(), back=_address(element))


@bp.post("/<uuid:element_id>/intrekken")
@members_only
def withdraw(element_id: uuid.UUID) -> ResponseReturnValue:
    """Take one's own element back."""
    withdraw_element(element_id, actor=member())
    return redirect(url_for("submissions.index", ingetrokken=element_id), 303)


def _own(element_id: uuid.UUID) -> Element:
    """Return an element of this person; raises NotFoundError or NotAllowedError."""
    element = get_element(element_id, viewer=member())
    if element.author_id != member().id:
        raise NotAllowedError
    return element


def _page(
    form: ElementForm,
    status: int = 200,
    *,
    element: Element | None = None,
    near: dict[str, Any] | None = None,
) -> Response:
    return answer(
        "elements/edit.html" if element is not None else "elements/new.html",
        status=status,
        form=form,
        element=element,
        word=last_word(element) if element is not None else None,
        notes=FAMILY_NOTES,
        pictures=FAMILY_PICTURES,
        **(near or {}),
    )


def _address(element: Element) -> str:
    return url_for("elements.show", element_id=element.id)
