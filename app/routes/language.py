"""Another language for visitors; who is signed in chooses on the account page."""

from flask import Blueprint, redirect, request
from werkzeug import Response

from app import i18n
from app.core.addresses import safe_path
from app.routes import _cookies as cookies
from app.routes._access import public

bp = Blueprint("language", __name__)


@bp.get("/taal/<any(nl, en):code>")
@public
def choose(code: str) -> Response:
    """Remember the language in this browser and go back; a link, so a visit without it sets no cookie."""
    response = redirect(safe_path(request.args.get("terug")), 303)
    cookies.keep_choice(response, i18n.COOKIE, code)
    return response
