"""Landscape elements as someone may see them."""

import enum
import uuid
from typing import Any, Final

from sqlalchemy import Select, false, func, select, tuple_, union_all
from sqlalchemy.orm import joinedload, selectinload

from app.core.errors import NotFoundError
from app.core.paging import PAGE, Page, cut, unpack
from app.extensions import db
from app.models import Element, Place, User
from app.policies.elements import WORKABLE, visible_to
from app.queries.element_filter import ElementFilter
from app.queries.search import words_in_title

COUNTED: Final = 1000
Key = tuple[Any, ...]


class Order(enum.StrEnum):
    """How a list is sorted; each by its own index."""

    NAME = "name"
    VILLAGE = "village"
    CONDITION = "condition"  # worst first


FIRST: Final[dict[Order, Any]] = {Order.VILLAGE: Element.village, Order.CONDITION: Element.condition_order}


def find_elements(
    asked: ElementFilter,
    *,
    viewer: User | None,
    order: Order = Order.NAME,
    after: str = "",
    size: int = PAGE,
) -> Page[Element]:
    """Return what everyone may see, and one's own that still stands, in the order that was asked.

    Two short lists, each by its own index, are put together: one condition over both would read the table.
    """
    key = _key(after, order)
    lists = [] if asked.mine else [_sorted(_public(asked, viewer), order, key, size)]
    if viewer is not None:
        lists.append(_sorted(_own(asked, viewer), order, key, size))
    if not lists:
        return Page([], "")
    query = lists[0] if len(lists) == 1 else _together(lists, order, size)
    rows = db.session.scalars(query.options(*row_parts())).all()
    return cut(rows, size=size, key=lambda element: _key_of(element, order))


def count_elements(asked: ElementFilter, *, viewer: User | None, at_most: int = COUNTED) -> int:
    """Count what find_elements() walks over, but no further than one more than ``at_most``."""
    lists = [] if asked.mine else [_public(asked, viewer)]
    if viewer is not None:
        lists.append(_own(asked, viewer))
    few = [query.with_only_columns(Element.id).limit(at_most + 1).subquery() for query in lists]
    return sum(db.session.scalar(select(func.count()).select_from(one)) or 0 for one in few)


def get_element(ident: uuid.UUID, *, viewer: User | None, whole: bool = True) -> Element:
    """Return one element, ``whole`` with all that its page shows.

    Raises NotFoundError for what one may not see.
    """
    query = select(Element).where(Element.id == ident, visible_to(viewer))
    shown = (
        joinedload(Element.type),
        joinedload(Element.place).joinedload(Place.municipality),
        joinedload(Element.author),
        selectinload(Element.photos),
    )
    element = db.session.scalar(query.options(*shown) if whole else query)
    if element is None:
        raise NotFoundError
    return element


def _public(asked: ElementFilter, viewer: User | None) -> Select[Element]:
    return _narrow(select(Element).where(visible_to(viewer), Element.is_public.is_(True)), asked)


def _own(asked: ElementFilter, viewer: User) -> Select[Element]:
    own = select(Element).where(Element.author_id == viewer.id)
    if not asked.mine:  # what is public is in the other list already; not by its index: by author
        own = own.where(func.coalesce(Element.is_public, false()).is_(False))
    return _narrow(own.where(visible_to(viewer), Element.state.in_(WORKABLE)), asked)


def _narrow(query: Select[Element], asked: ElementFilter) -> Select[Element]:
    return query.where(*asked.conditions(), *words_in_title(asked.words))


def _together(lists: list[Select[Element]], order: Order, size: int) -> Select[Element]:
    """Join lists in the database: only it knows the order of its own letters."""
    ids = [query.with_only_columns(Element.id).subquery() for query in lists]
    found = union_all(*(select(one.c.id) for one in ids)).subquery()
    both = select(Element).join(found, found.c.id == Element.id)
    return both.order_by(*_columns(order)).limit(size + 1)


def _sorted(query: Select[Element], order: Order, key: Key | None, size: int) -> Select[Element]:
    columns = _columns(order)
    if key is not None:
        query = query.where(tuple_(*columns) > tuple_(*key))
    return query.order_by(*columns).limit(size + 1)


def _columns(order: Order) -> list[Any]:
    return [*([FIRST[order]] if order in FIRST else []), Element.title, Element.id]


def row_parts() -> tuple[Any, ...]:
    """Say what to load with each element of a list, so that the number of queries stays the same."""
    return joinedload(Element.type), joinedload(Element.place), selectinload(Element.photos)


def _key_of(element: Element, order: Order) -> list[str]:
    first = {Order.VILLAGE: [element.village], Order.CONDITION: [str(element.condition_order)]}
    return [*first.get(order, []), element.title, element.id.hex]


def _key(after: str, order: Order) -> Key | None:
    wanted = len(_columns(order))
    parts = unpack(after, parts=wanted) if after else None
    try:
        if parts is None:
            return None
        first = [int(parts[0][:2])] if order == Order.CONDITION else parts[:-2]
        return (*first, parts[-2], uuid.UUID(parts[-1]))
    except ValueError:
        return None
