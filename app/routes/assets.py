"""/static: how long a browser may keep a file (for ever, when its address names its bytes); old files too."""

from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.security import safe_join

from app.config import settings
from app.core.browser_files import build_now
from app.core.errors import NotFoundError
from app.core.fingerprint import fingerprint, modules
from app.routes._access import public
from app.storage.browser_copies import find_copy

bp = Blueprint("assets", __name__)
FOR_EVER = "public, max-age=31536000, immutable"


def register(app: Flask) -> None:
    """Look at every question for a static file, and at every answer that is one."""
    app.before_request(serve_as_it_was)
    app.after_request(keep_for_ever)


@bp.get("/static/b/<build>/<path:name>")
@public
def module(build: str, name: str) -> ResponseReturnValue:
    """Serve a module as it was in a build; of a build that nobody kept, as it is now."""
    kept = find_copy(copies(), build, name)
    static = _static()
    if kept is None and name not in set(modules(static)):
        raise NotFoundError
    response = send_file(kept or static / name, conditional=True)
    if kept is not None or build == build_now(development=True):
        response.headers["Cache-Control"] = FOR_EVER
    return response


def serve_as_it_was() -> Response | None:
    """Serve the bytes that the hash in the address names, when the file has others by now."""
    asked = request.args.get("v", "")
    if request.endpoint != "static" or not asked:
        return None
    name = (request.view_args or {})["filename"]
    inside = safe_join(str(_static()), name)
    if inside is None:  # an address that leads out of the folder: nothing there is even read
        return None
    path = Path(inside)
    if path.is_file() and fingerprint(path) == asked:
        return None
    kept = find_copy(copies(), asked, name)
    if kept is None:
        return None
    response = send_file(kept, conditional=True)
    response.headers["Cache-Control"] = FOR_EVER
    return response


def keep_for_ever(response: Response) -> Response:
    """Allow it only when the hash in the address is right; else the browser asks each time (ETag)."""
    if request.endpoint == "static" and response.status_code in {200, 206, 304}:
        path = _static() / (request.view_args or {})["filename"]
        if path.is_file() and request.args.get("v") == fingerprint(path):
            response.headers["Cache-Control"] = FOR_EVER
    return response


def copies() -> Path:
    """Return the folder of files that browsers were given before."""
    return settings().data_dir / "assets"


def _static() -> Path:
    return Path(current_app.static_folder or "")
