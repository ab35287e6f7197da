"""/controle: what waits for the coordinators, one item, and the decision."""

import uuid
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import ConflictError, InvalidError
from app.forms.moderation import BOTH, DecisionForm, UndoForm
from app.models import Submission
from app.queries.answers import label_of
from app.queries.desk import find_candidates
from app.queries.moderation import find_waiting, get_next
from app.queries.review import Review, get_review
from app.routes._access import coordinators_only, member
from app.routes._desk import around, asked, kept, with_address
from app.routes._http import answer
from app.services.desk import assign
from app.services.moderation import decide, undo
from app.services.verdicts import OTHER_STEP

bp = Blueprint("moderation", __name__, url_prefix="/controle")
bp.add_app_template_global(label_of)


@bp.get("")
@coordinators_only
def index() -> ResponseReturnValue:
    """Show what waits, oldest first."""
    after = request.args.get("na", "")
    page = find_waiting(member(), asked(), after=after)
    page_or_part = answer(
        "moderation/index.html", fragment="moderation/_line.html", page=page, after=after, **around()
    )
    return with_address(page_or_part)


@bp.get("/<uuid:item_id>")
@coordinators_only
def show(item_id: uuid.UUID) -> ResponseReturnValue:
    """Show one item with all that is needed to decide."""
    review = get_review(item_id, member(), asked())
    return _page(review, DecisionForm(item=review.item))


@bp.post("/<uuid:item_id>/besluit")
@coordinators_only
def create_decision(item_id: uuid.UUID) -> ResponseReturnValue:
    """Decide, and go to the next; 422 without words, 409 with the words kept when someone was first."""
    form = DecisionForm(item=_item(item_id))
    if not form.validate():
        return _again(item_id, form, status=422)
    try:
        done = decide(form.command(item_id), actor=member())
    except InvalidError as error:
        form.refuse(error)
        return _again(item_id, form, status=422)
    except ConflictError as error:
        return _again(item_id, form, status=409, conflict=error)
    return _next(done.submission_id, samen="1" if form.step.data == BOTH else None)


@bp.post("/<uuid:item_id>/herstel")
@coordinators_only
def undo_decision(item_id: uuid.UUID) -> ResponseReturnValue:
    """Take one's own decision back, and look at the item again."""
    form = UndoForm()
    form.validate()
    try:
        undo(item_id, with_element=form.both.data, actor=member())
    except ConflictError as error:
        review = get_review(item_id, member(), asked())
        return _page(review, DecisionForm(formdata=None, item=review.item), status=409, conflict=error)
    return redirect(url_for(".show", item_id=item_id, **kept()), 303)


@bp.post("/<uuid:item_id>/toewijzing")
@coordinators_only
def assign_item(item_id: uuid.UUID) -> ResponseReturnValue:
    """Say for whom it is, and stay with it."""
    word = request.form.get("person", "")
    try:
        person = uuid.UUID(word) if word else None
    except ValueError:
        person = uuid.UUID(int=0)  # nobody has this id
    assign(item_id, person, actor=member())
    return redirect(url_for(".show", item_id=item_id, **kept()), 303)


def _item(item_id: uuid.UUID) -> Submission:
    """Return what the form is about; raises NotFoundError or NotAllowedError."""
    return get_review(item_id, member(), asked()).item


def _next(item_id: uuid.UUID, **more: Any) -> ResponseReturnValue:
    following = get_next(item_id, member(), asked())
    if following is None:
        return redirect(url_for(".index", klaar=item_id, **more, **kept()), 303)
    return redirect(url_for(".show", item_id=following, klaar=item_id, **more, **kept()), 303)


def _again(item_id: uuid.UUID, form: DecisionForm, *, status: int, **more: Any) -> ResponseReturnValue:
    """Show the item as it is now, with what was typed; after a conflict without what was set right."""
    review = get_review(item_id, member(), asked())
    if "conflict" in more:
        form.look_again(review.item)
    return _page(review, form, status=status, **more)


def _page(review: Review, form: DecisionForm, *, status: int = 200, **more: Any) -> ResponseReturnValue:
    facts: dict[str, Any] = {
        "photo_number": request.args.get("foto", 1, type=int),
        "both": BOTH,
        "other_step": OTHER_STEP,
        "candidates": find_candidates(review.item, member()) if review.may_decide else (),
    }
    page_or_part = answer(
        "moderation/show.html",
        fragment="moderation/_item.html",
        status=status,
        review=review,
        form=form,
        **facts,
        **more,
        **around(),
    )
    return with_address(page_or_part)
