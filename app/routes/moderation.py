"""/controle: what waits for the coordinators, one item, and the decision."""

import uuid
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import ConflictError, InvalidError
from app.forms.moderation import ANSWERS, BOTH, DecisionForm, UndoForm
from app.models import Element
from app.queries.desk import get_desk
from app.queries.desk_filter import EVERYTHING
from app.queries.moderation import find_waiting, get_done, get_next
from app.queries.review import get_review
from app.routes._access import coordinators_only, member
from app.routes._http import answer
from app.services.moderation import UNDO_WITHIN, decide, undo

bp = Blueprint("moderation", __name__, url_prefix="/controle")


@bp.get("")
@coordinators_only
def index() -> ResponseReturnValue:
    """Show what waits, oldest first."""
    after = request.args.get("na", "")
    page = find_waiting(member(), after=after)
    return answer("moderation/index.html", page=page, after=after, **_around())


@bp.get("/<uuid:item_id>")
@coordinators_only
def show(item_id: uuid.UUID) -> ResponseReturnValue:
    """Show one item with all that is needed to decide."""
    return _page(item_id, DecisionForm())


@bp.post("/<uuid:item_id>/besluit")
@coordinators_only
def create_decision(item_id: uuid.UUID) -> ResponseReturnValue:
    """Decide, and go to the next; 422 without words, 409 with the words kept when someone was first."""
    form = DecisionForm()
    if not form.validate():
        return _page(item_id, form, status=422)
    try:
        done = decide(form.command(item_id), actor=member())
    except InvalidError as error:
        form.refuse(error)
        return _page(item_id, form, status=422)
    except ConflictError as error:
        return _page(item_id, form, status=409, conflict=error)
    both = "1" if form.step.data == BOTH else None
    following = get_next(done.submission_id, member())
    if following is None:
        return redirect(url_for(".index", klaar=done.submission_id, samen=both), 303)
    return redirect(url_for(".show", item_id=following, klaar=done.submission_id, samen=both), 303)


@bp.post("/<uuid:item_id>/herstel")
@coordinators_only
def undo_decision(item_id: uuid.UUID) -> ResponseReturnValue:
    """Take one's own decision back, and look at the item again."""
    form = UndoForm()
    form.validate()
    try:
        undo(item_id, with_element=form.both.data, actor=member())
    except ConflictError as error:
        return _page(item_id, DecisionForm(formdata=None), status=409, conflict=error)
    return redirect(url_for(".show", item_id=item_id), 303)


def _page(item_id: uuid.UUID, form: DecisionForm, *, status: int = 200, **more: Any) -> ResponseReturnValue:
    review = get_review(item_id, member())
    if status == 200 and isinstance(review.item, Element):  # noqa: PLR2004 (a page that was asked for)
        form.visibility.data = str(review.item.visibility)
    facts: dict[str, Any] = {
        "photo_number": request.args.get("foto", 1, type=int),
        "answers": ANSWERS,
        "both": BOTH,
    }
    return answer(
        "moderation/show.html", status=status, review=review, form=form, **facts, **more, **_around()
    )


def _around() -> dict[str, Any]:
    """Return what stands around every page of the desk: its counts, and the decision just taken."""
    done = get_done(request.args.get("klaar", ""), member(), within=UNDO_WITHIN)
    return {"desk": get_desk(member(), EVERYTHING), "done": done, "done_both": "samen" in request.args}
