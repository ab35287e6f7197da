"""/elementen/verbeteringen: proposed corrections of published elements."""

import uuid
from collections.abc import Sequence
from typing import Any

import shapely
from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from shapely.geometry.base import BaseGeometry

from app.core.errors import DomainError, NotAllowedError
from app.forms.changes import CHOICE, ChangeForm, title_of
from app.forms.elements import FAMILY_NOTES, FAMILY_PICTURES
from app.forms.submissions import WithdrawForm
from app.models import Element, ElementChange
from app.policies.corrections import can_correct
from app.policies.elements import CHANGEABLE, can_see_owner
from app.queries.corrections import get_change
from app.queries.elements import get_element
from app.queries.submissions import last_word
from app.routes._access import member, members_only
from app.routes._http import answer
from app.routes._plain import words_of
from app.routes._refusals import show_refusal
from app.routes._two_versions import TwoVersions
from app.services.changes import StaleError, edit_change, propose_change, withdraw_change
from app.services.plain import plain_of
from app.spatial.staticmap import StaticMap, map_around

bp = Blueprint("changes", __name__, url_prefix="/elementen")
KEPT_APART = {"csrf_token", "sent_at", "base", "base_version", "desk", "first_base", "first_version"}

bp.add_app_template_global(title_of, "field_title")
bp.add_app_template_global(words_of, "plain_words")
bp.add_app_template_global(plain_of, "plain_now")
bp.add_app_template_filter(shapely.from_geojson, "shape_read")


@bp.app_template_global()
def map_of(shapes: Sequence[BaseGeometry]) -> StaticMap:
    """Return the view on several WGS84 shapes together."""
    return map_around(shapely.GeometryCollection(list(shapes)), width=480, height=384)


@bp.get("/<uuid:element_id>/voorstel")
@members_only
def new(element_id: uuid.UUID) -> ResponseReturnValue:
    """Show the whole form as the element is now."""
    element = _element(element_id)
    return _page(_form(element), element)


@bp.post("/<uuid:element_id>/voorstel")
@members_only
def create(element_id: uuid.UUID) -> ResponseReturnValue:
    """Take what differs; when someone else was first, show both versions (409)."""
    form = _form(_element(element_id))
    if form.mend(viewer=member()):
        return _page(form, _element(element_id), form.status)
    if not form.validate():
        return _page(form, _element(element_id), 422)
    try:
        change = propose_change(
            form.id.uuid, form.proposal(_element(element_id)), clock=form.sent_at.clock, actor=member()
        )
    except StaleError as error:
        return _both(error, form, _element(element_id))
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, _element(element_id), status))
    return redirect(url_for("submissions.index", nieuw=change.id), 303)


@bp.get("/verbeteringen/<uuid:change_id>")
@members_only
def show(change_id: uuid.UUID) -> ResponseReturnValue:
    """Show a proposal: what was and what should be."""
    change = get_change(change_id, viewer=member())
    own = change.author_id == member().id
    return answer(
        "changes/show.html",
        change=change,
        word=last_word(change),
        may_edit=own and change.state in CHANGEABLE,
    )


@bp.get("/verbeteringen/<uuid:change_id>/verbeteren")
@members_only
def edit(change_id: uuid.UUID) -> ResponseReturnValue:
    """Show one's own proposal in the form."""
    change = _own(change_id)
    return _page(_form(change.element, change), change.element, change=change)


@bp.post("/verbeteringen/<uuid:change_id>/verbeteren")
@members_only
def update(change_id: uuid.UUID) -> ResponseReturnValue:
    """Take what was changed in one's own proposal."""
    change = _own(change_id)
    form = _form(change.element, change)
    if form.mend(viewer=member()):
        return _again(form, change_id, form.status)
    if not form.validate():
        return _again(form, change_id, 422)
    facts = form.proposal(change.element)
    try:
        edit_change(
            change_id, facts, version=form.version.number, answer=form.answer.data or "", actor=member()
        )
    except StaleError as error:
        change = _own(change_id)
        return _both(error, form, change.element, change)
    except DomainError as error:
        return show_refusal(error, form, lambda status: _again(form, change_id, status))
    return redirect(url_for("submissions.index", veranderd=change_id), 303)


@bp.get("/verbeteringen/<uuid:change_id>/intrekken")
@members_only
def ask_withdrawal(change_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether the person is sure."""
    change = _own(change_id)
    back = url_for(".show", change_id=change_id)
    return answer("submissions/withdraw.html", item=change, form=WithdrawForm(), back=back)


@bp.post("/verbeteringen/<uuid:change_id>/intrekken")
@members_only
def withdraw(change_id: uuid.UUID) -> ResponseReturnValue:
    """Take one's own proposal back."""
    withdraw_change(change_id, actor=member())
    return redirect(url_for("submissions.index", ingetrokken=change_id), 303)


def _form(element: Element, change: ElementChange | None = None) -> ChangeForm:
    return ChangeForm(element=element, shows_owner=can_see_owner(member(), element), change=change)


def _element(element_id: uuid.UUID) -> Element:
    element = get_element(element_id, viewer=member())
    if not can_correct(member(), element):
        raise NotAllowedError
    return element


def _own(change_id: uuid.UUID) -> ElementChange:
    change = get_change(change_id, viewer=member())
    if change.author_id != member().id:
        raise NotAllowedError
    return change


def _again(form: ChangeForm, change_id: uuid.UUID, status: int = 200) -> Response:
    change = _own(change_id)
    return _page(form, change.element, status, change=change)


def _page(
    form: ChangeForm, element: Element, status: int = 200, *, change: ElementChange | None = None
) -> Response:
    return answer(
        "changes/form.html",
        status=status,
        form=form,
        element=element,
        change=change,
        word=last_word(change) if change is not None else None,
        notes=FAMILY_NOTES,
        pictures=FAMILY_PICTURES,
    )


def _both(
    error: StaleError, form: ChangeForm, element: Element, change: ElementChange | None = None
) -> Response:
    """Show the two versions: a choice for what both changed, and what is taken along as it is."""
    both = TwoVersions.of(error, form)
    return answer(
        "changes/both.html",
        status=409,
        element=element,
        change=change,
        facts=both.facts,
        now=both.now,
        version=error.version,
        clash=both.clash,
        only_theirs=both.only_theirs,
        only_mine=both.only_mine,
        fresh=both.fresh,
        sent=_sent_again(form),
    )


def _sent_again(form: ChangeForm) -> list[tuple[str, Any]]:
    """Return the fields of the form as they came, so that nothing typed is lost.

    What was left to the other version in an earlier round comes back as it stands now.
    """
    settled = {name: form[name].data for name in form.settled if name in form}
    kept = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in KEPT_APART and not name.startswith(CHOICE) and name not in settled
    ]
    return kept + [(name, "y" if value is True else value) for name, value in settled.items() if value]
