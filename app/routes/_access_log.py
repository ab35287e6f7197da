"""Our own line per request, without path and query: a tile or a box tells where someone looks (L12)."""

import time
import uuid

from flask import Flask, Response, g, request


def named() -> str:
    """Name what was asked for a log: the endpoint and the ids in its address, never path or query."""
    idents = [str(one) for one in (request.view_args or {}).values() if isinstance(one, uuid.UUID)]
    return " ".join([request.endpoint or "no address", *idents])


def register(app: Flask) -> None:
    """Time every request and write it down when it is answered; static files are left out."""
    log = app.logger.getChild("access")

    def start() -> None:
        g.started_s = time.perf_counter()

    def write(response: Response) -> Response:
        if request.endpoint != "static":
            spent_ms = (time.perf_counter() - g.get("started_s", time.perf_counter())) * 1000
            log.info("%s %s %s %.0f ms", request.method, named(), response.status_code, spent_ms)
        return response

    app.before_request(start)
    app.after_request(write)
