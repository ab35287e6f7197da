"""How long, how often: one connection that stays open, bodies read to the end."""

import re
import socket
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import SplitResult, urlsplit

CLIENTS = 2
BUFFER = 1 << 18
LENGTH = re.compile(rb"(?i)content-length: *(\d+)")
_kept = threading.local()


def asked(url: str, cookie: str = "") -> bytes:
    """Fetch an address over the connection of this thread, as who has this cookie.

    By hand: the standard library takes as long to read the headers of an answer as the server takes
    for a small tile, and that would count as the server's.
    """
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    head = f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept-Encoding: gzip\r\n"
    wanted = (head + (f"Cookie: {cookie}\r\n" if cookie else "") + "\r\n").encode()
    for _again in range(2):
        line = getattr(_kept, parts.netloc, None) or _connect(parts)
        line.sendall(wanted)
        head, found, body = b"", -1, b""
        while found < 0 and (more := line.recv(BUFFER)):
            head += more
            found = head.find(b"\r\n\r\n")
        if found < 0:  # it was closed meanwhile
            setattr(_kept, parts.netloc, None)
            continue
        head, body = head[:found], head[found + 4 :]
        if int(head[9:12]) >= 400:
            raise RuntimeError(f"{head[9:12].decode()} {url}")
        size = int(LENGTH.search(head)[1])
        while len(body) < size:
            body += line.recv(BUFFER)
        return body
    raise RuntimeError(f"no answer from {url}")


def _connect(parts: SplitResult) -> socket.socket:
    line = socket.create_connection((parts.hostname, parts.port), timeout=120)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    setattr(_kept, parts.netloc, line)
    return line


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
