"""/api/v1/openapi.json: what the API takes and answers, for whoever builds on it."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from app.routes._access import public
from app.routes._openapi import document

bp = Blueprint("openapi", __name__, url_prefix="/api/v1")


@bp.get("/openapi.json")
@public
def show() -> ResponseReturnValue:
    """Show the document."""
    return jsonify(document())
