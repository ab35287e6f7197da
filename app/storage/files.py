"""Masters and renditions by the hash of their bytes, in a folder or in any S3 service.

Only what images.rebuild() made can be stored here. Keys hold hashes, never a name that a person or
a phone gave. Files are removed by the clean-up alone, once nothing has pointed at them for days.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, S3Store

from app.config import Settings, settings
from app.core.errors import UnreachableError
from app.core.outside import refuse_while_writing
from app.storage import keeping
from app.storage.disk import check_room, naming_a_full_disk, sync_file
from app.storage.images import MASTER_TYPE, RENDITION_TYPE, Rebuilt

if TYPE_CHECKING:
    from obstore import GetResult

_FOLDERS: Final = {MASTER_TYPE: ("masters", "jpg"), RENDITION_TYPE: ("renditions", "webp")}
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_KEY: Final = re.compile(r"(?:masters|renditions)/[0-9a-f]{2}/[0-9a-f]{64}\.(?:jpg|webp)")
_CHUNK_BYTES: Final = 1 << 20
_PATIENCE: Final = timedelta(seconds=10)


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
    store = _store()
    if isinstance(store, LocalStore):
        check_room(_local_folder(settings()))
    with _reaching(), naming_a_full_disk():
        obstore.put(store, key, picture.data)
        if isinstance(store, LocalStore):  # obstore leaves this to us
            sync_file(_local_folder(settings()) / key)
    return key


def get(key: str) -> bytes:
    """Return the bytes; raises FileNotFoundError or UnreachableError."""
    with _reaching():
        return bytes(obstore.get(_store(), _checked(key)).bytes())


def chunks(key: str) -> Iterator[bytes]:
    """Return the bytes, a megabyte at a time; raises FileNotFoundError at once, or UnreachableError."""
    with _reaching():
        found = obstore.get(_store(), _checked(key))
    return _read(found)


def _read(found: "GetResult") -> Iterator[bytes]:
    with _reaching():
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
        with _reaching():
            obstore.put(_store(), key, source)


def exists(key: str) -> bool:
    """Tell whether the file is there; raises UnreachableError."""
    try:
        with _reaching():
            obstore.head(_store(), _checked(key))
    except FileNotFoundError:
        return False
    return True


def delete(key: str) -> None:
    """Remove the file, unless a backup runs; gone already is fine. Raises UnreachableError."""
    with suppress(FileNotFoundError), keeping.may_delete() as may, _reaching():
        if may:
            obstore.delete(_store(), _checked(key))


def listed() -> Iterator[StoredFile]:
    """Yield all that lies in the store, whatever the database says; raises UnreachableError."""
    with _reaching():
        for page in obstore.list(_store()):
            for found in page:
                key = found["path"]
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


def _local_folder(given: Settings) -> Path:
    return given.data_dir / "files"


def _store() -> LocalStore | S3Store:
    return _opened(settings())


@lru_cache(maxsize=4)
def _opened(given: Settings) -> LocalStore | S3Store:
    if not given.files_url:
        _local_folder(given).mkdir(mode=0o700, parents=True, exist_ok=True)
        return LocalStore(_local_folder(given))
    return S3Store(
        given.files_url.removeprefix("s3://").rstrip("/"),
        endpoint=given.s3_endpoint or None,
        region=given.s3_region,
        access_key_id=given.s3_key,
        secret_access_key=given.s3_secret,
        client_options={"allow_http": given.s3_endpoint.startswith("http://"), "timeout": _PATIENCE},
        retry_config={"max_retries": 2, "retry_timeout": _PATIENCE},
    )


@contextmanager
def _reaching() -> Iterator[None]:
    """Say UnreachableError for whatever an S3 service may answer but "not found"."""
    refuse_while_writing("file work")
    try:
        yield
    except BaseError as error:
        if not settings().files_url:
            raise
        raise UnreachableError("the file store does not answer") from error
