"""The line between a phone and the server: open, cut once or again and again, slow, or with other answers."""

import contextlib
import select
import socket
import ssl
import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit

PART = 16_384  # the longest record of TLS: nothing stays behind where select() does not see it
Answer = Callable[[str, str], bytes | None]


class Front:
    """One address for the phone, whatever is behind it; ``tls`` is a context with a certificate for it."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.listener, self.tls = socket.create_server(("127.0.0.1", 0), backlog=100), tls
        self.url = f"http{'s' if tls else ''}://localhost:{self.listener.getsockname()[1]}"
        self.target: tuple[str, int] | None = None
        self.open, self.answer, self.bytes_per_s = True, None, 0
        self.cuts = 0  # connections that were cut while a request was under way
        self._lines: dict[socket.socket, dict] = {}
        self._stop_flapping = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    def lead_to(self, url: str) -> None:
        """Send what comes from now on to this server."""
        at = urlsplit(url)
        self.target = (at.hostname or "", at.port or 0)
        self._hang_up()

    def through(self) -> None:
        """Let everything through."""
        self._stop_flapping.set()
        self.open, self.answer, self.bytes_per_s = True, None, 0
        self._hang_up()

    def cut(self) -> None:
        """Take the line away."""
        self.open = False
        self._hang_up()

    def answer_with(self, answer: Answer) -> None:
        """Answer in the server's place; ``answer(method, path)`` gives None for what may go through."""
        self.open, self.answer = True, answer
        self._hang_up()

    def flap(self, *, every_s: float, bytes_per_s: int = 0) -> None:
        """Cut all connections each so many seconds, until ``through()``; sending goes no faster than this."""
        self._stop_flapping = stop = threading.Event()
        self.open, self.bytes_per_s = True, bytes_per_s

        def cut() -> None:
            while not stop.wait(every_s):
                self._hang_up()

        threading.Thread(target=cut, daemon=True).start()

    def close(self) -> None:
        self._stop_flapping.set()
        self.listener.close()
        self._hang_up()

    def _hang_up(self) -> None:
        for line, told in list(self._lines.items()):
            self.cuts += told["asked"]
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                line, _ = self.listener.accept()
                threading.Thread(target=self._carry, args=(line,), daemon=True).start()

    def _carry(self, line: socket.socket) -> None:
        with contextlib.suppress(OSError), line:
            if not self.open:
                return
            if self.tls is None:
                self._speak(line)
                return
            with self.tls.wrap_socket(line, server_side=True) as secret:
                self._speak(secret)

    def _speak(self, phone: socket.socket) -> None:
        with contextlib.suppress(OSError):
            self._lines[phone] = told = {"asked": False}
            try:
                head = b"" if self.answer is None else self._answered(phone)
                if head is not None:
                    with socket.create_connection(self.target) as server:
                        server.sendall(head)
                        self._pipe(phone, server, told)
            finally:
                del self._lines[phone]

    def _answered(self, phone: socket.socket) -> bytes | None:
        """Answer this request; else return what was read of it, made the last of its connection."""
        head = b""
        while b"\r\n\r\n" not in head:
            part = phone.recv(PART)
            if not part:
                return None
            head += part
        top, body = head.split(b"\r\n\r\n", 1)
        first, *lines = top.split(b"\r\n")
        method, path, _ = first.decode().split(" ", 2)
        given = self.answer(method, path) if self.answer else None
        if given is None:
            kept = [one for one in lines if not one.lower().startswith(b"connection:")]
            return b"\r\n".join([first, *kept, b"Connection: close"]) + b"\r\n\r\n" + body
        length = next((int(one[15:]) for one in lines if one.lower().startswith(b"content-length:")), 0)
        while len(body) < length:
            body += phone.recv(PART)
        phone.sendall(given)
        return None

    def _pipe(self, phone: socket.socket, server: socket.socket, told: dict) -> None:
        while True:
            for source in select.select([phone, server], [], [], 30)[0]:
                data = source.recv(PART)
                if not data:
                    return
                told["asked"] = source is phone
                if source is phone and self.bytes_per_s:
                    time.sleep(len(data) / self.bytes_per_s)
                (server if source is phone else phone).sendall(data)


def reply(status: str, body: str = "", kind: str = "", **headers: str) -> bytes:
    """Return an answer as bytes; the connection ends with it."""
    lines = [f"HTTP/1.1 {status}", "Connection: close"]
    lines += [f"Content-Type: {kind}"] if kind else []
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if not status.startswith("204"):
        lines.append(f"Content-Length: {len(body.encode())}")
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()
