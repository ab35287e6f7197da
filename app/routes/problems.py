"""/meldingen: what is wrong at an element or a place, told, followed and dealt with."""

import uuid
from typing import Final

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import DomainError, NotAllowedError
from app.forms.fields import latest_day
from app.forms.problems import ProblemForm
from app.forms.submissions import WithdrawForm
from app.models import FOLLOW_UP, Element, Problem, ProblemReport, Stage
from app.policies.corrections import can_check
from app.policies.elements import CHANGEABLE
from app.policies.moderation import can_moderate
from app.policies.problems import can_read_notes, can_reopen
from app.queries.elements import get_element
from app.queries.problems import (
    ProblemFilter,
    count_reopened,
    find_reports,
    get_report,
    is_overdue,
    may_follow_up,
)
from app.queries.reference import find_municipalities
from app.queries.submissions import last_word
from app.routes._access import member, members_only, public, viewer
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.problem_steps import open_for
from app.services.problems import edit_problem, report_problem, withdraw_problem

bp = Blueprint("problems", __name__, url_prefix="/meldingen")
REOPENED: Final = "niet-opgelost"


@bp.app_template_global()
def problem_sign() -> dict[str, str]:
    """Return how a map draws the place of a report, in the words of a kind of element."""
    return {"family": "melding", "key": "problem"}


@bp.get("")
@public
def index() -> ResponseReturnValue:
    """List what was accepted, with a filter; what is planned and overdue stands first."""
    towns = find_municipalities()
    who = viewer()
    decides = who is not None and can_moderate(who)
    asked = ProblemFilter(
        reopened=decides and request.args.get("stand") == REOPENED,
        stage=next((one for one in Stage if one == request.args.get("stand")), None),
        problem=next((one for one in Problem if one == request.args.get("soort")), None),
        municipality=next((one.code for one in towns if one.code == request.args.get("gemeente")), ""),
    )
    after = request.args.get("na", "")
    stage = REOPENED if asked.reopened else asked.stage
    said = {"stand": stage, "soort": asked.problem, "gemeente": asked.municipality}
    return answer(
        "problems/index.html",
        page=find_reports(who, asked, after=after),
        reopened=count_reopened(who) if who is not None and decides else None,
        asked=asked,
        said={name: str(word) for name, word in said.items() if word},
        further=bool(after),
        towns=towns,
        is_overdue=is_overdue,
    )


@bp.get("/nieuw")
@members_only
def new() -> ResponseReturnValue:
    """Show the empty form, for the element of the address when it names one."""
    return _page(ProblemForm(element=_asked_element()))


@bp.post("/nieuw")
@members_only
def create() -> ResponseReturnValue:
    """Take what was told, or do what a button in the form asked."""
    form = ProblemForm(element=_asked_element())
    if form.photos.receive(actor=member()) or form.mend(viewer=member()):
        return _asked_again(form, form.status)
    if not form.validate():
        return _asked_again(form, form.photos.status)
    try:
        report = report_problem(form.id.uuid, form.command(), clock=form.sent_at.clock, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _asked_again(form, status))
    return redirect(url_for("submissions.index", nieuw=report.id), 303)


@bp.get("/<uuid:problem_id>")
@public
def show(problem_id: uuid.UUID) -> ResponseReturnValue:
    """Show what is wrong and what is done about it; who told it and what they wrote stays inside."""
    who = viewer()
    report = get_report(problem_id, viewer=who)
    own = who is not None and report.author_id == who.id
    steps = [step for step in FOLLOW_UP if open_for(report, step)]
    return answer(
        "problems/show.html",
        report=report,
        inside=can_read_notes(who, report),
        word=last_word(report) if own else None,
        may_edit=own and report.state in CHANGEABLE,
        may_reopen=can_reopen(who, report),
        steps=steps if may_follow_up(report, viewer=who) else (),
        overdue=is_overdue(report),
    )


@bp.get("/<uuid:problem_id>/verbeteren")
@members_only
def edit(problem_id: uuid.UUID) -> ResponseReturnValue:
    """Show the filled in form."""
    report = _own(problem_id)
    return _page(ProblemForm(before=report), report=report)


@bp.post("/<uuid:problem_id>/verbeteren")
@members_only
def update(problem_id: uuid.UUID) -> ResponseReturnValue:
    """Take what was changed."""
    form = ProblemForm(before=_own(problem_id))
    if form.photos.receive(actor=member()) or form.mend(viewer=member()):
        return _again(form, problem_id, form.status)
    if not form.validate():
        return _again(form, problem_id, form.photos.status)
    version, said = form.version.number, form.answer.data or ""
    try:
        edit_problem(problem_id, form.command(), version=version, answer=said, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _again(form, problem_id, status))
    return redirect(url_for("submissions.index", veranderd=problem_id), 303)


@bp.get("/<uuid:problem_id>/intrekken")
@members_only
def ask_withdrawal(problem_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether the person is sure."""
    report = _own(problem_id)
    back = url_for(".show", problem_id=problem_id)
    return answer("submissions/withdraw.html", item=report, form=WithdrawForm(), back=back)


@bp.post("/<uuid:problem_id>/intrekken")
@members_only
def withdraw(problem_id: uuid.UUID) -> ResponseReturnValue:
    """Take one's own report back."""
    withdraw_problem(problem_id, actor=member())
    return redirect(url_for("submissions.index", ingetrokken=problem_id), 303)


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


def _own(problem_id: uuid.UUID) -> ProblemReport:
    report = get_report(problem_id, viewer=member())
    if report.author_id != member().id:
        raise NotAllowedError
    return report


def _asked_again(form: ProblemForm, status: int) -> Response:
    form.element = _asked_element()  # a photo that was stored meanwhile closed the transaction of the first
    return _page(form, status)


def _again(form: ProblemForm, problem_id: uuid.UUID, status: int) -> Response:
    report = _own(problem_id)
    form.element = report.element
    return _page(form, status, report=report)


def _page(form: ProblemForm, status: int = 200, *, report: ProblemReport | None = None) -> Response:
    return answer(
        "problems/form.html",
        status=status,
        form=form,
        element=form.element,
        report=report,
        latest_iso=latest_day().isoformat(),
        word=last_word(report) if report is not None else None,
    )
