"""/dev: what helps while building. In production these addresses do not exist (a test proves it)."""

import uuid

from flask import Blueprint, Response, abort, redirect, request
from flask.typing import ResponseReturnValue

from app.config import settings
from app.core.addresses import safe_path
from app.core.devices import describe
from app.core.errors import NotFoundError
from app.mail import folder
from app.routes import _cookies as cookies
from app.routes._access import development_only
from app.routes._http import answer
from app.services.sessions import sign_in_demo_person

bp = Blueprint("dev", __name__, url_prefix="/dev")


@bp.get("/mail")
@development_only
def mail() -> ResponseReturnValue:
    """List the mails that would have been sent, newest first."""
    return answer("dev/mail.html", mails=list(folder.find(settings().data_dir / "mail")))


@bp.get("/mail/<name>")
@development_only
def show_mail(name: str) -> ResponseReturnValue:
    """Show one mail."""
    found = folder.get(settings().data_dir / "mail", name)
    return answer("dev/mail_show.html", mail=found) if found else abort(404)


@bp.get("/mail/<name>/html")
@development_only
def show_html(name: str) -> ResponseReturnValue:
    """Show the HTML of a mail as a mail program would."""
    found = folder.get(settings().data_dir / "mail", name)
    return Response(found.html, mimetype="text/html") if found else abort(404)


@bp.post("/aanmelden")
@development_only
def sign_in() -> ResponseReturnValue:
    """Come in as a demo person with one click."""
    try:
        person_id = uuid.UUID(request.form.get("person", ""))
    except ValueError:
        raise NotFoundError from None
    device = describe(request.user_agent.string)
    tokens = sign_in_demo_person(person_id, device=device, instead_of=cookies.session_token())
    response = redirect(safe_path(request.form.get("next")), 303)
    cookies.keep_session(response, tokens)
    return response
