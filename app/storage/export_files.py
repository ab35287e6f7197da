"""Files that people asked for, by the id of what they asked; in the same store as the photos, for some days.

They can be made again, so they are neither synced to the disk nor part of a backup.
"""

import re
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Final

import obstore
from obstore.store import LocalStore, S3Store

from app.config import settings
from app.core.outside import refuse_while_writing
from app.storage import keeping
from app.storage.disk import check_room, naming_a_full_disk
from app.storage.store import EXPORTS, reaching, the_store

ENDINGS: Final = ("csv", "zip")
_KEY: Final = re.compile(rf"{EXPORTS}([0-9a-f]{{32}})\.(?:{'|'.join(ENDINGS)})")
_CHUNK_BYTES: Final = 1 << 20


@contextmanager
def draft() -> Iterator[IO[bytes]]:
    """Give a file to write to, on this server's disk; it has no name and goes with the block or the process.

    Raises FullError.
    """
    refuse_while_writing("file work")
    folder = settings().data_dir
    check_room(folder)
    with naming_a_full_disk(), tempfile.TemporaryFile(dir=folder) as file:
        yield file


def put(ident: uuid.UUID, ending: str, file: IO[bytes]) -> int:
    """Store what was written, in place of what lay there; return how many bytes it is.

    Raises FullError or UnreachableError.
    """
    size = file.tell()
    file.seek(0)
    with reaching(), naming_a_full_disk():
        store = the_store()
        if isinstance(store, LocalStore):
            check_room(settings().data_dir)
        obstore.put(store, key_of(ident, ending), file)
    return size


def chunks(ident: uuid.UUID, ending: str) -> Iterator[bytes]:
    """Return the bytes, a megabyte at a time; raises FileNotFoundError at once, or UnreachableError.

    Each is asked for by itself: whoever reads slowly keeps no line to the store open.
    """
    key = key_of(ident, ending)
    store = the_store()  # the parts are read after the request, where no settings are to be had
    with reaching():
        size = obstore.head(store, key)["size"]
    return _read(store, key, size)


def _read(store: LocalStore | S3Store, key: str, size: int) -> Iterator[bytes]:
    for start in range(0, size, _CHUNK_BYTES):
        yield bytes(obstore.get_range(store, key, start=start, end=min(start + _CHUNK_BYTES, size)))


def delete(ident: uuid.UUID, ending: str) -> None:
    """Remove a file, unless a backup runs; gone already is fine. Raises UnreachableError."""
    with suppress(FileNotFoundError), keeping.may_delete() as may, reaching():
        if may:
            obstore.delete(the_store(), key_of(ident, ending))


def listed() -> Iterator[tuple[uuid.UUID, str, datetime]]:
    """Yield id, ending and moment of all that lies here; raises UnreachableError."""
    with reaching():
        for page in obstore.list(the_store(), prefix=EXPORTS):
            for found in page:
                key = _KEY.fullmatch(found["path"])
                if key is not None:
                    yield uuid.UUID(key[1]), Path(found["path"]).suffix[1:], found["last_modified"]


def key_of(ident: uuid.UUID, ending: str) -> str:
    """Return where a file lies; raises ValueError for an ending that is none of ours."""
    if ending not in ENDINGS:
        raise ValueError(ending)
    return f"{EXPORTS}{ident.hex}.{ending}"
