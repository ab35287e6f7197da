"""/beheer/blokkades: addresses and domains from which nobody comes in."""

import uuid

from flask import Blueprint, Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import DomainError
from app.forms.blocked_senders import BlockForm
from app.i18n import _
from app.queries.blocked_senders import find_blocked
from app.routes._access import admins_only, member
from app.routes._admin import admin_page
from app.routes._refusals import show_refusal
from app.services.blocked_senders import block_sender, unblock_sender

bp = Blueprint("admin_blocked", __name__, url_prefix="/beheer/blokkades")


@bp.get("")
@admins_only
def index() -> ResponseReturnValue:
    """Show the form, and what is and was blocked."""
    return _page(BlockForm(formdata=None))


@bp.post("")
@admins_only
def create() -> ResponseReturnValue:
    """Block an address or a domain."""
    form = BlockForm()
    if not form.validate():
        return _page(form, status=422)
    try:
        block_sender(form.id.uuid, form.command(), actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, status=status))
    flash(_("Geblokkeerd. Wie zo’n adres heeft, is nu uitgelogd."), "ok")
    return redirect(url_for(".index"), 303)


@bp.post("/<uuid:blocked_id>/weg")
@admins_only
def lift(blocked_id: uuid.UUID) -> ResponseReturnValue:
    """Let them come in again."""
    unblock_sender(blocked_id, actor=member())
    flash(_("De blokkade is weg."), "ok")
    return redirect(url_for(".index"), 303)


def _page(form: BlockForm, *, status: int = 200) -> Response:
    return admin_page("admin/blocked.html", status=status, form=form, blocked=find_blocked())
