"""/elementen/…/overdragen: ask someone by mail to look after an element from now on; and their answer."""

import uuid

from flask import Blueprint, Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import DomainError
from app.forms.adoptions import AdoptForm, OfferForm
from app.i18n import _
from app.queries.adoptions import find_led_groups, get_own_adoption
from app.queries.handovers import find_candidates, get_offer
from app.routes._access import member, members_only
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.handovers import accept_offer, decline_offer, offer

bp = Blueprint("handovers", __name__, url_prefix="/elementen")


@bp.get("/adoptie/<uuid:adoption_id>/overdragen")
@members_only
def new(adoption_id: uuid.UUID) -> ResponseReturnValue:
    """Ask to whom."""
    return _asking(adoption_id, _form(adoption_id))


@bp.post("/adoptie/<uuid:adoption_id>/overdragen")
@members_only
def create(adoption_id: uuid.UUID) -> ResponseReturnValue:
    """Mail who was named; nothing changes until they say yes."""
    form = _form(adoption_id)
    if not form.validate():
        return _asking(adoption_id, form, 422)
    try:
        offer(adoption_id, person_id=form.person_id, email=form.email.data or "", actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _asking(adoption_id, form, status))
    flash(_("De mail gaat op weg. Tot iemand ja zegt, zorg jij ervoor."), "ok")
    return redirect(url_for("adoptions.show", adoption_id=adoption_id), 303)


@bp.get("/overnemen/<offer_key>")
@members_only
def show(offer_key: str) -> ResponseReturnValue:
    """Show what is asked; who has no account makes one first, and comes back here."""
    return _answering(offer_key, AdoptForm(groups=find_led_groups(member())))


@bp.post("/overnemen/<offer_key>")
@members_only
def accept(offer_key: str) -> ResponseReturnValue:
    """Take over."""
    before, form = get_offer(offer_key, viewer=member()), AdoptForm(groups=find_led_groups(member()))
    if not form.validate():
        return _answering(offer_key, form, 422)
    try:
        made = accept_offer(uuid.UUID(str(before.offer_id)), form.id.uuid, form.command(), actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _answering(offer_key, form, status))
    flash(_("Dank je wel! Jij zorgt nu voor dit element."), "ok")
    return redirect(url_for("adoptions.show", adoption_id=made.id), 303)


@bp.post("/overnemen/<offer_key>/nee")
@members_only
def decline(offer_key: str) -> ResponseReturnValue:
    """Say no; who asked goes on."""
    decline_offer(uuid.UUID(str(get_offer(offer_key, viewer=member()).offer_id)), actor=member())
    flash(_("Goed. Er verandert niets."), "ok")
    return redirect(url_for("home.index"), 303)


def _form(adoption_id: uuid.UUID) -> OfferForm:
    adoption = get_own_adoption(adoption_id, viewer=member())
    return OfferForm(people=find_candidates(adoption, viewer=member()))


def _asking(adoption_id: uuid.UUID, form: OfferForm, status: int = 200) -> Response:
    adoption = get_own_adoption(adoption_id, viewer=member())
    return answer("adoptions/hand_over.html", status=status, form=form, adoption=adoption)


def _answering(key: str, form: AdoptForm, status: int = 200) -> Response:
    before = get_offer(key, viewer=member())
    return answer("adoptions/take_over.html", status=status, form=form, adoption=before, key=key)
