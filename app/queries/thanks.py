"""With how many people something was done, for a word of thanks; only numbers, never who."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from app.extensions import db
from app.models import Element, MaintenanceLog, State, Submission

TOGETHER: Final = timedelta(days=365)  # the same work on the same element belongs together


def count_helpers(items: Iterable[Submission]) -> dict[uuid.UUID, int]:
    """Count the others behind published work, and those who worked on a published element, item by item.

    For work that is whoever came along, or whoever logged the same work there within a year: the
    larger number, as the two may be the same people.
    """
    shown = [item for item in items if item.state == State.PUBLISHED]
    wanted = {getattr(item, "element_id", item.id) for item in shown}
    log = MaintenanceLog
    query = select(log.element_id, log.activity_key, log.author_id, log.done_on).distinct()
    rows = db.session.execute(query.where(log.element_id.in_(wanted), log.state == State.PUBLISHED)).all()
    found = {}
    for item in shown:
        near = [one for one in rows if one.element_id == getattr(item, "element_id", item.id)]
        if isinstance(item, Element):
            found[item.id] = len({one.author_id for one in near} - {item.author_id})
        if isinstance(item, MaintenanceLog):
            same = [one for one in near if one.activity_key == item.activity_key]
            round_ = {one.author_id for one in same if abs(one.done_on - item.done_on) <= TOGETHER}
            found[item.id] = max(item.people - 1, len(round_ - {item.author_id}))
    return found
