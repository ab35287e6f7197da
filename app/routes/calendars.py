"""/agenda.ics and its kin: days in the calendar that people have already."""

import uuid
from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from app.config import settings
from app.exports.calendar import MIME, calendar_of
from app.i18n import _
from app.mail import page_url
from app.models import Event
from app.queries.events import find_for_calendar, get_event, get_inviting
from app.routes._access import public, viewer

bp = Blueprint("calendars", __name__)


@bp.get("/agenda.ics")
@public
def province() -> ResponseReturnValue:
    """Give all that is on the agenda: what comes, and the last two months."""
    return _file(find_for_calendar(None), _("Agenda van Haarvaten"))


@bp.get("/agenda/groep/<uuid:host_id>.ics")
@public
def group(host_id: uuid.UUID) -> ResponseReturnValue:
    """Give what one group invites to."""
    found = get_inviting(host_id, viewer=viewer())
    return _file(find_for_calendar(found.id), found.name)


@bp.get("/agenda/<uuid:event_id>.ics")
@public
def event(event_id: uuid.UUID) -> ResponseReturnValue:
    """Give one day."""
    found = get_event(event_id, viewer=viewer())
    return _file([found], found.title)


def _file(events: Iterable[Event], name: str) -> Response:
    rows = list(events)
    text = calendar_of(
        rows,
        name=name,
        host=urlsplit(settings().base_url).hostname or "",
        urls={one: page_url("events.show", event_id=one.id) for one in rows},
        off=_("Afgelast"),
    )
    return Response(text, content_type=MIME)
