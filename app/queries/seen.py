"""What a device may keep of elements, to log work without a line: of those one knows, and those one saw."""

import uuid
from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from app.extensions import db
from app.models import Element, User
from app.policies.elements import WORKABLE, visible_to
from app.queries.elements import row_parts
from app.queries.known import Known, find_known

MOST_KNOWN: Final = 200
MOST_SEEN: Final = 60


def find_for_device(viewer: User, seen: Sequence[uuid.UUID]) -> Sequence[Known]:
    """Return the elements that someone knows; after them those of ``seen``, in its order, that they see."""
    known = list(find_known(viewer, most=MOST_KNOWN))
    others = set(seen[:MOST_SEEN]) - {one.element.id for one in known}
    query = select(Element).where(Element.id.in_(others), visible_to(viewer), Element.state.in_(WORKABLE))
    found = db.session.scalars(query.options(*row_parts())).all() if others else ()
    newest = sorted(found, key=lambda one: seen.index(one.id))
    return [*known, *(Known(element, None) for element in newest)]
