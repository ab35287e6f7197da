"""Which waiting items an item has to do with: what is said of those may change with it."""

import uuid
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Select, select

from app.extensions import db
from app.models import Element, MaintenanceLog, Sighting, Submission
from app.queries.checks_on_work import ALIKE
from app.queries.nearby import REACH_M, ROUGH_AT_MOST_M, within
from app.queries.nearby import element as column
from app.queries.review import count_approved
from app.spatial.shapes import unwrap

MOST: Final = 100
TURNS: Final = {
    "publish",
    "undo",
    "recall",
    "withdraw",
}  # steps after which a beginner is one no more, or again


def find_around(ident: uuid.UUID) -> Sequence[uuid.UUID]:
    """Return what waits around an item: work on it, doubles of it, and a beginner's other items."""
    item = db.session.get(Submission, ident)
    if item is None:
        return []
    found = _beginners(item)
    if isinstance(item, Element):
        found |= _waiting(select(MaintenanceLog.id).where(MaintenanceLog.element_id == ident))
        reach = REACH_M + ROUGH_AT_MOST_M  # an item that is known roughly looks that far
        near = within(unwrap(item.shape), reach, column.type_key == item.type_key)
        found |= _waiting(select(Element.id).where(Element.id.in_([one[0] for one in near[:MOST]])))
    elif isinstance(item, MaintenanceLog):
        same = select(MaintenanceLog.id).where(
            MaintenanceLog.element_id == item.element_id,
            MaintenanceLog.activity_key == item.activity_key,
            MaintenanceLog.done_on.between(item.done_on - ALIKE, item.done_on + ALIKE),
        )
        found |= _waiting(same)
    elif isinstance(item, Sighting) and item.claimed_key is not None:
        told = select(Sighting.id).where(
            Sighting.claimed_key == item.claimed_key,
            Sighting.square == item.square,
            Sighting.seen_from == item.seen_from,
        )
        found |= _waiting(told)
    return sorted(found - {ident})


def find_waiting_ids(after: uuid.UUID | None, *, limit: int) -> Sequence[uuid.UUID]:
    """Return ids of what waits, over all desks, in the order of the ids."""
    some = select(Submission.id).where(Submission.waits).order_by(Submission.id).limit(limit)
    return db.session.scalars(some.where(Submission.id > after) if after else some).all()


def _beginners(item: Submission) -> set[uuid.UUID]:
    """Return what else waits of someone with at most one approved item, once this one was decided on.

    A first item says so; handing in one more changes nothing for the others.
    """
    decided = any(decision.step in TURNS for decision in item.decisions)
    if not decided or count_approved(item.author_id) > 1:
        return set()
    return _waiting(select(Submission.id).where(Submission.author_id == item.author_id))


def _waiting(which: Select[uuid.UUID]) -> set[uuid.UUID]:
    return set(db.session.scalars(which.where(Submission.waits).limit(MOST)))
