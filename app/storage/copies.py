"""A copy of an outbox, as people keep it: a zip, read without believing what it says of itself.

Nothing of it is unpacked on the disk. Names are known beforehand, so a path leads nowhere; each part is
read only as far as it may be long.
"""

import re
import uuid
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any, Final, Self

from app.core.errors import N_, InvalidError, TooLargeError
from app.core.strict_json import read_json
from app.storage.header import MAX_BYTES as MAX_PHOTO_BYTES

LIST: Final = "haarvaten.json"
FORMAT: Final = ("haarvaten-outbox", 1)
MAX_PARTS: Final = 6_000
MAX_DIRECTORY_BYTES: Final = 2_000_000
MAX_LIST_BYTES: Final = 10_000_000
MAX_ENVELOPE_BYTES: Final = 1_000_000
MAX_RATIO: Final = 20  # a copy is not packed at all; who packs it again gets texts to a tenth
MAX_ITEMS: Final = 1_000
_END, _END_BYTES, _LOCAL_HEADER_BYTES = b"PK\x05\x06", 22, 30
_FAR_END, _FAR_END_BYTES = b"PK\x06\x07", 20  # of zip64, which says itself how long the list is
_UUID: Final = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_NAME: Final = re.compile(
    rf"lees-mij\.txt|haarvaten\.json|{_UUID}/(?:envelope\.json|{_UUID}\.[a-z]{{3,4}})"
    rf"|concepten/{_UUID}/{_UUID}\.[a-z]{{3,4}}|(?:concepten/)?(?:{_UUID}/)?"
)
_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_FLAGS: Final = (
    0x80E  # names in UTF-8, sizes behind the bytes, how hard it was packed; else a lock or a patch
)
NO_COPY: Final = N_(
    "Dit is geen kopie van Haarvaten. Kies het bestand dat je met ‘Kopie bewaren’ hebt gemaakt."
)
BROKEN: Final = N_("Dit bestand is beschadigd. Maak de kopie opnieuw als dat kan, of vraag hulp.")
TOO_MUCH: Final = N_("In dit bestand zit meer dan in een kopie kan zitten. Vraag hulp.")


@dataclass(frozen=True)
class Listed:
    """One item of a copy, as its list names it; ``label`` is for people."""

    id: uuid.UUID
    kind: str
    label: str


class Copy:
    """An opened copy."""

    def __init__(self, opened: zipfile.ZipFile, items: list[Listed], drafts: int) -> None:
        """Hold what open() made sure of."""
        self._opened, self.items, self.drafts = opened, items, drafts
        self._photos = {
            (path.parts[0], path.stem): name
            for name in opened.namelist()
            if len((path := PurePosixPath(name)).parts) == 2 and path.suffix != ".json"  # noqa: PLR2004
        }

    @classmethod
    @contextmanager
    def open(cls, stream: IO[bytes]) -> Iterator[Self]:
        """Open a copy; raises InvalidError or TooLargeError for what cannot be one."""
        with _naming_faults():
            _check_directory(stream)
            opened = zipfile.ZipFile(stream)
        with opened:
            with _naming_faults():
                _check(opened, stream.seek(0, 2))
                told = read_json(_read(opened, LIST, MAX_LIST_BYTES))
                items, drafts = _items(told), told["drafts"]
            yield cls(opened, items, len(drafts) if isinstance(drafts, list) else 0)

    def envelope(self, item_id: uuid.UUID) -> bytes:
        """Return the exact bytes of an envelope; raises InvalidError when they are not there or not whole."""
        with _naming_faults():
            return _read(self._opened, f"{item_id}/envelope.json", MAX_ENVELOPE_BYTES)

    @contextmanager
    def photo(self, item_id: uuid.UUID, photo_id: uuid.UUID) -> Iterator[IO[bytes] | None]:
        """Give the bytes of a photo to read, or None when the copy has it not."""
        name = self._photos.get((str(item_id), str(photo_id)))
        if name is None:
            yield None
            return
        with _naming_faults():
            source = self._opened.open(name)
        with _naming_damage(), source:
            yield source


def _read(opened: zipfile.ZipFile, name: str, most: int) -> bytes:
    with opened.open(name) as source:
        found = source.read(most + 1)
    if len(found) > most:
        raise TooLargeError(TOO_MUCH, field="file")
    return found


def _items(told: dict[str, Any]) -> list[Listed]:
    """Return what the list names, oldest first as the device put it."""
    if (told["format"], told["version"]) != FORMAT or len(told["items"]) > MAX_ITEMS:
        raise InvalidError(NO_COPY, field="file")
    found = [
        Listed(uuid.UUID(str(one["id"])), str(one["kind"]), str(one["label"])[:200]) for one in told["items"]
    ]
    if len({one.id for one in found}) < len(found):
        raise InvalidError(NO_COPY, field="file")
    return found


@contextmanager
def _naming_damage() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, EOFError, zlib.error) as error:
        raise InvalidError(BROKEN, field="file") from error


@contextmanager
def _naming_faults() -> Iterator[None]:
    with _naming_damage():
        try:
            yield
        except (OSError, RuntimeError) as error:
            raise InvalidError(BROKEN, field="file") from error
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidError(NO_COPY, field="file") from error


def _check_directory(stream: IO[bytes]) -> None:
    """Refuse a list of parts that would itself fill the memory, before it is read."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _FAR_END_BYTES - _END_BYTES - 0x10000))
    tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES:
        raise InvalidError(NO_COPY, field="file")
    if at >= _FAR_END_BYTES and tail.startswith(_FAR_END, at - _FAR_END_BYTES):
        raise TooLargeError(TOO_MUCH, field="file")  # zipfile would believe that one
    parts = int.from_bytes(tail[at + 10 : at + 12], "little")
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    if parts > MAX_PARTS or directory > MAX_DIRECTORY_BYTES:
        raise TooLargeError(TOO_MUCH, field="file")
    stream.seek(0)


def _check(opened: zipfile.ZipFile, size: int) -> None:
    entries = opened.infolist()
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_RATIO * size:
        raise TooLargeError(TOO_MUCH, field="file")
    if len({entry.filename for entry in entries}) < len(entries):
        raise InvalidError(NO_COPY, field="file")
    for entry in entries:
        _check_entry(entry)
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    if placed and placed[0].header_offset < 0:  # its list says to lie further on than it does
        raise InvalidError(BROKEN, field="file")
    starts = [entry.header_offset for entry in placed[1:]] + [opened.start_dir]
    for entry, after in zip(placed, starts, strict=True):  # parts that lie over each other: a bomb
        if entry.header_offset + _LOCAL_HEADER_BYTES + entry.compress_size > after:
            raise InvalidError(BROKEN, field="file")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    plain = entry.compress_type in _METHODS and not entry.flag_bits & ~_FLAGS
    if not _NAME.fullmatch(entry.filename) or not plain:
        raise InvalidError(NO_COPY, field="file")
    if entry.file_size > max(MAX_PHOTO_BYTES, MAX_LIST_BYTES):
        raise TooLargeError(TOO_MUCH, field="file")
