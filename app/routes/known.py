"""/api/v1/mijn-elementen: what the device of someone who signed in keeps for use without a line."""

import uuid
from contextlib import suppress
from typing import Any

from flask import Blueprint, Response, jsonify, request

from app import wording
from app.queries.known import Known
from app.queries.seen import MOST_SEEN, find_for_device
from app.routes._access import member, members_only

bp = Blueprint("known", __name__, url_prefix="/api/v1")


@bp.get("/mijn-elementen")
@members_only
def index() -> Response:
    """List them, without their exact place; ``gezien`` names those whose page this device showed."""
    person = member()
    rows = [_row(one, mine=one.element.author_id == person.id) for one in find_for_device(person, _seen())]
    response = jsonify(owner=str(person.id), elements=rows)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _seen() -> list[uuid.UUID]:
    found = []
    for text in request.args.get("gezien", "").split(",")[:MOST_SEEN]:
        with suppress(ValueError):
            found.append(uuid.UUID(text))
    return found


def _row(known: Known, *, mine: bool) -> dict[str, Any]:
    element, last = known.element, known.last
    return {
        "id": str(element.id),
        "title": element.title_shown,
        "type": element.type_key,
        "type_name": wording.named(element.type),
        "place": element.place.name,
        "condition": str(element.condition or ""),
        "late": element.is_late,
        "length_m": element.length_m,
        "area_m2": element.area_m2,
        "count": element.count,
        "mine": mine,
        "last": None
        if last is None
        else {
            "activity": last.activity_key,
            "name": wording.named(last.activity),
            "on": last.done_on.isoformat(),
            "people": last.people,
        },
    }
