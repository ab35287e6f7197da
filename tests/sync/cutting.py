"""A proxy that cuts a connection after so many bytes, up (to the server) or down (to the phone)."""

import contextlib
import select
import socket
import threading
from urllib.parse import urlsplit


class CuttingProxy:
    """Each connection takes the next of ``cuts``: (direction, bytes), or None to let it be."""

    def __init__(self, url: str) -> None:
        at = urlsplit(url)
        self.target = (at.hostname, at.port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.cuts: list[tuple[str, int] | None] = []
        self.done = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                line, _ = self.listener.accept()
                cut = self.cuts.pop(0) if self.cuts else None
                threading.Thread(target=self._carry, args=(line, cut), daemon=True).start()

    def _carry(self, phone: socket.socket, cut: tuple[str, int] | None) -> None:
        with phone, socket.create_connection(self.target) as server, contextlib.suppress(OSError):
            left = {"up": 1 << 40, "down": 1 << 40}
            if cut is not None:
                left[cut[0]] = cut[1]
            while True:
                for source in select.select([phone, server], [], [], 20)[0]:
                    way, other = ("up", server) if source is phone else ("down", phone)
                    data = source.recv(4096)
                    part = data[: left[way]]
                    other.sendall(part)
                    left[way] -= len(part)
                    if not data or len(part) < len(data) or left[way] == 0:
                        self.done += bool(data)
                        return

    def close(self) -> None:
        self.listener.close()
