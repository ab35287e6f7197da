"""/elementen/nieuw/plek: what the place in a form comes to, while someone still fills it in."""

from flask import Blueprint, Response

from app.forms.elements import ElementForm
from app.routes._access import members_only
from app.routes._http import answer

bp = Blueprint("place", __name__, url_prefix="/elementen/nieuw/plek")


@bp.post("")
@members_only
def now() -> Response:
    """Answer the form's own fields with "dit hebben wij nu"; they travel in the body, in no address (L12)."""
    return answer("elements/_place_now.html", form=ElementForm())
