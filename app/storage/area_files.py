"""Files with maps as they were sent, until a job has read them; on the disk of the server that answered."""

import os
import re
import tempfile
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from app.config import settings
from app.core.errors import N_, FullError, InvalidError, TooLargeError
from app.core.outside import refuse_while_writing
from app.storage import keeping
from app.storage.disk import check_room, naming_a_full_disk, sync

MAX_BYTES: Final = 50_000_000
_CHUNK_BYTES: Final = 1 << 20
_NAME: Final = re.compile(r"[0-9a-f]{32}")


def folder() -> Path:
    """Return the folder; only the app's own user may look into it."""
    found = settings().data_dir / "incoming-maps"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def receive(stream: IO[bytes], ident: uuid.UUID) -> None:
    """Keep a file, safe on the disk; raises TooLargeError, InvalidError (empty) or FullError."""
    refuse_while_writing("file work")
    try:
        check_room(folder())
        _write(stream, ident)
    except FullError as error:  # its words are about a photo
        words = N_("Onze schijf is vol. Het bestand is niet bewaard. Probeer het later nog eens.")
        raise FullError(words, retry_after_s=error.retry_after_s) from error


def _write(stream: IO[bytes], ident: uuid.UUID) -> None:
    with naming_a_full_disk():
        handle, name = tempfile.mkstemp(dir=folder(), prefix="tmp-")
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as target:
                _copy(stream, target)
            sync(draft)
            draft.rename(path_of(ident))
            sync(folder())
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


def path_of(ident: uuid.UUID) -> Path:
    """Return where the file of an import lies."""
    return folder() / ident.hex


def delete(ident: uuid.UUID) -> None:
    """Forget the file; gone already is fine. While a backup runs it stays, for the clean-up."""
    refuse_while_writing("file work")
    keeping.delete(path_of(ident))


def stored() -> Iterator[Path]:
    """Yield the files that are whole."""
    return (path for path in folder().iterdir() if _NAME.fullmatch(path.name))


def left_behind(before: datetime) -> Iterator[Path]:
    """Yield files and folders that lie here since before a moment: a crash, or a job that was given up."""
    for path in folder().iterdir():
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
            yield path


def _copy(stream: IO[bytes], target: IO[bytes]) -> None:
    size = 0
    while chunk := stream.read(_CHUNK_BYTES):
        size += len(chunk)
        if size > MAX_BYTES:
            raise TooLargeError(
                N_("Dit bestand is te groot. Het mag hoogstens %(limit)s MB zijn."), field="file", limit=50
            )
        target.write(chunk)
    if size == 0:
        raise InvalidError(N_("Dit bestand is leeg."), field="file")
