"""Static files that are text go packed over the line, also where no proxy stands in front of us."""

import gzip
from pathlib import Path
from typing import Any, Final

from flask import Flask, Response, current_app, request

from app.core.kept import Kept

TEXTS: Final = {"text/css", "text/javascript", "application/javascript", "image/svg+xml", "application/json"}
_kept: Final = Kept(max_bytes=8 * 1024 * 1024)


def register(app: Flask) -> None:
    """Look at every answer that is a static file; pages with secrets in them stay as they are."""
    app.after_request(pack)


def pack(response: Response) -> Response:
    """Pack a whole text file for who can unpack it; packed once and kept."""
    if request.endpoint != "static" or response.mimetype not in TEXTS:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code != 200 or not request.accept_encodings["gzip"]:  # noqa: PLR2004 (a whole file)
        return response
    path = Path(current_app.static_folder or "") / (request.view_args or {})["filename"]
    key = (path, path.stat().st_mtime_ns)
    file: Any = response.response
    response.direct_passthrough = False
    response.data = _kept.get(key, lambda: gzip.compress(path.read_bytes(), compresslevel=9, mtime=0))
    file.close()
    response.content_encoding = "gzip"
    response.headers.pop("Accept-Ranges", None)
    etag, _ = response.get_etag()
    response.set_etag(etag or "", weak=True)  # the same content, other bytes
    return response
