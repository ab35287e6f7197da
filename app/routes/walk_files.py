"""A walk to take along: as a track, as a poster and as a folded guide. Who sees the walk may have them."""

import uuid
from collections.abc import Callable

from flask import Blueprint, Response, url_for
from flask.typing import ResponseReturnValue

from app.core.clock import today
from app.core.text import slug
from app.exports import walks as documents
from app.queries.walks import get_walk
from app.routes._access import nothing_read, public, viewer
from app.routes._walk_documents import document_of

bp = Blueprint("walk_files", __name__, url_prefix="/ommetjes")


@bp.get("/<uuid:walk_id>.gpx")
@public
def gpx(walk_id: uuid.UUID) -> ResponseReturnValue:
    """Give the route to a phone or a watch; 422 while it is not drawn."""
    walk = _document(walk_id)
    return _file(documents.as_gpx(walk), "application/gpx+xml", f"{_name(walk)}.gpx")


@bp.get("/<uuid:walk_id>.geojson")
@public
def geojson(walk_id: uuid.UUID) -> ResponseReturnValue:
    """Give the route to a map program; 422 while it is not drawn."""
    walk = _document(walk_id)
    return _file(documents.as_geojson(walk), "application/geo+json", f"{_name(walk)}.geojson")


@bp.get("/<uuid:walk_id>/poster.pdf")
@public
def poster(walk_id: uuid.UUID) -> ResponseReturnValue:
    """Give the page for the notice board."""
    return _typeset(walk_id, documents.poster, "poster")


@bp.get("/<uuid:walk_id>/gids.pdf")
@public
def guide(walk_id: uuid.UUID) -> ResponseReturnValue:
    """Give the folded guide in large print."""
    return _typeset(walk_id, documents.guide, "gids")


def _document(walk_id: uuid.UUID) -> documents.Walk:
    return document_of(get_walk(walk_id, viewer=viewer()), url_for("walks.show", walk_id=walk_id))


def _typeset(walk_id: uuid.UUID, make: Callable[..., bytes], kind: str) -> Response:
    """Typeset it while nothing of the database is held."""
    walk, on = _document(walk_id), today()
    with nothing_read(viewer()):
        pdf = make(walk, on=on)
    return _file(pdf, "application/pdf", f"{_name(walk)}-{kind}.pdf")


def _name(walk: documents.Walk) -> str:
    return f"ommetje-{slug(walk.name)[:60] or walk.id}"


def _file(body: bytes, content_type: str, name: str) -> Response:
    response = Response(body, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"  # the same address shows others less
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
