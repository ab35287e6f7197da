"""What someone follows."""

import uuid
from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from app.extensions import db
from app.models import Element, Follow, User
from app.policies.elements import visible_to
from app.queries.elements import row_parts

MOST: Final = 50


def find_followed(viewer: User, *, most: int = MOST) -> Sequence[Element]:
    """Return the elements that someone follows and may see, last followed first."""
    query = select(Element).join(Follow, Follow.element_id == Element.id)
    query = query.where(Follow.person_id == viewer.id, visible_to(viewer))
    newest = query.order_by(Follow.since.desc(), Follow.element_id).limit(most)
    return db.session.scalars(newest.options(*row_parts())).all()


def is_following(viewer: User | None, element_id: uuid.UUID) -> bool:
    """Tell whether someone follows an element."""
    return viewer is not None and db.session.get(Follow, (viewer.id, element_id)) is not None
