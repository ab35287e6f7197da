"""Photo bytes as they were sent, until the decoder has made a master of them.

They lie in ``<data_dir>/incoming``, on the disk of the server that answered, are never served, and
are on that disk before anyone is told that they arrived. Names are made here, of id and hash only.
"""

import hashlib
import os
import re
import tempfile
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, NamedTuple

from app.config import settings
from app.core.errors import N_, InvalidError, TooLargeError, WrongTypeError
from app.core.outside import refuse_while_writing
from app.storage import keeping
from app.storage.disk import check_room, naming_a_full_disk, sync
from app.storage.header import MAX_BYTES, check_header

_NAME = re.compile(r"([0-9a-f]{32})-([0-9a-f]{64})")
_CHUNK_BYTES = 1 << 20
UNKNOWN_TYPE = "application/octet-stream"


class Sent(NamedTuple):
    """What came in: hash of the bytes, their number, and the type that the bytes tell.

    ``refused`` is 413, 415 or 422 when their header says that we cannot read them; 0 when we can try.
    """

    sha256: str
    bytes: int
    type: str
    refused: int = 0


class Waiting(NamedTuple):
    """A file in the folder."""

    photo_id: uuid.UUID
    sha256: str
    written_at: datetime


def folder() -> Path:
    """Return the folder; only the app's own user may look into it."""
    found = settings().data_dir / "incoming"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def receive(
    stream: IO[bytes],
    photo_id: uuid.UUID,
    *,
    promised: tuple[str, int] | None = None,
    whatever: bool = False,
) -> Sent:
    """Keep the bytes of one photo and return what they are, once they are safe on the disk.

    ``promised`` is their hash and number as the sender announced them; other bytes never get the name
    of a file that may be there. Raises TooLargeError, WrongTypeError, InvalidError (by the header, or
    not what was promised) or FullError; nothing stays behind then. With ``whatever`` the header raises
    nothing: what we cannot read is kept as it came, but for what is no photo at all (415; P07).
    """
    refuse_while_writing("file work")
    check_room(folder())
    with naming_a_full_disk():
        handle, name = tempfile.mkstemp(dir=folder(), prefix="tmp-")
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as target:
                sha256, size = _copy(stream, target)
            _check_promise(promised, (sha256, size))
            sent = Sent(sha256, size, *_look(draft, whatever=whatever))
            if sent.refused != WrongTypeError.status:
                sync(draft)
                draft.rename(_path(photo_id, sha256))
                sync(folder())  # the bytes were there before, now their name is too
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        draft.unlink(missing_ok=True)
    return sent


def _look(draft: Path, *, whatever: bool) -> tuple[str, int]:
    try:
        return check_header(draft), 0
    except InvalidError as error:
        if not whatever:
            raise
        return UNKNOWN_TYPE, error.status


def _check_promise(promised: tuple[str, int] | None, came: tuple[str, int]) -> None:
    if promised not in {None, came}:
        raise InvalidError(N_("De foto kwam niet heel over. Stuur hem nog een keer."), field="photos")


def read(photo_id: uuid.UUID, sha256: str) -> bytes:
    """Return the bytes as sent; raises FileNotFoundError."""
    refuse_while_writing("file work")
    return _path(photo_id, sha256).read_bytes()


def delete(photo_id: uuid.UUID, sha256: str) -> None:
    """Forget the bytes; gone already is fine. While a backup runs they stay, for the clean-up."""
    refuse_while_writing("file work")
    keeping.delete(_path(photo_id, sha256))


def waiting() -> Iterator[Waiting]:
    """Yield every file that waits on this server."""
    for path in folder().iterdir():
        if found := _NAME.fullmatch(path.name):
            written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            yield Waiting(uuid.UUID(found[1]), found[2], written)


def is_older(photo_id: uuid.UUID, sha256: str, before: datetime) -> bool:
    """Tell whether a file is still the old one; the same bytes may have come again."""
    try:
        return datetime.fromtimestamp(_path(photo_id, sha256).stat().st_mtime, UTC) < before
    except FileNotFoundError:
        return False


def stored() -> Iterator[Path]:
    """Yield the files that people were told have arrived."""
    return (path for path in folder().iterdir() if _NAME.fullmatch(path.name))


def broken_off() -> Iterator[Path]:
    """Yield what a crash left half-written; nobody was told that it arrived."""
    yield from folder().glob("tmp-*")


def _path(photo_id: uuid.UUID, sha256: str) -> Path:
    name = f"{photo_id.hex}-{sha256}"
    if not _NAME.fullmatch(name):
        raise ValueError("a name in incoming/ is an id and a SHA-256")
    return folder() / name


def _copy(stream: IO[bytes], target: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK_BYTES):
        size += len(chunk)
        if size > MAX_BYTES:
            raise TooLargeError(
                N_("Deze foto is te groot. Hij mag hoogstens %(limit)s MB zijn."), field="photos", limit=25
            )
        digest.update(chunk)
        target.write(chunk)
    return digest.hexdigest(), size
