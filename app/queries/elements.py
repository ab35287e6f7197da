"""Landscape elements as someone may see them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, false, func, select, tuple_, union_all
from sqlalchemy.orm import joinedload, selectinload

from app.core.errors import NotFoundError
from app.core.paging import PAGE, Page, cut, unpack
from app.extensions import db
from app.models import Element, Place, User
from app.policies.elements import WORKABLE, visible_to

Key = tuple[str, uuid.UUID]


@dataclass(frozen=True, kw_only=True)
class ElementFilter:
    """What the person asked for; every field left out means no restriction."""

    type_key: str = ""
    place_id: uuid.UUID | None = None

    def narrow(self, query: Select[Element]) -> Select[Element]:
        """Keep what was asked for."""
        if self.type_key:
            query = query.where(Element.type_key == self.type_key)
        return query if self.place_id is None else query.where(Element.place_id == self.place_id)


def find_elements(
    asked: ElementFilter, *, viewer: User | None, after: str = "", size: int = PAGE
) -> Page[Element]:
    """Return what everyone may see, and one's own that still stands, by title.

    Two short lists, each by its own index, are put together: one condition over both would read the table.
    """
    key = _key(after)
    public = _sorted(_public(asked, viewer), key, size)
    query = public if viewer is None else _together(public, _sorted(_own(asked, viewer), key, size), size)
    rows = db.session.scalars(query.options(*_row())).all()
    return cut(rows, size=size, key=lambda element: (element.title, element.id.hex))


def get_element(ident: uuid.UUID, *, viewer: User | None) -> Element:
    """Return one element with all that its page shows; raises NotFoundError for what one may not see."""
    query = select(Element).where(Element.id == ident, visible_to(viewer))
    shown = (
        joinedload(Element.type),
        joinedload(Element.place).joinedload(Place.municipality),
        joinedload(Element.author),
        selectinload(Element.photos),
    )
    element = db.session.scalar(query.options(*shown))
    if element is None:
        raise NotFoundError
    return element


def find_own_elements(viewer: User, *, limit: int = 10) -> Sequence[Element]:
    """Return one's own elements that stand, newest first: those one is likely to work on."""
    query = select(Element).where(Element.author_id == viewer.id, Element.state.in_(WORKABLE))
    newest = query.order_by(Element.received_at.desc(), Element.id.desc()).limit(limit)
    return db.session.scalars(newest.options(*_row())).all()


def _public(asked: ElementFilter, viewer: User | None) -> Select[Element]:
    return asked.narrow(select(Element).where(visible_to(viewer), Element.is_public.is_(True)))


def _own(asked: ElementFilter, viewer: User) -> Select[Element]:
    unseen = func.coalesce(Element.is_public, false()).is_(False)  # not by the index of the list: by author
    own = select(Element).where(Element.author_id == viewer.id, unseen)
    return asked.narrow(own.where(visible_to(viewer), Element.state.in_(WORKABLE)))


def _together(public: Select[Element], own: Select[Element], size: int) -> Select[Element]:
    """Join both lists in the database: only it knows the order of its own letters."""
    ids = [query.with_only_columns(Element.id).subquery() for query in (public, own)]
    found = union_all(*(select(one.c.id) for one in ids)).subquery()
    both = select(Element).join(found, found.c.id == Element.id)
    return both.order_by(Element.title, Element.id).limit(size + 1)


def _sorted(query: Select[Element], key: Key | None, size: int) -> Select[Element]:
    if key is not None:
        query = query.where(tuple_(Element.title, Element.id) > tuple_(*key))
    return query.order_by(Element.title, Element.id).limit(size + 1)


def _row() -> tuple[Any, ...]:
    return joinedload(Element.type), joinedload(Element.place), selectinload(Element.photos)


def _key(after: str) -> Key | None:
    parts = unpack(after, parts=2) if after else None
    try:
        return (parts[0], uuid.UUID(parts[1])) if parts else None
    except ValueError:
        return None
