"""Sightings on the map: their tiles, what is told of one or of a square, and the filters."""

import uuid
from typing import Final

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.clock import today
from app.queries.sighting_tiles import FIRST, LAST, sightings_tile
from app.queries.sightings import find_in_square, find_same_visit, get_sighting
from app.queries.species_names import find_shipped
from app.routes._access import public, viewer
from app.routes._http import answer, wants_fragment
from app.routes._sighting_list import filter_of, years
from app.routes._tiles import tile_answer
from app.spatial.blur import square_named
from app.spatial.tiles import Tile

bp = Blueprint("sightings_map", __name__)
SIDES: Final = (1, 5)  # of public squares, in km


@bp.get("/tegels/waarnemingen/<int:z>/<int:x>/<int:y>.mvt")
@public
def tile(z: int, x: int, y: int) -> Response:
    """Give one tile of what everyone may know of sightings, with the filters of the list."""
    if not FIRST <= z <= LAST or not Tile(z, x, y).exists():
        abort(404)
    asked = filter_of(request.args)
    key = ("sightings", z, x, y, asked, today())
    return tile_answer(key, lambda held: sightings_tile(Tile(z, x, y), asked, held=held))


@bp.get("/kaart/waarnemingen")
@public
def filters() -> ResponseReturnValue:
    """Offer the filters, for the map; a browser that asks for a page gets the list."""
    if not wants_fragment():
        return redirect(url_for("sightings.index"), 303)
    return answer("map/_sighting_filters.html", years=years(), names=find_shipped())


@bp.get("/kaart/waarneming/<uuid:sighting_id>")
@public
def sheet(sighting_id: uuid.UUID) -> ResponseReturnValue:
    """Show in short the sighting that was tapped."""
    if not wants_fragment():
        return redirect(url_for("sightings.show", sighting_id=sighting_id), 303)
    sighting = get_sighting(sighting_id, viewer=viewer())
    beside = find_same_visit(sighting, mine=False)  # as others see it, for its author too
    return answer("map/_sighting_sheet.html", sighting=sighting, same_visit=beside)


@bp.get("/kaart/vak/<square>/<int:km>")
@public
def square_sheet(square: str, km: int) -> ResponseReturnValue:
    """Show in short what was seen in the square that was tapped, as far as everyone may know."""
    if square_named(square) is None or km not in SIDES:
        abort(404)
    if not wants_fragment():
        return redirect(url_for("sightings.index", hok=square), 303)
    found = find_in_square(filter_of(request.args), square, km)
    return answer("map/_square_sheet.html", square=square, km=km, found=found)
