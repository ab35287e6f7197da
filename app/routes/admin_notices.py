"""/beheer/melding: a notice above every page."""

import uuid

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.clock import today
from app.core.errors import DomainError
from app.forms.notices import NoticeForm
from app.i18n import _
from app.queries.notices import find_notices
from app.routes._access import admins_only, member
from app.routes._admin import admin_page
from app.routes._refusals import show_refusal
from app.services.notices import end_notice, post_notice

bp = Blueprint("admin_notices", __name__, url_prefix="/beheer/melding")


@bp.get("")
@admins_only
def index() -> ResponseReturnValue:
    """Show the form for a new notice, and the notices there were."""
    return _page(NoticeForm(formdata=None))


@bp.post("")
@admins_only
def create() -> ResponseReturnValue:
    """Put a notice above every page, or first show how it will look."""
    form = NoticeForm()
    if not form.validate():
        return _page(form, status=422)
    if "voorbeeld" in request.form:
        return _page(form, preview=True)
    try:
        post_notice(form.id.uuid, form.command(), actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, status=status))
    flash(_("De melding staat klaar."), "ok")
    return redirect(url_for(".index"), 303)


@bp.post("/<uuid:notice_id>/weg")
@admins_only
def end(notice_id: uuid.UUID) -> ResponseReturnValue:
    """Take a notice off every page."""
    end_notice(notice_id, actor=member())
    flash(_("De melding is weg."), "ok")
    return redirect(url_for(".index"), 303)


def _page(form: NoticeForm, *, preview: bool = False, status: int = 200) -> Response:
    shown = form.command() if preview else None
    return admin_page(
        "admin/notices.html", status=status, form=form, shown=shown, notices=find_notices(), today=today()
    )
