"""Static files that are text go packed over the line, also where no proxy stands in front of us."""

import gzip
from typing import Any, Final

from flask import Flask, Response, request

from app.core.kept import Kept

FILES: Final = {"static", "assets.module", "shells.show", "shells.worker"}  # the same for everyone
TEXTS: Final = {
    "text/css",
    "text/html",
    "text/javascript",
    "application/javascript",
    "application/json",
    "image/svg+xml",
}
_kept: Final = Kept(max_bytes=8 * 1024 * 1024)


def register(app: Flask) -> None:
    """Look at every answer that is a static file; pages with secrets in them stay as they are."""
    app.after_request(pack)


def pack(response: Response) -> Response:
    """Pack a whole text file for who can unpack it; packed once and kept."""
    if request.endpoint not in FILES or response.mimetype not in TEXTS:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code != 200 or not request.accept_encodings["gzip"]:  # noqa: PLR2004 (a whole file)
        return response
    etag, _ = response.get_etag()  # of the path, the size and the time of the file
    file: Any = response.response
    response.direct_passthrough = False
    response.data = _kept.get(etag, lambda: gzip.compress(response.get_data(), compresslevel=9, mtime=0))
    if hasattr(file, "close"):
        file.close()
    response.content_encoding = "gzip"
    response.headers.pop("Accept-Ranges", None)
    response.set_etag(etag or "", weak=True)  # the same content, other bytes
    return response
