"""/elementen/nieuw/dichtbij: what already stands near the place in the form, before the rest is filled in."""

import uuid
from typing import Any, Final

from flask import Blueprint, Response
from shapely import GeometryCollection

from app.core.ids import digest
from app.forms.elements import ElementForm
from app.queries.nearby import Neighbours, find_nearby
from app.routes._access import member, members_only
from app.routes._http import answer
from app.spatial.shapes import unwrap
from app.spatial.staticmap import map_around

LOOK: Final = "look"

bp = Blueprint("nearby", __name__, url_prefix="/elementen/nieuw/dichtbij")


@bp.post("")
@members_only
def look() -> Response:
    """Answer the form's own fields with a fragment: the neighbours, or nothing when there are none.

    The place travels in the body, so that it stands in no address and no log (L12).
    """
    form = ElementForm()
    return answer("elements/_neighbours.html", form=form, **neighbours_of(form))


def neighbours_of(form: ElementForm, *, at_end: bool = False) -> dict[str, Any]:
    """Return what the fragment needs; nothing while kind or place are not known, or after "een andere"."""
    kind = form.kind
    if kind is None or not form.read_place(kind) or form.placed is None:
        return {"near": None}
    placed = form.placed
    found = find_nearby(kind, placed.shape, accuracy_m=placed.accuracy_m, but=_own_id(form), viewer=member())
    mark = digest(f"{kind.family} {placed.shape.wkt} {placed.accuracy_m}")[:16]
    return {
        "near": found if found.shown or found.waiting else None,
        "near_view": _view(form, found),
        "near_mark": mark,
        "near_said": form.another.data == mark,
        "near_at_end": at_end,
    }


def after_button(form: ElementForm) -> dict[str, Any]:
    """Do what a button of the question asked: look, or remember that it is another one."""
    if form.near.data != LOOK:
        form.another.data = form.near.data
    return neighbours_of(form) | {"near_asked": True}


def must_ask(about: dict[str, Any]) -> bool:
    """Tell whether the person still has to say that it is another one."""
    near = about["near"]
    return near is not None and bool(near.shown) and not about["near_said"]


def _view(form: ElementForm, found: Neighbours) -> Any:
    shapes = [unwrap(one.element.shape) for one in found.shown]
    own = form.placed.shape if form.placed is not None else None
    return map_around(GeometryCollection([own, *shapes]), width=600, height=480) if shapes else None


def _own_id(form: ElementForm) -> uuid.UUID | None:
    """Return the id of what this very form made, if it was sent before."""
    try:
        return form.id.uuid
    except ValueError:
        return None
