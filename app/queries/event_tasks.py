"""The work that is planned for an event: what stands near, what the season says, and who may do it."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Activity, Element, Event, User
from app.policies.elements import WORKABLE, visible_to
from app.queries.seasons import Season, season_of
from app.spatial.functions import within_box

AROUND_LON, AROUND_LAT = 0.06, 0.036  # some 4 kilometres
MOST: Final = 300


def find_elements_near(event: Event, viewer: User) -> Sequence[Element]:
    """Return the elements around the meeting point that can be worked on, by name."""
    box = (
        event.lon - AROUND_LON,
        event.lat - AROUND_LAT,
        event.lon + AROUND_LON,
        event.lat + AROUND_LAT,
    )
    query = select(Element).where(
        within_box(Element.__table__.c.shape, box), Element.state.in_(WORKABLE), visible_to(viewer)
    )
    rows = query.order_by(Element.title, Element.id).limit(MOST).options(joinedload(Element.place))
    return db.session.scalars(rows).all()


def seasons_of(event: Event) -> Mapping[uuid.UUID, Season]:
    """Return what the season says of each task on the day, by the id of the task."""
    found = {one.id: season_of(one.element.type_key, one.activity_key, event.day) for one in event.tasks}
    return {ident: season for ident, season in found.items() if season is not None}


def needs_certificate(event: Event) -> Sequence[Activity]:
    """Return the planned kinds of work for which someone must hold a certificate, each once."""
    found = {one.activity_key: one.activity for one in event.tasks if one.activity.needs_certificate}
    return list(found.values())
