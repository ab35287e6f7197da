"""/waarnemingen: what people saw."""

import uuid

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app import nature_words
from app.core.errors import DomainError, NotAllowedError
from app.forms.beside import find_beside
from app.forms.fields import latest_day
from app.forms.sightings import SightingForm
from app.forms.submissions import WithdrawForm
from app.models import Element, Sighting
from app.policies.sightings import can_edit, can_see_exact, can_withdraw, own, shows_author
from app.queries.elements import get_element
from app.queries.exact_places import find_exact
from app.queries.sightings import find_same_visit, get_sighting
from app.queries.species_names import find_shipped
from app.queries.submissions import last_word
from app.routes._access import coordinators_only, member, members_only, public, viewer
from app.routes._authors import author_name
from app.routes._http import answer
from app.routes._kept import kept_for_visitors
from app.routes._refusals import show_refusal
from app.routes._sighting_list import listing
from app.services.exact_views import look_at_exact
from app.services.sightings import edit_sighting, submit_sighting, withdraw_sighting
from app.spatial.blur import cell_of
from app.spatial.shapes import wgs84

bp = Blueprint("sightings", __name__, url_prefix="/waarnemingen")
bp.add_app_template_filter(wgs84, "stored")
bp.add_app_template_global(cell_of)


@bp.app_template_global()
def sighting_sign(sighting: Sighting) -> dict[str, str]:
    """Return how a map draws it, in the words of a kind of element."""
    group = sighting.named.group if sighting.named is not None else sighting.claim_group
    return {"family": "heide" if group in nature_words.PLANTS else "fauna", "key": ""}


@bp.get("")
@public
@kept_for_visitors
def index() -> ResponseReturnValue:
    """Show what was seen, newest first, with filters."""
    return answer("sightings/index.html", fragment="sightings/_list.html", **listing())


@bp.get("/nieuw")
@members_only
def new() -> ResponseReturnValue:
    """Show the empty form, for an element when the address names one, or with the place of a sighting."""
    beside = find_beside(request.args.get("bij", ""), viewer=member())
    element = _asked_element() if beside is None else beside.exact.element
    return _page(SightingForm(element=element, beside=beside))


@bp.post("/nieuw")
@members_only
def create() -> ResponseReturnValue:
    """Take what was told, or do what a button in the form asked."""
    form = SightingForm(element=_asked_element(), viewer=member())
    if form.photos.receive(actor=member()) or form.mend(viewer=member()):
        return _page(form, form.status)
    if not form.validate():
        return _page(form, form.photos.status)
    try:
        sighting = submit_sighting(form.id.uuid, form.command(), clock=form.sent_at.clock, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, status))
    return redirect(url_for("submissions.index", nieuw=sighting.id), 303)


@bp.post("/nieuw/plek")
@members_only
def place_now() -> ResponseReturnValue:
    """Answer the form's own fields with "dit hebben wij nu"; they travel in the body (L12)."""
    return answer("elements/_place_now.html", form=SightingForm(viewer=member()))


@bp.get("/<uuid:sighting_id>")
@public
@kept_for_visitors
def show(sighting_id: uuid.UUID) -> ResponseReturnValue:
    """Show a sighting as everyone may see it; who saw it sees the true place too."""
    return _show(get_sighting(sighting_id, viewer=viewer()))


@bp.post("/<uuid:sighting_id>/plek")
@coordinators_only
def show_exact(sighting_id: uuid.UUID) -> ResponseReturnValue:
    """Show a coordinator the true place; that is remembered, and not done without end (L11)."""
    look_at_exact(sighting_id, actor=member())
    return _show(get_sighting(sighting_id, viewer=viewer()), asked=True)


@bp.get("/<uuid:sighting_id>/verbeteren")
@members_only
def edit(sighting_id: uuid.UUID) -> ResponseReturnValue:
    """Show the filled in form."""
    sighting = _own(sighting_id)
    return _page(_form_of(sighting), sighting=sighting)


@bp.post("/<uuid:sighting_id>/verbeteren")
@members_only
def update(sighting_id: uuid.UUID) -> ResponseReturnValue:
    """Take what was changed."""
    form = _form_of(_own(sighting_id))
    if form.photos.receive(actor=member()) or form.mend(viewer=member()):
        return _page(form, form.status, sighting=_own(sighting_id))
    if not form.validate():
        return _page(form, form.photos.status, sighting=_own(sighting_id))
    version, said = form.version.number, form.answer.data or ""
    try:
        edit_sighting(sighting_id, form.command(), version=version, answer=said, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, status, sighting=_own(sighting_id)))
    return redirect(url_for("submissions.index", veranderd=sighting_id), 303)


@bp.get("/<uuid:sighting_id>/intrekken")
@members_only
def ask_withdrawal(sighting_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether the person is sure."""
    sighting = _own(sighting_id)
    back = url_for(".show", sighting_id=sighting_id)
    return answer("submissions/withdraw.html", item=sighting, form=WithdrawForm(), back=back)


@bp.post("/<uuid:sighting_id>/intrekken")
@members_only
def withdraw(sighting_id: uuid.UUID) -> ResponseReturnValue:
    """Take one's own sighting back."""
    withdraw_sighting(sighting_id, actor=member())
    return redirect(url_for("submissions.index", ingetrokken=sighting_id), 303)


def _asked_element() -> Element | None:
    """Return the element of the address; raises NotFoundError for one that is not there to see."""
    text = request.args.get("element", "")
    try:
        return get_element(uuid.UUID(text), viewer=member()) if text else None
    except ValueError:
        return None


def _own(sighting_id: uuid.UUID) -> Sighting:
    sighting = get_sighting(sighting_id, viewer=member())
    if sighting.author_id != member().id:
        raise NotAllowedError
    return sighting


def _form_of(sighting: Sighting) -> SightingForm:
    exact = find_exact(sighting, viewer=member())
    return SightingForm(before=sighting, exact=exact, element=exact.element if exact is not None else None)


def _show(sighting: Sighting, *, asked: bool = False) -> Response:
    who = viewer()
    mine = own(who, sighting)
    return answer(
        "sightings/show.html",
        sighting=sighting,
        cell=cell_of(sighting.square, sighting.blur_km) if sighting.blur_km else None,
        exact=find_exact(sighting, viewer=who) if mine or asked else None,
        may_ask=not mine and not asked and bool(sighting.blur_km) and can_see_exact(who, sighting),
        author_name=author_name,
        shows_author=shows_author(sighting) or mine,
        mine=mine,
        same_visit=find_same_visit(sighting, mine=mine),
        word=last_word(sighting) if mine else None,
        may_edit=can_edit(who, sighting),
        may_withdraw=can_withdraw(who, sighting),
    )


def _page(form: SightingForm, status: int = 200, *, sighting: Sighting | None = None) -> Response:
    return answer(
        "sightings/edit.html" if sighting is not None else "sightings/new.html",
        status=status,
        form=form,
        sighting=sighting,
        names=find_shipped(),
        latest_iso=latest_day().isoformat(),
        word=last_word(sighting) if sighting is not None else None,
    )
