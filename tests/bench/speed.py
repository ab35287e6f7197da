"""How long, how often: one connection that stays open, bodies read to the end."""

import http.client
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

CLIENTS = 2
_kept = threading.local()


def asked(url: str) -> bytes:
    """Fetch an address over the connection of this thread."""
    parts = urlsplit(url)
    connection = getattr(_kept, parts.netloc, None)
    for _again in range(2):
        if connection is None:
            connection = http.client.HTTPConnection(parts.netloc, timeout=120)
            setattr(_kept, parts.netloc, connection)
        try:
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            connection = None
            continue
        if answer.status >= 400:
            raise RuntimeError(f"{answer.status} {url}")
        return body
    raise RuntimeError(f"no answer from {url}")


def each_ms(run: Callable[[], Any]) -> float:
    started = time.perf_counter()
    run()
    return (time.perf_counter() - started) * 1000


def clocked(urls: list[str]) -> float:
    """Return addresses per second by two clients, each with its half."""
    threads = [
        threading.Thread(target=lambda mine=urls[at::CLIENTS]: [asked(url) for url in mine])
        for at in range(CLIENTS)
    ]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(urls) / (time.perf_counter() - started)
