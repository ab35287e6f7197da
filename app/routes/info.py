"""/over /privacy /toegankelijkheid /hulp: what people may want to know before they take part."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.routes._access import public
from app.routes._http import answer

bp = Blueprint("info", __name__)


@bp.get("/over")
@public
def about() -> ResponseReturnValue:
    """Say what this is, who runs it and where its data come from."""
    return answer("info/about.html")


@bp.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    """Say what is kept, why, for how long, and what someone can ask."""
    return answer("info/privacy.html")


@bp.get("/toegankelijkheid")
@public
def accessibility() -> ResponseReturnValue:
    """Say honestly what works for whom and how to tell us what does not."""
    return answer("info/accessibility.html")


@bp.get("/hulp")
@public
def show_help() -> ResponseReturnValue:
    """Explain sign-in, registering, photos, work and the desk."""
    return answer("info/help.html")
