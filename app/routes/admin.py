"""/beheer: the way in, to the first tab that someone may open."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from app.routes._access import coordinators_only

bp = Blueprint("admin", __name__, url_prefix="/beheer")


@bp.get("")
@coordinators_only
def index() -> ResponseReturnValue:
    """Go to the people."""
    return redirect(url_for("admin_people.index"), 303)
