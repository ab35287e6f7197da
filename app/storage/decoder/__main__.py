"""Serve one photo after the other, each decoded in a fork of this process with its own limits.

Asked on standard input: ``>QI`` (bytes, quarter turns clockwise), then the bytes of the photo.
Answered on standard output: ``>QdQ`` (bytes, processor seconds, peak memory in bytes), then per
picture ``>III`` (width, height, bytes) and its bytes; no bytes at all when it could not be read.
"""

import os
import resource
import select
import signal
import struct
import sys
import time

from pixels import rebuild  # type: ignore[import-not-found]  # this folder is run, not imported

CPU_S = 3
WALL_S = 60
MEMORY_BYTES = 395 * 1024 * 1024  # address space; what is resident stays below 400 MB
ASK = struct.Struct(">QI")
ANSWER = struct.Struct(">QdQ")
PICTURE = struct.Struct(">III")


def main() -> None:
    """Go on until the one who asks goes away."""
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    while head := asked.read(ASK.size):
        length, turns = ASK.unpack(head)
        body, cpu_s, peak_bytes = _in_child(asked.read(length), turns)
        answers.write(ANSWER.pack(len(body), cpu_s, peak_bytes) + body)
        answers.flush()


def _in_child(data: bytes, turns: int) -> tuple[bytes, float, int]:
    source, target = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        _decode(data, turns, target)
    os.close(target)
    body = _all_from(source, child)
    _, status, used = os.wait4(child, 0)
    return body if status == 0 else b"", used.ru_utime + used.ru_stime, used.ru_maxrss * 1024


def _decode(data: bytes, turns: int, target: int) -> None:
    """Decode within the limits and leave, whatever happens, without a word about the file."""
    status = 1
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with os.fdopen(target, "wb") as answer:
            for picture in rebuild(data, turns):
                answer.write(PICTURE.pack(picture.width, picture.height, len(picture.data)))
                answer.write(picture.data)
        status = 0
    finally:
        os._exit(status)


def _all_from(source: int, child: int) -> bytes:
    """Read until the child closes its end; one that hangs is ended."""
    parts: list[bytes] = []
    deadline = time.monotonic() + WALL_S
    with os.fdopen(source, "rb", buffering=0) as pipe:
        while select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))[0]:
            part = pipe.read(1 << 20)
            if not part:
                return b"".join(parts)
            parts.append(part)
    os.kill(child, signal.SIGKILL)
    return b""


main()
