"""/account/inzendingen: what someone handed in, and what happened to it."""

import uuid

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.models import Submission
from app.queries.submissions import Group, find_mine, get_mine, last_word
from app.routes._access import member, members_only
from app.routes._http import answer

bp = Blueprint("submissions", __name__, url_prefix="/account/inzendingen")

PER_GROUP = 10


@bp.get("")
@members_only
def index() -> ResponseReturnValue:
    """Show all groups, or one of them page by page."""
    asked = request.args.get("groep", "")
    chosen = [Group(asked)] if asked in set(Group) else list(Group)
    after = request.args.get("na", "") if len(chosen) == 1 else ""
    size = PER_GROUP if len(chosen) > 1 else 3 * PER_GROUP
    return answer(
        "submissions/index.html",
        groups=[(group, find_mine(member(), group, after=after, size=size)) for group in chosen],
        chosen=asked if len(chosen) == 1 else "",
        after=after,
        new=_mine("nieuw"),
        changed=_mine("veranderd"),
        withdrawn=_mine("ingetrokken"),
        last_word=last_word,
    )


def _mine(name: str) -> Submission | None:
    """Return one's own submission that the address names, for a word of thanks."""
    try:
        return get_mine(member(), uuid.UUID(request.args.get(name, "")))
    except ValueError:
        return None
