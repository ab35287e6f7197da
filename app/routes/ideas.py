"""/ideeen: what people would like at a place, told, read and joined in with."""

import uuid
from typing import Final

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import DomainError, NotAllowedError
from app.forms.ideas import IdeaForm
from app.forms.submissions import WithdrawForm
from app.i18n import _
from app.models import IDEA_STEPS, Element, Idea, IdeaStage
from app.policies.corrections import can_check
from app.policies.elements import CHANGEABLE
from app.policies.moderation import can_moderate
from app.queries.elements import get_element
from app.queries.idea_desk import count_due, may_follow_up
from app.queries.ideas import IdeaFilter, count_joined, find_ideas, get_idea, get_joined
from app.queries.reference import find_municipalities
from app.queries.submissions import last_word
from app.routes._access import member, members_only, public, viewer
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.idea_steps import open_for
from app.services.ideas import IDEA_TERM_DAYS, edit_idea, join_idea, leave_idea, submit_idea, withdraw_idea

bp = Blueprint("ideas", __name__, url_prefix="/ideeen")
DUE: Final = "antwoord-nodig"


@bp.app_template_global()
def idea_sign() -> dict[str, str]:
    """Return how a map draws the place of an idea, in the words of a kind of element."""
    return {"family": "melding", "key": "idea"}


@bp.app_template_global()
def idea_weeks() -> int:
    """Return within how many weeks a coordinator answers."""
    return IDEA_TERM_DAYS // 7


@bp.get("")
@public
def index() -> ResponseReturnValue:
    """List what is on view, newest first, with a filter."""
    towns, who = find_municipalities(), viewer()
    decides = who is not None and can_moderate(who)
    asked = IdeaFilter(
        due=decides and request.args.get("stand") == DUE,
        stage=next((one for one in IdeaStage if one == request.args.get("stand")), None),
        municipality=next((one.code for one in towns if one.code == request.args.get("gemeente")), ""),
    )
    after = request.args.get("na", "")
    said = {"stand": DUE if asked.due else asked.stage, "gemeente": asked.municipality}
    page = find_ideas(who, asked, after=after)
    return answer(
        "ideas/index.html",
        page=page,
        joined=count_joined(page.rows),
        asked=asked,
        due=count_due(who) if who is not None and decides else None,
        said={name: str(word) for name, word in said.items() if word},
        further=bool(after),
        towns=towns,
    )


@bp.get("/nieuw")
@members_only
def new() -> ResponseReturnValue:
    """Show the empty form, for the element of the address when it names one."""
    return _page(IdeaForm(element=_asked_element()))


@bp.post("/nieuw")
@members_only
def create() -> ResponseReturnValue:
    """Take what was told, or do what a button in the form asked."""
    form = IdeaForm(element=_asked_element())
    if form.photos.receive(actor=member()) or form.mend(viewer=member()):
        return _asked_again(form, form.status)
    if not form.validate():
        return _asked_again(form, form.photos.status)
    try:
        idea = submit_idea(form.id.uuid, form.command(), clock=form.sent_at.clock, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _asked_again(form, status))
    return redirect(url_for("submissions.index", nieuw=idea.id), 303)


@bp.get("/<uuid:idea_id>")
@public
def show(idea_id: uuid.UUID) -> ResponseReturnValue:
    """Show what someone would like, who else would, and what became of it."""
    who = viewer()
    idea = get_idea(idea_id, viewer=who)
    own = who is not None and idea.author_id == who.id
    return answer(
        "ideas/show.html",
        idea=idea,
        joined=get_joined(idea, viewer=who),
        own=own,
        steps=[step for step in IDEA_STEPS if open_for(idea, step)]
        if may_follow_up(idea, viewer=who)
        else (),
        word=last_word(idea) if own else None,
        may_edit=own and idea.state in CHANGEABLE,
    )


@bp.get("/<uuid:idea_id>/verbeteren")
@members_only
def edit(idea_id: uuid.UUID) -> ResponseReturnValue:
    """Show the filled in form."""
    idea = _own(idea_id)
    return _page(IdeaForm(before=idea), idea=idea)


@bp.post("/<uuid:idea_id>/verbeteren")
@members_only
def update(idea_id: uuid.UUID) -> ResponseReturnValue:
    """Take what was changed."""
    form = IdeaForm(before=_own(idea_id))
    if form.photos.receive(actor=member()) or form.mend(viewer=member()):
        return _again(form, idea_id, form.status)
    if not form.validate():
        return _again(form, idea_id, form.photos.status)
    version, said = form.version.number, form.answer.data or ""
    try:
        edit_idea(idea_id, form.command(), version=version, answer=said, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _again(form, idea_id, status))
    return redirect(url_for("submissions.index", veranderd=idea_id), 303)


@bp.get("/<uuid:idea_id>/intrekken")
@members_only
def ask_withdrawal(idea_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether the person is sure."""
    idea = _own(idea_id)
    back = url_for(".show", idea_id=idea_id)
    return answer("submissions/withdraw.html", item=idea, form=WithdrawForm(), back=back)


@bp.post("/<uuid:idea_id>/intrekken")
@members_only
def withdraw(idea_id: uuid.UUID) -> ResponseReturnValue:
    """Take one's own idea back."""
    withdraw_idea(idea_id, actor=member())
    return redirect(url_for("submissions.index", ingetrokken=idea_id), 303)


@bp.post("/<uuid:idea_id>/meedoen")
@members_only
def join(idea_id: uuid.UUID) -> ResponseReturnValue:
    """Say that one would like it too."""
    join_idea(idea_id, actor=member())
    flash(_("Je doet mee. Je krijgt een mail als er iets gebeurt."), "ok")
    return redirect(url_for(".show", idea_id=idea_id), 303)


@bp.post("/<uuid:idea_id>/niet-meer")
@members_only
def leave(idea_id: uuid.UUID) -> ResponseReturnValue:
    """Take that back."""
    leave_idea(idea_id, actor=member())
    flash(_("Je doet niet meer mee met dit idee."), "ok")
    return redirect(url_for(".show", idea_id=idea_id), 303)


def _asked_element() -> Element | None:
    """Return the element of the address, if it names one; raises NotFoundError or NotAllowedError."""
    text = request.args.get("element", "")
    if not text:
        return None
    try:
        ident = uuid.UUID(text)
    except ValueError:
        ident = uuid.UUID(int=0)
    element = get_element(ident, viewer=member())
    if not can_check(member(), element):
        raise NotAllowedError
    return element


def _own(idea_id: uuid.UUID) -> Idea:
    idea = get_idea(idea_id, viewer=member())
    if idea.author_id != member().id:
        raise NotAllowedError
    return idea


def _asked_again(form: IdeaForm, status: int) -> Response:
    form.element = _asked_element()  # a photo that was stored meanwhile closed the transaction of the first
    return _page(form, status)


def _again(form: IdeaForm, idea_id: uuid.UUID, status: int) -> Response:
    idea = _own(idea_id)
    form.element = idea.element
    return _page(form, status, idea=idea)


def _page(form: IdeaForm, status: int = 200, *, idea: Idea | None = None) -> Response:
    return answer(
        "ideas/form.html",
        status=status,
        form=form,
        element=form.element,
        idea=idea,
        word=last_word(idea) if idea is not None else None,
    )
