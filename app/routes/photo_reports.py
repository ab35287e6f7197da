"""/fotos/…/melding: "foto melden", something is wrong with a photo."""

import uuid

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import DomainError, NotAllowedError
from app.forms.photo_reports import PhotoReportForm
from app.forms.submissions import WithdrawForm
from app.models import Element, Photo, PhotoReport
from app.policies.elements import CHANGEABLE
from app.queries.corrections import get_report
from app.queries.photos import get_photo, get_reportable
from app.queries.submissions import last_word
from app.routes._access import member, members_only
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.photo_reports import edit_report, report_photo, withdraw_report

bp = Blueprint("photo_reports", __name__, url_prefix="/fotos")


@bp.get("/<uuid:photo_id>/melding")
@members_only
def new(photo_id: uuid.UUID) -> ResponseReturnValue:
    """Ask what is wrong with a photo."""
    photo, element = _photo(photo_id)
    return _page(PhotoReportForm(), photo, element)


@bp.post("/<uuid:photo_id>/melding")
@members_only
def create(photo_id: uuid.UUID) -> ResponseReturnValue:
    """Take the report."""
    form, (photo, element) = PhotoReportForm(), _photo(photo_id)
    if not form.validate():
        return _page(form, photo, element, 422)
    try:
        report = report_photo(form.id.uuid, form.command(photo_id), clock=form.sent_at.clock, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, *_photo(photo_id), status))
    return redirect(url_for("submissions.index", nieuw=report.id), 303)


@bp.get("/meldingen/<uuid:report_id>")
@members_only
def show(report_id: uuid.UUID) -> ResponseReturnValue:
    """Show one's own report; to coordinators it is on the desk."""
    report = get_report(report_id, viewer=member())
    own = report.author_id == member().id
    return answer(
        "photo_reports/show.html",
        report=report,
        photo=get_photo(report.photo_id, viewer=member()),
        word=last_word(report),
        may_edit=own and report.state in CHANGEABLE,
    )


@bp.get("/meldingen/<uuid:report_id>/verbeteren")
@members_only
def edit(report_id: uuid.UUID) -> ResponseReturnValue:
    """Show the filled in form."""
    report = _own(report_id)
    return _page(PhotoReportForm(before=report), report.photo, report.element, report=report)


@bp.post("/meldingen/<uuid:report_id>/verbeteren")
@members_only
def update(report_id: uuid.UUID) -> ResponseReturnValue:
    """Take what was changed."""
    report = _own(report_id)
    form = PhotoReportForm(before=report)
    if not form.validate():
        return _again(form, report_id, 422)
    facts, words = form.command(report.photo_id), form.answer.data or ""
    try:
        edit_report(report_id, facts, version=form.version.number, answer=words, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _again(form, report_id, status))
    return redirect(url_for("submissions.index", veranderd=report_id), 303)


@bp.get("/meldingen/<uuid:report_id>/intrekken")
@members_only
def ask_withdrawal(report_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether the person is sure."""
    report = _own(report_id)
    back = url_for(".show", report_id=report_id)
    return answer("submissions/withdraw.html", item=report, form=WithdrawForm(), back=back)


@bp.post("/meldingen/<uuid:report_id>/intrekken")
@members_only
def withdraw(report_id: uuid.UUID) -> ResponseReturnValue:
    """Take one's own report back."""
    withdraw_report(report_id, actor=member())
    return redirect(url_for("submissions.index", ingetrokken=report_id), 303)


def _photo(photo_id: uuid.UUID) -> tuple[Photo, Element]:
    return get_reportable(photo_id, viewer=member())


def _own(report_id: uuid.UUID) -> PhotoReport:
    report = get_report(report_id, viewer=member())
    if report.author_id != member().id:
        raise NotAllowedError
    return report


def _again(form: PhotoReportForm, report_id: uuid.UUID, status: int) -> Response:
    report = _own(report_id)
    return _page(form, report.photo, report.element, status, report=report)


def _page(
    form: PhotoReportForm,
    photo: Photo,
    element: Element,
    status: int = 200,
    *,
    report: PhotoReport | None = None,
) -> Response:
    return answer(
        "photo_reports/form.html",
        status=status,
        form=form,
        photo=photo,
        element=element,
        report=report,
        word=last_word(report) if report is not None else None,
    )
