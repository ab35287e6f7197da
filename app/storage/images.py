"""Photos as we keep them: made anew from pixels, by this module and nowhere else (P02)."""

import atexit
import hashlib
from dataclasses import dataclass
from typing import Final

from app.core.outside import refuse_while_writing
from app.storage.decoding import Decoded, Decoder, UnreadableError

RENDITION_SIZES: Final = (1024, 320)  # longest side in pixels, in the order of the decoder
MASTER_TYPE: Final = "image/jpeg"
RENDITION_TYPE: Final = "image/webp"
_SEAL: Final = object()
_decoder: Final = Decoder()
atexit.register(_decoder.close)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A picture that holds pixels and nothing of the file that it came from.

    ``data`` in ``type``; width and height in pixels, upright. Only rebuild() can make one, and
    files.py stores no other pictures.
    """

    data: bytes
    type: str
    sha256: str
    width: int
    height: int
    seal: object

    def __post_init__(self) -> None:
        """Refuse bytes that did not come out of the decoder."""
        if self.seal is not _SEAL:
            raise TypeError("only app.storage.images.rebuild() makes pictures to store")


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """The master and its smaller copies by size, with what the decoding cost."""

    master: Rebuilt
    renditions: dict[int, Rebuilt]
    cpu_s: float
    peak_bytes: int


def rebuild(data: bytes, *, turn: int = 0) -> Rebuilding:
    """Make master and renditions of a photo in a child process with limits.

    ``turn`` is in degrees clockwise (0, 90, 180, 270), on top of upright. Raises UnreadableError for
    bytes that cannot be decoded in 3 s of processor time, and OSError when the decoder cannot run.
    """
    refuse_while_writing("image work")
    made = _decoder.decode(data, turn // 90)
    master, *smaller = _sealed(made)
    return Rebuilding(master, dict(zip(RENDITION_SIZES, smaller, strict=True)), made.cpu_s, made.peak_bytes)


def stop() -> None:
    """End the decoder of this process."""
    _decoder.close()


def _sealed(made: Decoded) -> list[Rebuilt]:
    types = (MASTER_TYPE, *(RENDITION_TYPE for _ in RENDITION_SIZES))
    return [
        Rebuilt(data, kind, hashlib.sha256(data).hexdigest(), width, height, _SEAL)
        for kind, (width, height, data) in zip(types, made.pictures, strict=True)
    ]


__all__ = ["RENDITION_SIZES", "Rebuilding", "Rebuilt", "UnreadableError", "rebuild", "stop"]
