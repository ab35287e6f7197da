"""/account/mail and /mail-uit: when someone gets mail, and the one tap in each mail that stops it."""

import uuid

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.config import settings
from app.core.mail_off import person_of
from app.extensions import csrf
from app.forms.mail_settings import MailForm
from app.i18n import _
from app.routes._access import member, members_only, public
from app.routes._http import answer
from app.services.mail_settings import choose_mail, stop_mail

bp = Blueprint("mail_settings", __name__)


@bp.get("/account/mail")
@members_only
def edit() -> ResponseReturnValue:
    """Show the choice."""
    return answer("people/mail.html", form=MailForm(when=str(member().mail_when)))


@bp.post("/account/mail")
@members_only
def update() -> ResponseReturnValue:
    """Keep what was chosen."""
    form = MailForm()
    if not form.validate():
        return answer("people/mail.html", status=422, form=form)
    choose_mail(form.command(), actor=member())
    flash(_("Bewaard."), "ok")
    return redirect(url_for("people.account"), 303)


@bp.get("/mail-uit/<key>")
@public
def ask(key: str) -> ResponseReturnValue:
    """Show one button; opening the address changes nothing, whatever opens it (A12)."""
    _person(key)
    return answer("people/mail_off.html", done=False, key=key)


@bp.post("/mail-uit/<key>")
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
@public
def stop(key: str) -> ResponseReturnValue:
    """Stop the mail: our own button, or a mail program's (RFC 8058), which has no cookie and no token."""
    stop_mail(_person(key))
    return answer("people/mail_off.html", done=True, key=key)


def _person(key: str) -> uuid.UUID:
    found = person_of(key, secret=settings().secret_key)
    if found is None:
        abort(404)
    return found
