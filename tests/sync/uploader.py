"""An uploader over real HTTP: sends, believes only receipts that echo id and hash, and asks after a doubt."""

import contextlib
import http.client
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.sync.device import Parcel, sha

DOUBT = (OSError, http.client.HTTPException, ValueError)


@dataclass
class Uploader:
    """Sends one parcel; ``acks`` holds what the server said it has: "envelope", and ids of photos."""

    url: str
    key: str
    parcel: Parcel
    acks: set[str] = field(default_factory=set)
    statuses: list[int] = field(default_factory=list)
    timeout_s: float = 20

    def __post_init__(self) -> None:
        self.body = self.parcel.body  # the bytes are made once

    def ask(self, method: str, path: str = "", body: bytes | None = None, **headers: str) -> dict | None:
        """Return the receipt; None for any other answer. Raises one of DOUBT when it is not known."""
        at = urlsplit(self.url)
        with contextlib.closing(
            http.client.HTTPConnection(at.hostname, at.port, timeout=self.timeout_s)
        ) as line:
            own = {"Cookie": f"insturen={self.key}", "X-Haarvaten": "1", **headers}
            line.request(method, self.parcel.address + path, body=body, headers=own)
            answer = line.getresponse()
            told = answer.read()
            self.statuses.append(answer.status)
            if answer.status in {429, 503, 507}:
                time.sleep(min(0.5, int(answer.headers["Retry-After"])))
            if answer.status not in {200, 201} or answer.headers.get_content_type() != "application/json":
                return None
            return self._believed(json.loads(told))

    def _believed(self, told: dict) -> dict | None:
        if told.get("id") != str(self.parcel.id):
            return None
        if told["envelope_sha256"] is not None:
            if told["envelope_sha256"] != sha(self.body):
                return None
            self.acks |= {"envelope", *(set(self.parcel.photos) - set(told["missing"]))}
        return told

    def pass_once(self) -> bool:
        """Ask what is there, send what is not, and tell whether all has come."""
        with contextlib.suppress(*DOUBT):
            told = self.ask("GET", "/receipt") if self.statuses or self.acks else None
            told = told or self.ask("PUT", "", self.body, **{"Content-Type": "application/json"})
            for ident in told["missing"] if told else ():
                data = self.parcel.photos[ident]
                headers = {"Content-Type": "image/jpeg", "X-Sha256": sha(data)}
                told = self.ask("PUT", f"/photos/{ident}", data, **headers)
            return told is not None and told["state"] == "complete"
        return False

    def until_complete(self, *, pause: Callable[[], None], within_s: float) -> bool:
        """Try again until all has come."""
        until = time.monotonic() + within_s
        while time.monotonic() < until:
            if self.pass_once():
                return True
            pause()
        return False
