"""What is near a kilometre square: the phone tells no more than that (L12), and sorts by itself."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select

from app.extensions import db
from app.models import Element, User
from app.policies.elements import WORKABLE, visible_to
from app.queries.element_filter import ElementFilter
from app.queries.elements import row_parts
from app.queries.search import words_in_title
from app.spatial.blur import KILOMETRE_M, Square

MOST: Final = 60
BANDS: Final = ((0,), (1,), (2, 3), (4, 5, 6), (7, 8, 9, 10))  # rings of squares that are asked together


def find_near(
    asked: ElementFilter, square: Square, *, viewer: User | None, most: int = MOST
) -> Sequence[Element]:
    """Return up to so many elements, of the square itself first, then of ever wider rings up to 10 km."""
    found: list[Element] = []
    for band in BANDS:
        names = list(chain.from_iterable(ring(square, away) for away in band))
        found += db.session.scalars(_in_squares(asked, names, viewer, most - len(found))).all()
        if len(found) >= most:
            break
    return found


def ring(square: Square, away: int) -> Iterator[str]:
    """Name the squares that lie so many squares from this one, diagonally counted as one."""
    west, south = square.x_m // KILOMETRE_M, square.y_m // KILOMETRE_M
    for across in range(-away, away + 1):
        for up in range(-away, away + 1):
            if max(abs(across), abs(up)) == away:
                yield f"{west + across}-{south + up}"


def _in_squares(asked: ElementFilter, names: list[str], viewer: User | None, most: int) -> Select[Element]:
    """Ask for the elements in squares by the index of squares.

    The indexes of the list begin with is_public and end with the title: read by one of those, an empty
    corner of Drenthe costs a walk over everything. So neither is offered to the planner as it stands.
    """
    shown: ColumnElement[bool] = func.coalesce(Element.is_public, false()).is_(True)
    if viewer is not None:
        own = and_(Element.author_id == viewer.id, Element.state.in_(WORKABLE))
        shown = own if asked.mine else or_(shown, own)
    query = select(Element).where(Element.square.in_(names), visible_to(viewer), shown)
    query = query.where(*asked.conditions(), *words_in_title(asked.words))
    return query.order_by(func.coalesce(Element.title, ""), Element.id).limit(most).options(*row_parts())
