"""What stands close to a place that someone points at: "bedoel je deze?"."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.extensions import db
from app.models import Element, ElementType, State, Submission, User
from app.policies.elements import visible_to
from app.spatial.crs import in_rd
from app.spatial.functions import within_box
from app.spatial.shapes import grow_box

REACH_M: Final = 25.0
ROUGH_AT_MOST_M: Final = 150.0  # what is known to a village says nothing about neighbours
MOST: Final = 3
LOOK_AT: Final = 50  # of what is near; some of it may be hidden

element: Any = Element.__table__.c
parent: Any = Submission.__table__.c


@dataclass(frozen=True)
class Near:
    """An element and how far it is, in metres."""

    element: Element
    metres: float


@dataclass(frozen=True)
class Neighbours:
    """At most three elements, nearest first; ``waiting`` when something of someone else waits nearby."""

    shown: Sequence[Near]
    waiting: bool
    reach_m: float


def find_nearby(
    kind: ElementType,
    shape: BaseGeometry,
    *,
    accuracy_m: float | None = None,
    but: uuid.UUID | None = None,
    viewer: User,
) -> Neighbours:
    """Return what of the same symbol family stands within 25 m of a WGS84 shape.

    For a rough place its own doubt comes on top, up to 150 m. What others may not see is not
    told: of what waits only that something does, of what is hidden nothing. ``but`` is the element
    of the form itself, which may have come in a moment ago.
    """
    reach = REACH_M + min(accuracy_m or 0.0, ROUGH_AT_MOST_M)
    family = select(ElementType.key).where(ElementType.family == kind.family)
    near = [one for one in within(shape, reach, element.type_key.in_(family)) if one[0] != but]
    mine_or_published = [
        (ident, metres)
        for ident, metres, state, author in near
        if state == State.PUBLISHED or author == viewer.id
    ]
    waiting = any(state != State.PUBLISHED and author != viewer.id for _ident, _metres, state, author in near)
    return Neighbours(_load(mine_or_published[:LOOK_AT], viewer), waiting, reach)


def within(
    shape: BaseGeometry, reach: float, which: ColumnElement[bool]
) -> list[tuple[uuid.UUID, float, State, uuid.UUID]]:
    """Return id, distance, state and author of what is within reach, nearest first; hidden things too.

    The box is asked of the index; the distance is computed here in RD New, so that both databases agree.
    """
    rows = db.session.execute(
        select(element.id, func.ST_AsBinary(element.shape), parent.state, parent.author_id)
        .join_from(Element.__table__, Submission.__table__, parent.id == element.id)
        .where(
            within_box(element.shape, grow_box(shape.bounds, reach)),
            which,
            parent.state.in_([State.PUBLISHED, State.PENDING, State.RETURNED]),
        )
    ).all()
    here = in_rd(shape)
    found = [
        (ident, in_rd(shapely.from_wkb(bytes(wkb))).distance(here), state, author)
        for ident, wkb, state, author in rows
    ]
    return sorted((one for one in found if one[1] <= reach), key=lambda one: (one[1], one[0]))


def _load(near: Sequence[tuple[uuid.UUID, float]], viewer: User) -> Sequence[Near]:
    """Read those that the person may see, at most three."""
    metres = dict(near)
    seen = select(Element).where(Element.id.in_(list(metres)), visible_to(viewer))
    parts = (joinedload(Element.type), joinedload(Element.place), selectinload(Element.photos))
    rows = db.session.scalars(seen.options(*parts)).all() if metres else ()
    ordered = sorted(rows, key=lambda row: (metres[row.id], row.id))
    return [Near(row, metres[row.id]) for row in ordered[:MOST]]
