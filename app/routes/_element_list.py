"""The list of elements: the filters of the map, four orders, and what is near a kilometre square."""

from dataclasses import dataclass
from typing import Any, Final

from flask import request

from app.core.paging import Page
from app.models import Element, User
from app.queries.element_filter import ElementFilter
from app.queries.elements import COUNTED, Order, count_elements, find_elements
from app.queries.near import find_near
from app.queries.reference import find_municipalities, find_places, find_types
from app.routes._filters import as_args, asked_for
from app.spatial.blur import Square, square_named

NEAR: Final = "dichtbij"
ORDERS: Final = {"naam": Order.NAME, "dorp": Order.VILLAGE, "toestand": Order.CONDITION}
MAX_SQUARE: Final = 12


@dataclass(frozen=True)
class Listing:
    """What the page shows, and the words in its address."""

    asked: ElementFilter
    order: str  # naam dorp toestand dichtbij
    square: Square | None
    found: Page[Element]
    count: int
    after: str
    args: dict[str, str]  # filter and order, for links

    @property
    def more_than_counted(self) -> bool:
        """Tell whether there are more than were counted."""
        return self.count > COUNTED


def listing(viewer: User | None) -> Listing:
    """Read the address, and find what it asks for; what cannot be read restricts nothing."""
    asked, after = asked_for(request.args), request.args.get("na", "")
    word = request.args.get("op", "")
    square = square_named(request.args.get("hok", "")[:MAX_SQUARE]) if word == NEAR else None
    args = as_args(asked)
    if square is not None:
        near = find_near(asked, square, viewer=viewer)
        return Listing(
            asked, NEAR, square, Page(near, ""), len(near), "", args | {"op": NEAR, "hok": square.name}
        )
    order = word if word in ORDERS else "naam"
    found = find_elements(asked, viewer=viewer, order=ORDERS[order], after=after)
    count = count_elements(asked, viewer=viewer)
    return Listing(asked, order, None, found, count, after, args | ({"op": order} if order != "naam" else {}))


def choices() -> dict[str, Any]:
    """Return what the filters offer."""
    return {"types": find_types(), "places": find_places(), "municipalities": find_municipalities()}
