"""/meldingen/…: what coordinators do about a problem, and what its reporter says of that."""

import uuid
from typing import Final

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import N_, ConflictError, DomainError, NotAllowedError
from app.forms.problems import FollowUpForm, ReopenForm
from app.models import ProblemReport
from app.queries.problems import get_for_desk, get_report
from app.routes._access import member, members_only
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.problem_steps import follow_up, open_for, reopen_problem

bp = Blueprint("problem_steps", __name__, url_prefix="/meldingen")
WORDS: Final = {"plannen": "plan", "opgelost": "solve", "doorgeven": "pass_on", "niet-oppakken": "decline"}
STEP: Final = "<any(plannen, opgelost, doorgeven, 'niet-oppakken'):deed>"


@bp.get(f"/<uuid:problem_id>/{STEP}")
@members_only
def ask(problem_id: uuid.UUID, deed: str) -> ResponseReturnValue:
    """Ask what belongs to the step."""
    report = get_for_desk(problem_id, viewer=member())
    if not open_for(report, WORDS[deed]):
        raise ConflictError(N_("Dit is intussen veranderd. Kijk opnieuw."))
    form = FollowUpForm(
        data={"version": report.version, "planned_on": report.planned_on, "handled_by": report.handled_by}
    )
    return _page(form, report, deed)


@bp.post(f"/<uuid:problem_id>/{STEP}")
@members_only
def take(problem_id: uuid.UUID, deed: str) -> ResponseReturnValue:
    """Take the step."""
    get_for_desk(problem_id, viewer=member())
    form = FollowUpForm()

    def again(status: int) -> Response:
        return _page(form, get_for_desk(problem_id, viewer=member()), deed, status)

    if form.photos.receive(actor=member()):
        return again(200)
    if not form.validate():
        return again(form.photos.status)
    try:
        follow_up(form.command(problem_id, WORDS[deed]), actor=member())
    except DomainError as error:
        return show_refusal(error, form, again)
    return redirect(url_for("problems.show", problem_id=problem_id), 303)


@bp.get("/<uuid:problem_id>/niet-opgelost")
@members_only
def ask_reopen(problem_id: uuid.UUID) -> ResponseReturnValue:
    """Ask what is still wrong."""
    return answer("problems/reopen.html", form=ReopenForm(), report=_solved(problem_id))


@bp.post("/<uuid:problem_id>/niet-opgelost")
@members_only
def reopen(problem_id: uuid.UUID) -> ResponseReturnValue:
    """Let it be open again."""
    form = ReopenForm()

    def again(status: int) -> Response:
        report = get_report(problem_id, viewer=member())
        return answer("problems/reopen.html", status=status, form=form, report=report)

    _own(problem_id)
    if not form.validate():
        return again(422)
    try:
        reopen_problem(problem_id, reason=form.reason.data or "", actor=member())
    except DomainError as error:
        return show_refusal(error, form, again)
    return redirect(url_for("problems.show", problem_id=problem_id), 303)


def _own(problem_id: uuid.UUID) -> ProblemReport:
    report = get_report(problem_id, viewer=member())
    if report.author_id != member().id:
        raise NotAllowedError
    return report


def _solved(problem_id: uuid.UUID) -> ProblemReport:
    report = _own(problem_id)
    if not open_for(report, "reopen"):
        raise ConflictError(N_("Dit kan nu niet meer. Iemand was je voor."))
    return report


def _page(form: FollowUpForm, report: ProblemReport, deed: str, status: int = 200) -> Response:
    form.reason.flags.optional = WORDS[deed] != "decline"  # why not is always told
    return answer("problems/step.html", status=status, form=form, report=report, deed=deed, step=WORDS[deed])
