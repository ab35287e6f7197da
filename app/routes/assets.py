"""How long a browser may keep a static file: for ever, when its address names its bytes."""

from pathlib import Path

from flask import Flask, Response, current_app, request

from app.core.fingerprint import fingerprint

FOR_EVER = "public, max-age=31536000, immutable"


def register(app: Flask) -> None:
    """Look at every answer that is a static file."""
    app.after_request(keep_for_ever)


def keep_for_ever(response: Response) -> Response:
    """Allow it only when the hash in the address is right; else the browser asks each time (ETag)."""
    if request.endpoint == "static" and response.status_code in {200, 206, 304}:
        name = (request.view_args or {})["filename"]
        path = Path(current_app.static_folder or "") / name
        if request.args.get("v") == fingerprint(path):
            response.headers["Cache-Control"] = FOR_EVER
    return response
