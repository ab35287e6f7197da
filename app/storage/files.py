"""Masters and renditions by the hash of their bytes, in a folder or in any S3 service.

Only what images.rebuild() made can be stored here. Keys hold hashes, never a name that a person or
a phone gave. Files are removed by the clean-up alone, once nothing has pointed at them for days.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import obstore
from obstore.store import LocalStore

from app.storage import keeping
from app.storage.disk import check_room, naming_a_full_disk, sync_file
from app.storage.images import MASTER_TYPE, RENDITION_TYPE, Rebuilt
from app.storage.store import EXPORTS, local_folder, reaching, the_store

if TYPE_CHECKING:
    from obstore import GetResult

_FOLDERS: Final = {MASTER_TYPE: ("masters", "jpg"), RENDITION_TYPE: ("renditions", "webp")}
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_KEY: Final = re.compile(r"(?:masters|renditions)/[0-9a-f]{2}/[0-9a-f]{64}\.(?:jpg|webp)")
_CHUNK_BYTES: Final = 1 << 20


class StoredFile(NamedTuple):
    """One file as the store lists it; ``sha256`` is what its key says, empty for a key that is not ours."""

    key: str
    sha256: str
    bytes: int
    written_at: datetime


def master_key(sha256: str) -> str:
    """Return where the master with this hash lies; raises ValueError for anything but a hash."""
    return _key(MASTER_TYPE, sha256)


def rendition_key(sha256: str) -> str:
    """Return where the rendition with this hash lies; raises ValueError for anything but a hash."""
    return _key(RENDITION_TYPE, sha256)


def put(picture: Rebuilt) -> str:
    """Store a picture for good and return its key; the same bytes again are fine.

    Raises TypeError for anything that images.rebuild() did not make, FullError, or UnreachableError.
    """
    if not isinstance(picture, Rebuilt):
        raise TypeError("only pictures made by app.storage.images.rebuild() are stored")
    key = _key(picture.type, picture.sha256)
    store = the_store()
    if isinstance(store, LocalStore):
        check_room(local_folder())
    with reaching(), naming_a_full_disk():
        obstore.put(store, key, picture.data)
        if isinstance(store, LocalStore):  # obstore leaves this to us
            sync_file(local_folder() / key)
    return key


def get(key: str) -> bytes:
    """Return the bytes; raises FileNotFoundError or UnreachableError."""
    with reaching():
        return bytes(obstore.get(the_store(), _checked(key)).bytes())


def chunks(key: str) -> Iterator[bytes]:
    """Return the bytes, a megabyte at a time; raises FileNotFoundError at once, or UnreachableError."""
    with reaching():
        found = obstore.get(the_store(), _checked(key))
    return _read(found)


def _read(found: "GetResult") -> Iterator[bytes]:
    with reaching():
        for chunk in found.stream(_CHUNK_BYTES):
            yield bytes(chunk)


def put_back(key: str, path: Path) -> None:
    """Store a file of a backup again under its own key; raises ValueError when the bytes are others.

    The only other way in than put(): rebuilt pictures come out of a backup as they went in.
    """
    with path.open("rb") as source:
        if hashlib.file_digest(source, "sha256").hexdigest() != Path(_checked(key)).stem:
            raise ValueError("not the bytes of this key")
        source.seek(0)
        with reaching():
            obstore.put(the_store(), key, source)


def exists(key: str) -> bool:
    """Tell whether the file is there; raises UnreachableError."""
    try:
        with reaching():
            obstore.head(the_store(), _checked(key))
    except FileNotFoundError:
        return False
    return True


def delete(key: str) -> None:
    """Remove the file, unless a backup runs; gone already is fine. Raises UnreachableError."""
    with suppress(FileNotFoundError), keeping.may_delete() as may, reaching():
        if may:
            obstore.delete(the_store(), _checked(key))


def listed() -> Iterator[StoredFile]:
    """Yield all that lies in the store, whatever the database says; raises UnreachableError.

    Not what people asked for as a file: that is of export_files.py.
    """
    with reaching():
        for page in obstore.list(the_store()):
            for found in page:
                key = found["path"]
                if key.startswith(EXPORTS):
                    continue
                sha256 = Path(key).stem if _KEY.fullmatch(key) else ""
                yield StoredFile(key, sha256, found["size"], found["last_modified"])


def _key(kind: str, sha256: str) -> str:
    if not _HASH.fullmatch(sha256):
        raise ValueError("a key is made of a SHA-256")
    folder, ending = _FOLDERS[kind]
    return f"{folder}/{sha256[:2]}/{sha256}.{ending}"


def _checked(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise ValueError("no key of ours")
    return key
