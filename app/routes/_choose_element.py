"""On which element someone worked: what they know first, then what is near, then everything."""

import uuid
from collections.abc import Sequence
from typing import Final

from flask import request
from flask.typing import ResponseReturnValue

from app.models import Element
from app.queries.element_filter import ElementFilter
from app.queries.elements import find_elements
from app.queries.known import find_known
from app.queries.near import find_near
from app.queries.reference import find_places, find_types
from app.routes._access import member
from app.routes._filters import asked_for
from app.routes._http import answer
from app.spatial.blur import Square, square_named

FEW: Final = 6
MAX_SQUARE: Final = 12


def choose_element() -> ResponseReturnValue:
    """Show elements, each with the way to its form.

    Near is near the kilometre square of the address (L12); without one, near what one worked on last.
    """
    asked, who = asked_for(request.args), member()
    here = square_named(request.args.get("hok", "")[:MAX_SQUARE])
    known = find_known(who)
    around = known[0].element if known and here is None else None
    return answer(
        "maintenance/choose.html",
        here=here,
        known=known,
        around=around,
        near=_near(here, around, {one.element.id for one in known}),
        found=find_elements(asked, viewer=who, after=request.args.get("na", "")),
        asked=asked,
        after=request.args.get("na", ""),
        types=find_types(),
        places=find_places(),
    )


def _near(here: Square | None, around: Element | None, known: set[uuid.UUID]) -> Sequence[Element]:
    """Return what is near a square; near what one knows, only what one does not know."""
    if here is not None:
        return find_near(ElementFilter(), here, viewer=member())
    square = None if around is None else square_named(around.square)
    if square is None:
        return ()
    near = find_near(ElementFilter(), square, viewer=member(), most=FEW + len(known))
    return [one for one in near if one.id not in known][:FEW]
