"""Our end of the decoder: one warm process per worker, started when first needed."""

import os
import struct
import subprocess
import sys
import threading
from pathlib import Path
from typing import NamedTuple

DECODER = Path(__file__).parent / "decoder"
PHOTOS_PER_PROCESS = 500
_ASK = struct.Struct(">QI")
_ANSWER = struct.Struct(">QdQ")
_PICTURE = struct.Struct(">III")


class UnreadableError(Exception):
    """The bytes are no picture that we can read within the limits; what the attempt cost."""

    def __init__(self, cpu_s: float, peak_bytes: int) -> None:
        """Processor time in seconds, memory at its highest in bytes."""
        super().__init__("unreadable")
        self.cpu_s = cpu_s
        self.peak_bytes = peak_bytes


class Decoded(NamedTuple):
    """Pictures as (width, height, bytes), largest first, and what they cost."""

    pictures: list[tuple[int, int, bytes]]
    cpu_s: float
    peak_bytes: int


class Decoder:
    """A process that decodes; a new one follows when it dies or has done its share."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._done = 0

    def decode(self, data: bytes, quarter_turns: int) -> Decoded:
        """Return the pictures made from a photo.

        Raises UnreadableError for bytes that cannot be read in 3 s of processor time and the memory
        allowed, and OSError when the decoder itself cannot run (try again later).
        """
        with self._lock:
            try:
                return self._ask(data, quarter_turns)
            except (BrokenPipeError, EOFError):
                self._stop()
            try:
                return self._ask(data, quarter_turns)
            except EOFError as error:
                self._stop()
                raise OSError("the decoder stops before it answers") from error

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._stop()

    def _ask(self, data: bytes, quarter_turns: int) -> Decoded:
        process = self._running()
        assert process.stdin is not None  # noqa: S101 (for the type checker: both are pipes)
        assert process.stdout is not None  # noqa: S101
        process.stdin.write(_ASK.pack(len(data), quarter_turns % 4) + data)
        process.stdin.flush()
        length, cpu_s, peak_bytes = _ANSWER.unpack(_exactly(process, _ANSWER.size))
        body = _exactly(process, length)
        self._done += 1
        if not body:
            raise UnreadableError(cpu_s, peak_bytes)
        return Decoded(_parts(body), cpu_s, peak_bytes)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._done >= PHOTOS_PER_PROCESS:
            self._stop()
        if self._process is None or self._owner != os.getpid():
            self._process = subprocess.Popen(  # noqa: S603 (our own program, nothing of the photo in it)
                [sys.executable, "-I", str(DECODER)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={},
                cwd="/",
            )
            self._owner, self._done = os.getpid(), 0
        return self._process

    def _stop(self) -> None:
        if self._process is not None and self._owner == os.getpid():
            self._process.kill()
            self._process.communicate()
        self._process, self._done = None, 0


def _exactly(process: subprocess.Popen[bytes], size: int) -> bytes:
    assert process.stdout is not None  # noqa: S101 (for the type checker: it is a pipe)
    found = process.stdout.read(size)
    if len(found) < size:
        raise EOFError
    return found


def _parts(body: bytes) -> list[tuple[int, int, bytes]]:
    found, at = [], 0
    while at < len(body):
        width, height, length = _PICTURE.unpack_from(body, at)
        at += _PICTURE.size
        found.append((width, height, body[at : at + length]))
        at += length
    return found
