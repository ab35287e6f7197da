"""/dev/componenten: the living style guide, in development only."""

from datetime import UTC, datetime

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.core.paging import Page
from app.forms.guide import sample
from app.routes._access import development_only
from app.routes._http import answer

bp = Blueprint("guide", __name__, url_prefix="/dev")

COLOURS = [
    "veen",
    "zand",
    "zand-diep",
    "heg",
    "heg-licht",
    "heide",
    "heide-licht",
    "water",
    "water-licht",
    "leem",
    "leem-licht",
    "leem-fel",
    "bes",
    "bes-licht",
]


@bp.get("/componenten")
@development_only
def index() -> ResponseReturnValue:
    """Show every component once, with the words to call it by."""
    return answer(
        "dev/components.html",
        form=sample(),
        page=Page([1], "volgende"),
        colours=COLOURS,
        moment=datetime(2026, 11, 21, 8, 30, tzinfo=UTC),
    )
