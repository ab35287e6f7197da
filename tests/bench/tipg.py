"""tipg, as it is delivered, on the same table: who asks it for the same tiles?"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

from app.extensions import db
from app.spatial.tiles import Tile
from tests.bench.speed import clocked
from tests.bench.table import Line

PATIENCE_S = 60


@contextmanager
def running() -> Iterator[str]:
    """Two workers, as ours has."""
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    listener.close()
    given = db.engine.url
    host = quote(str(given.query["host"]), safe="")  # a socket in a folder
    env = {**os.environ, "DATABASE_URL": f"postgresql://{given.username}@{host}/{given.database}"}
    run = [sys.executable, "-m", "uvicorn", "tipg.main:app", "--workers", "2", "--log-level", "warning"]
    process = subprocess.Popen([*run, "--port", url.rsplit(":", 1)[1]], env=env)
    try:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            try:
                urlopen(f"{url}/healthz").close()
                break
            except (URLError, OSError):
                time.sleep(0.2)
        yield url
    finally:
        process.terminate()
        process.wait(30)


def measure(tiles: list[Tile], words: str, ours: Callable[[list[Tile]], float]) -> list[Line]:
    mine = ours(tiles)
    with running() as url:
        collection = f"{url}/collections/public.element/tiles/WebMercatorQuad"
        peer = clocked([f"{collection}/{tile.z}/{tile.x}/{tile.y}?geom-column=shape" for tile in tiles])
    return [
        Line(
            f"{words}: the same tiles, two clients at once",
            f"{mine:.0f} tiles/s",
            f"tipg as delivered: {peer:.0f}",
            mine / peer,
            "≥ 5",
        )
    ]
