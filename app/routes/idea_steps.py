"""/ideeen/…: what coordinators do with an idea that everyone sees."""

import uuid
from typing import Final

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import N_, ConflictError, DomainError
from app.forms.idea_steps import IdeaStepForm
from app.models import Idea
from app.queries.idea_desk import find_days_for, find_groups_for, get_for_desk
from app.routes._access import member, members_only
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.idea_steps import open_for, take_idea_step

bp = Blueprint("idea_steps", __name__, url_prefix="/ideeen")
WORDS: Final = {"beantwoorden": "answer", "gaat-gebeuren": "become", "gaat-niet-door": "decline"}
STEP: Final = "<any(beantwoorden, 'gaat-gebeuren', 'gaat-niet-door'):outcome>"


@bp.get(f"/<uuid:idea_id>/{STEP}")
@members_only
def ask(idea_id: uuid.UUID, outcome: str) -> ResponseReturnValue:
    """Ask what belongs to the step."""
    idea = get_for_desk(idea_id, viewer=member())
    if not open_for(idea, WORDS[outcome]):
        raise ConflictError(N_("Dit is intussen veranderd. Kijk opnieuw."))
    return _page(_form(idea, data={"version": str(idea.version)}), idea, outcome)


@bp.post(f"/<uuid:idea_id>/{STEP}")
@members_only
def take(idea_id: uuid.UUID, outcome: str) -> ResponseReturnValue:
    """Take the step."""
    idea = get_for_desk(idea_id, viewer=member())
    form = _form(idea)
    if not form.validate():
        return _page(form, idea, outcome, 422)
    try:
        take_idea_step(form.command(idea_id, WORDS[outcome]), actor=member())
    except DomainError as error:
        return show_refusal(
            error,
            form,
            lambda status: _page(form, get_for_desk(idea_id, viewer=member()), outcome, status),
        )
    return redirect(url_for("ideas.show", idea_id=idea_id), 303)


def _form(idea: Idea, **given: object) -> IdeaStepForm:
    days, groups = find_days_for(idea, viewer=member()), find_groups_for(idea, viewer=member())
    return IdeaStepForm(events=days, groups=groups, **given)


def _page(form: IdeaStepForm, idea: Idea, outcome: str, status: int = 200) -> Response:
    step = WORDS[outcome]
    form.reason.flags.optional = step == "become"  # an answer, and why not, are always told
    return answer("ideas/step.html", status=status, form=form, idea=idea, outcome=outcome, step=step)
