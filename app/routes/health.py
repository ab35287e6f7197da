"""Whether it is up, and the database can do space."""

from flask import Blueprint, Response, jsonify

from app.queries.health import spatial_version
from app.routes._access import public

bp = Blueprint("health", __name__)


@bp.get("/health")
@public
def show() -> Response:
    """Answer 200 with the version of the spatial extension; a dead database is a 500 or 503."""
    return jsonify(status="ok", spatial=spatial_version())
