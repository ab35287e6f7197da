"""/onderhoud: what is to be done; and what is said of a kind of work on a day."""

import uuid
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.clock import today
from app.core.season_bar import bar
from app.models import MaintenanceLog
from app.queries.dues import DueFilter, find_due
from app.queries.elements import get_element
from app.queries.reference import find_activities, find_municipalities, find_places, find_types
from app.queries.seasons import Season, good_time, season_of
from app.routes._access import member, members_only, public, viewer
from app.routes._filters import MAX_WORD, asked_for
from app.routes._http import answer, wants_fragment
from app.routes._kept import kept_for_visitors

bp = Blueprint("dues", __name__, url_prefix="/onderhoud")

bp.add_app_template_global(bar, "season_bar")


@bp.app_template_global()
def season_of_log(log: MaintenanceLog) -> Season | None:
    """Return what is said of work on the day that it was done."""
    return season_of(log.element.type_key, log.activity_key, log.done_on)


@bp.get("")
@public
@kept_for_visitors
def index() -> Response:
    """Show what is to be done: overdue first, then due."""
    asked, after = _asked(), request.args.get("na", "")
    args: dict[str, Any] = {
        "gemeente": asked.municipality,
        "dorp": asked.place_id,
        "soort": asked.type_key,
        "werk": asked.activity_key,
        "goede-tijd": "1" if asked.good_only else "",
    }
    return answer(
        "maintenance/index.html",
        found=find_due(asked, good=good_time(today()), viewer=viewer(), after=after),
        args={name: str(value) for name, value in args.items() if value},
        after=after,
        types=find_types(),
        activities=find_activities(),
        places=find_places(),
        municipalities=find_municipalities(),
    )


@bp.get("/advies")
@members_only
def advice() -> ResponseReturnValue:
    """Say whether a day is a good time for a kind of work; a browser that asks for a page gets the form."""
    try:
        ident = uuid.UUID(request.args.get("element", ""))
    except ValueError:
        abort(404)
    element = get_element(ident, viewer=member())
    activity_key, day = request.args.get("activity_key", "")[:MAX_WORD], _day()
    if not wants_fragment():
        return redirect(url_for("maintenance.new", element=ident, werk=activity_key), 303)
    season = season_of(element.type_key, activity_key, day) if day is not None else None
    return answer("maintenance/_season.html", season=season, element=element)


def _asked() -> DueFilter:
    """Read the filter of the address; what cannot be read restricts nothing."""
    place = asked_for(request.args)
    return DueFilter(
        municipality=place.municipality,
        place_id=place.place_id,
        type_key=place.type_key,
        activity_key=request.args.get("werk", "")[:MAX_WORD],
        good_only=request.args.get("goede-tijd") == "1",
    )


def _day() -> date | None:
    text = request.args.get("done_on", "")
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
