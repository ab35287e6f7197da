"""/account/inzendingen: what someone handed in, what happened to it, and what they say back."""

import uuid
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import DomainError
from app.forms.replies import ReplyForm
from app.models import Element, Submission
from app.policies.elements import can_log_work
from app.policies.submissions import open_word
from app.queries.answers import replies_of
from app.queries.submissions import Group, count_mine, find_mine, get_mine, get_own, last_word
from app.queries.thanks import count_helpers
from app.routes._access import member, members_only
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.replies import reply

bp = Blueprint("submissions", __name__, url_prefix="/account/inzendingen")

PER_GROUP = 10


@bp.get("")
@members_only
def index() -> ResponseReturnValue:
    """Show all groups, or one of them page by page."""
    asked = request.args.get("groep", "")
    chosen = [Group(asked)] if asked in set(Group) else list(Group)
    after = request.args.get("na", "") if len(chosen) == 1 else ""
    size = PER_GROUP if len(chosen) > 1 else 3 * PER_GROUP
    groups = [(group, find_mine(member(), group, after=after, size=size)) for group in chosen]
    new = _mine("nieuw")
    return answer(
        "submissions/index.html",
        groups=groups,
        counts=count_mine(member()),
        chosen=asked if len(chosen) == 1 else "",
        after=after,
        new=new,
        work_at=_workplace(new),
        changed=_mine("veranderd"),
        answered=_mine("beantwoord"),
        withdrawn=_mine("ingetrokken"),
        **_cards(item for _group, page in groups for item in page),
    )


@bp.get("/<uuid:item_id>")
@members_only
def show(item_id: uuid.UUID) -> ResponseReturnValue:
    """Show one of them; a mail with a question leads here."""
    return _page(item_id, ReplyForm())


@bp.post("/<uuid:item_id>/antwoord")
@members_only
def create_reply(item_id: uuid.UUID) -> ResponseReturnValue:
    """Say something back: a ready reply in one tap, or words of one's own."""
    form = ReplyForm()
    try:
        words, word_id = form.command()
        reply(item_id, words, word_id=word_id, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(item_id, form, status))
    return redirect(url_for(".index", beantwoord=item_id), 303)


def _page(item_id: uuid.UUID, form: ReplyForm, status: int = 200) -> Response:
    item = get_own(item_id, viewer=member())
    form.answer.id = f"antwoord-{item_id}"
    return answer("submissions/show.html", status=status, item=item, form=form, **_cards([item]))


def _cards(items: Iterable[Submission]) -> dict[str, Any]:
    """Return what the cards of these items need."""
    return {
        "last_word": last_word,
        "open_word": open_word,
        "replies_of": replies_of,
        "helpers": count_helpers(items),
    }


def _workplace(item: Submission | None) -> uuid.UUID | None:
    """Return the element on which the person may log work after handing this in."""
    element = item if isinstance(item, Element) else getattr(item, "element", None)
    return element.id if element is not None and can_log_work(member(), element) else None


def _mine(name: str) -> Submission | None:
    """Return one's own submission that the address names, for a word of thanks."""
    try:
        return get_mine(member(), uuid.UUID(request.args.get(name, "")))
    except ValueError:
        return None
