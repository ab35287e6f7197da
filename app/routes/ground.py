"""/elementen/…/mijn-grond: what an owner or tenant asks about an element."""

import uuid

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import DomainError, NotAllowedError
from app.forms.ground import GroundForm
from app.forms.submissions import WithdrawForm
from app.models import Element, GroundClaim
from app.policies.elements import CHANGEABLE
from app.queries.corrections import get_claim
from app.queries.elements import get_element
from app.queries.submissions import last_word
from app.routes._access import member, members_only
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.ground import claim_ground, edit_claim, withdraw_claim

bp = Blueprint("ground", __name__, url_prefix="/elementen")


@bp.get("/<uuid:element_id>/mijn-grond")
@members_only
def new(element_id: uuid.UUID) -> ResponseReturnValue:
    """Ask what the owner wants."""
    return _page(GroundForm(), get_element(element_id, viewer=member()))


@bp.post("/<uuid:element_id>/mijn-grond")
@members_only
def create(element_id: uuid.UUID) -> ResponseReturnValue:
    """Take the wish; it comes first on the desk."""
    form, element = GroundForm(), get_element(element_id, viewer=member())
    if not form.validate():
        return _page(form, element, 422)
    try:
        claim = claim_ground(form.id.uuid, form.command(element_id), clock=form.sent_at.clock, actor=member())
    except DomainError as error:
        return show_refusal(
            error, form, lambda status: _page(form, get_element(element_id, viewer=member()), status)
        )
    return redirect(url_for("submissions.index", nieuw=claim.id), 303)


@bp.get("/mijn-grond/<uuid:claim_id>")
@members_only
def show(claim_id: uuid.UUID) -> ResponseReturnValue:
    """Show one's own wish; to coordinators it is on the desk."""
    claim = get_claim(claim_id, viewer=member())
    own = claim.author_id == member().id
    return answer(
        "ground/show.html", claim=claim, word=last_word(claim), may_edit=own and claim.state in CHANGEABLE
    )


@bp.get("/mijn-grond/<uuid:claim_id>/verbeteren")
@members_only
def edit(claim_id: uuid.UUID) -> ResponseReturnValue:
    """Show the filled in form."""
    claim = _own(claim_id)
    return _page(GroundForm(before=claim), claim.element, claim=claim)


@bp.post("/mijn-grond/<uuid:claim_id>/verbeteren")
@members_only
def update(claim_id: uuid.UUID) -> ResponseReturnValue:
    """Take what was changed."""
    claim = _own(claim_id)
    form = GroundForm(before=claim)
    if not form.validate():
        return _again(form, claim_id, 422)
    facts = form.command(claim.element_id)
    try:
        edit_claim(
            claim_id, facts, version=form.version.number, answer=form.answer.data or "", actor=member()
        )
    except DomainError as error:
        return show_refusal(error, form, lambda status: _again(form, claim_id, status))
    return redirect(url_for("submissions.index", veranderd=claim_id), 303)


@bp.get("/mijn-grond/<uuid:claim_id>/intrekken")
@members_only
def ask_withdrawal(claim_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether the person is sure."""
    claim = _own(claim_id)
    back = url_for(".show", claim_id=claim_id)
    return answer("submissions/withdraw.html", item=claim, form=WithdrawForm(), back=back)


@bp.post("/mijn-grond/<uuid:claim_id>/intrekken")
@members_only
def withdraw(claim_id: uuid.UUID) -> ResponseReturnValue:
    """Take one's own wish back."""
    withdraw_claim(claim_id, actor=member())
    return redirect(url_for("submissions.index", ingetrokken=claim_id), 303)


def _own(claim_id: uuid.UUID) -> GroundClaim:
    claim = get_claim(claim_id, viewer=member())
    if claim.author_id != member().id:
        raise NotAllowedError
    return claim


def _again(form: GroundForm, claim_id: uuid.UUID, status: int = 200) -> Response:
    claim = _own(claim_id)
    return _page(form, claim.element, status, claim=claim)


def _page(
    form: GroundForm, element: Element, status: int = 200, *, claim: GroundClaim | None = None
) -> Response:
    return answer(
        "ground/form.html",
        status=status,
        form=form,
        element=element,
        claim=claim,
        word=last_word(claim) if claim is not None else None,
    )
