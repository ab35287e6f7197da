"""/kaart and the tiles below it."""

import uuid
from dataclasses import replace
from typing import Any, Final

from flask import Blueprint, Response, abort, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app import wording
from app.config import settings
from app.core.clock import today
from app.i18n import _
from app.models import AreaLayer
from app.outside.pdok import find_spots
from app.policies.elements import can_log_work
from app.queries.areas import layer_of, outlines
from app.queries.element_work import find_work, next_of
from app.queries.map import elements_tile, find_largest, get_on_map, own_features
from app.queries.reference import find_municipalities, find_places, find_types
from app.queries.search import find_named, find_places_named
from app.routes._access import member, members_only, public, viewer
from app.routes._filters import asked_for
from app.routes._http import answer, wants_fragment
from app.routes._tiles import tile_answer
from app.spatial.ranks import FIRST
from app.spatial.shapes import unwrap
from app.spatial.staticmap import StaticMap, box_shape, map_around
from app.spatial.tiles import Tile

bp = Blueprint("map", __name__)

NEAREST: Final = 18
MAX_WORDS: Final = 100
FEWEST_LETTERS: Final = 3  # before PDOK is asked
TOWNS: Final = {"Assen", "Emmen", "Hoogeveen", "Meppel", "Coevorden", "Beilen", "Roden", "Gieten", "Borger"}

bp.add_app_template_filter(unwrap, "unwrapped")


@bp.app_template_global()
def map_around_stored(shape: Any, **options: Any) -> StaticMap:
    """Return the view on a stored WGS84 shape."""
    return map_around(unwrap(shape), **options)


@bp.app_template_global()
def map_types() -> dict[str, tuple[str, str]]:
    """Return family and icon of each kind of element, for the script of the map."""
    return {kind.key: (kind.family, wording.type_icon(kind.key, kind.family)) for kind in find_types()}


@bp.get("/kaart")
@public
def index() -> Response:
    """Show the static map; the script puts the one that moves in its place."""
    view = overview()
    families = {kind.key: kind.family for kind in find_types()}
    spots = [(view.draw(shape), families[key]) for key, shape in find_largest()]
    towns = [(one.name, *view.pixel((one.lon, one.lat))) for one in find_municipalities()]
    return answer(
        "map/index.html",
        view=view,
        spots=spots,
        towns=towns,
        types=find_types(),
        places=find_places(),
        municipalities=find_municipalities(),
        has_borders=layer_of(AreaLayer.MUNICIPALITIES) is not None,
    )


@bp.get("/kaart/element/<uuid:ident>")
@public
def sheet(ident: uuid.UUID) -> ResponseReturnValue:
    """Show in short the element that was tapped; a browser that asks for a page gets the element's own."""
    if not wants_fragment():
        return redirect(url_for("elements.show", element_id=ident), 303)
    element = get_on_map(ident, viewer=viewer())
    if element is None:
        abort(404)
    work = next_of(find_work(element, today()))
    return answer("map/_sheet.html", element=element, work=work, may_log=can_log_work(viewer(), element))


@bp.get("/kaart/zoek")
@public
def search() -> ResponseReturnValue:
    """List villages, elements and addresses with these words as buttons; without script the list does it."""
    text = request.args.get("q", "")[:MAX_WORDS]
    if not wants_fragment():
        return redirect(url_for("elements.index", zoek=text), 303)
    return answer(
        "map/_found.html",
        places=[place for place in find_places_named(text) if place.lon is not None],
        elements=find_named(text, viewer=viewer()),
        spots=find_spots(text) if settings().pdok_url and len(text) >= FEWEST_LETTERS else [],
    )


@bp.get("/kaart/eigen.geojson")
@members_only
def own() -> Response:
    """Give one's own elements, also those that wait; nobody may keep them."""
    features = own_features(member())
    for one in features:
        state = one["properties"]["state"]
        one["properties"]["label"] = _(wording.STATES[state][2]) if state != "published" else ""
    response = jsonify(type="FeatureCollection", features=features)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/kaart/grenzen.json")
@public
def borders() -> Response:
    """Give the outlines of the municipalities, when a map of them was read in."""
    response = Response(outlines(AreaLayer.MUNICIPALITIES), mimetype="application/geo+json")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@bp.get("/kaart/plaatsen.json")
@public
def places() -> Response:
    """Give the names of villages and towns that have a known spot, as GeoJSON."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": one.name, "large": one.name in TOWNS},
            "geometry": {"type": "Point", "coordinates": [one.lon, one.lat]},
        }
        for one in find_places()
        if one.lon is not None
    ]
    response = jsonify(type="FeatureCollection", features=features)
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


@bp.get("/tegels/elementen/<int:z>/<int:x>/<int:y>.mvt")
@public
def elements(z: int, x: int, y: int) -> Response:
    """Give one tile of public elements, with the filters of the list."""
    if not FIRST <= z <= NEAREST or not Tile(z, x, y).exists():
        abort(404)
    asked = replace(asked_for(request.args), words="", mine=False)
    return tile_answer((z, x, y, asked, today()), lambda held: elements_tile(Tile(z, x, y), asked, held=held))


def overview() -> StaticMap:
    """Return the view on all of Drenthe."""
    corners = [(one.west, one.south) for one in find_municipalities()]
    corners += [(one.east, one.north) for one in find_municipalities()]
    return map_around(box_shape(corners), width=400, height=460, room=0.95)
