"""What stands around every page of the desk: the filter, the counts, and the decision just taken."""

from typing import Any

from flask import Response, request

from app import wording
from app.core.clock import now
from app.i18n import gettext as _
from app.models import Decision
from app.queries.desk import find_colleagues, find_municipalities, get_desk
from app.queries.desk_filter import DeskFilter
from app.queries.idea_desk import count_due
from app.queries.moderation import get_done
from app.queries.problems import count_reopened
from app.queries.validators import find_groups_of, find_keepers, keepers_of
from app.routes._access import member
from app.routes._desk_filter import ALL, KINDS, as_args, asked_for
from app.routes._http import wants_fragment
from app.services.moderation import UNDO_WITHIN


def asked() -> DeskFilter:
    """Return the filter of this address."""
    return asked_for(request.args, me=member())


def kept() -> dict[str, Any]:
    """Return the filter as every link of the desk carries it along."""
    return as_args(asked(), me=member())


def undo_left(done: Decision) -> int:
    """Return for how many seconds a decision can still be taken back."""
    return max(0, round((UNDO_WITHIN - (now() - done.at)).total_seconds()))


def with_address(response: Response) -> Response:
    """Let the address bar follow when htmx puts this page in the place of another, also after a decision."""
    if wants_fragment() and request.method == "GET":
        response.headers["HX-Push-Url"] = request.full_path.rstrip("?")
    return response


def around() -> dict[str, Any]:
    """Return what the templates of the desk need beside their own."""
    person, looked = member(), asked()
    keepers = find_keepers()
    return {
        "me": person,
        "asked": looked,
        "kept": kept(),
        "now": now,
        "undo_left": undo_left,
        "keepers_of": lambda item: keepers_of(item, keepers),
        "everything": {"groepen": ALL} if person.desk_own_groups else {},
        "has_groups": bool(find_groups_of(person)),
        "desk": get_desk(person, looked),
        "reopened": count_reopened(person),
        "ideas_due": count_due(person),
        "done": get_done(request.args.get("klaar", ""), person, within=UNDO_WITHIN),
        "done_both": "samen" in request.args,
        "choices": {
            "kinds": [(word, _(wording.KINDS[kind][1])) for kind, word in KINDS.items()],
            "municipalities": [(one.code, one.name) for one in find_municipalities(person)],
            "colleagues": [(str(one.id), one.name) for one in find_colleagues(person)],
        },
    }
