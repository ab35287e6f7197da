"""A real HTTP server that answers as PDOK documents it, and that may be slow, away, or talk nonsense."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

FREE = "/bzk/locatieserver/search/v3_1/free"
KNOWN = {"q", "fq", "fl", "sort", "start", "rows", "qf", "bq", "lat", "lon", "df", "wt"}


def doc(name, kind, lon, lat, *, town="Aa en Hunze", province="Drenthe", **more) -> dict:
    """One answer of the Locatieserver; the point stands longitude first."""
    return {
        "id": f"{kind}-{name}",
        "type": kind,
        "weergavenaam": name,
        "score": 9.5,
        "centroide_ll": f"POINT({lon} {lat})",
        "centroide_rd": "POINT(237099 551167)",
        "gemeentenaam": town,
        "gemeentecode": "1680",
        "provincienaam": province,
        **more,
    }


class Stub(ThreadingHTTPServer):
    """Answers ``docs`` to a search, other JSON at other paths in ``pages``; keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.docs: list = []
        self.pages: dict[str, object] = {}
        self.asked: list[tuple[str, dict]] = []
        self.raw: bytes | None = None  # instead of JSON
        self.status = 200
        self.headers: dict[str, str] = {}
        self.drip_s = 0.0  # between bytes
        self.wait_s = 0.0  # before the first

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address) -> None:
        """Who hung up on a slow answer is no fault of the stub."""


class Handler(BaseHTTPRequestHandler):
    server: Stub

    def log_message(self, *_words) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        fields = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        self.server.asked.append((parts.path, fields))
        time.sleep(self.server.wait_s)
        status, body = self.answer(parts.path, fields)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not self.server.drip_s:
            self.wfile.write(body)
        else:
            for byte in body:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(self.server.drip_s)

    def answer(self, path: str, fields: dict) -> tuple[int, bytes]:
        if self.server.raw is not None or self.server.status != 200:
            return self.server.status, self.server.raw or b""
        if path in self.server.pages:
            return 200, json.dumps(self.server.pages[path]).encode()
        if path != FREE:
            return 404, b'{"status": 404}'
        unknown = sorted(set(fields) - KNOWN)
        if unknown or not fields.get("q"):
            return 400, json.dumps({"status": 400, "unknown": unknown}).encode()
        docs = self.server.docs[: int(fields.get("rows", 10))]
        kept = fields["fl"].split(",") if "fl" in fields else None
        shown = [{key: value for key, value in one.items() if kept is None or key in kept} for one in docs]
        found = {"numFound": len(self.server.docs), "start": 0, "numFoundExact": True, "docs": shown}
        return 200, json.dumps({"response": found}).encode()


@pytest.fixture
def pdok():
    """Yield a PDOK that runs; its address goes in the settings as ``pdok_url``."""
    stub = Stub()
    thread = threading.Thread(target=stub.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield stub
    stub.shutdown()
    stub.server_close()
    thread.join()
