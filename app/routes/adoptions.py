"""/elementen/…/adopteren: look after an element, go on with it, and stop."""

import uuid

from flask import Blueprint, Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.clock import today
from app.core.errors import DomainError, NotAllowedError
from app.forms.adoptions import AdoptForm
from app.i18n import _
from app.models import Element, State
from app.queries.adoptions import find_led_groups, get_own_adoption
from app.queries.element_work import find_work
from app.queries.elements import get_element
from app.routes._access import member, members_only
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.adoptions import UNSEEN, adopt, end_adoption
from app.services.adoptions import go_on as keep_on

bp = Blueprint("adoptions", __name__, url_prefix="/elementen")


@bp.get("/<uuid:element_id>/adopteren")
@members_only
def new(element_id: uuid.UUID) -> ResponseReturnValue:
    """Say what it means, and ask for how long."""
    element = _standing(element_id)
    return _page(AdoptForm(groups=find_led_groups(member())), element)


@bp.post("/<uuid:element_id>/adopteren")
@members_only
def create(element_id: uuid.UUID) -> ResponseReturnValue:
    """Begin."""
    element, form = _standing(element_id), AdoptForm(groups=find_led_groups(member()))
    if not form.validate():
        return _page(form, element, 422)
    try:
        made = adopt(form.id.uuid, element_id, form.command(), actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, _standing(element_id), status))
    flash(_("Dank je wel! Jij zorgt nu voor dit element."), "ok")
    return redirect(url_for(".show", adoption_id=made.id), 303)


@bp.get("/adoptie/<uuid:adoption_id>")
@members_only
def show(adoption_id: uuid.UUID) -> ResponseReturnValue:
    """Show who looks after it until when it lasts, and what there is to do now."""
    adoption = get_own_adoption(adoption_id, viewer=member())
    works = find_work(adoption.element, today()) if adoption.is_active else ()
    return answer("adoptions/show.html", adoption=adoption, works=[one for one in works if one.is_due])


@bp.post("/adoptie/<uuid:adoption_id>/doorgaan")
@members_only
def go_on(adoption_id: uuid.UUID) -> ResponseReturnValue:
    """Say that one still looks after it."""
    keep_on(adoption_id, actor=member())
    flash(_("Fijn dat je ervoor blijft zorgen."), "ok")
    return redirect(url_for(".show", adoption_id=adoption_id), 303)


@bp.get("/adoptie/<uuid:adoption_id>/stoppen")
@members_only
def ask_end(adoption_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether the person is sure."""
    return answer("adoptions/end.html", adoption=get_own_adoption(adoption_id, viewer=member()))


@bp.post("/adoptie/<uuid:adoption_id>/stoppen")
@members_only
def end(adoption_id: uuid.UUID) -> ResponseReturnValue:
    """Stop."""
    adoption = end_adoption(adoption_id, actor=member())
    flash(_("Je zorgt niet meer voor dit element. Dank je wel voor wat je deed."), "ok")
    return redirect(url_for("elements.show", element_id=adoption.element_id), 303)


def _standing(element_id: uuid.UUID) -> Element:
    element = get_element(element_id, viewer=member())
    if element.state != State.PUBLISHED:
        raise NotAllowedError(UNSEEN)
    return element


def _page(form: AdoptForm, element: Element, status: int = 200) -> Response:
    return answer("adoptions/new.html", status=status, form=form, element=element)
