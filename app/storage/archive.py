"""The file of a backup: a zip whose comment is a seal, an HMAC by the secret key of every byte before it.

So a bit that changed anywhere is noticed, and nothing is unpacked, or even read as a zip, that was not
made by whoever has the key. The last member is the manifest: what is inside, with sizes and hashes.
See docs/adr/0019.
"""

import hashlib
import hmac
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from app.core.errors import BackupError

FORMAT: Final = 1
DATABASE: Final = "database"
MANIFEST: Final = "manifest.json"
CHUNK_BYTES: Final = 1 << 20
_MAC_LENGTH: Final = 64
_SEAL: Final = re.compile(rb"haarvaten-backup ([0-9a-f]{16}) ([0-9a-f]{64})")
_SEAL_LENGTH: Final = 98
_NAME: Final = re.compile(r"database|(?:files|incoming|incoming-maps)(?:/[0-9a-z-]+)+(?:\.[a-z]+)?")

Progress = Callable[[str, int], None]  # what is being done, and bytes of it that are done


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a backup says of itself; ``members`` are name: [bytes, SHA-256]."""

    kind: str
    revision: str
    made_at: str
    host: str
    members: dict[str, tuple[int, str]]
    format: int = FORMAT

    @property
    def moment(self) -> datetime:
        """Return when it was made, aware UTC."""
        return datetime.fromisoformat(self.made_at)


class Writer:
    """A backup that is being made."""

    def __init__(self, archive: ZipFile, progress: Progress) -> None:
        """Write into this zip."""
        self._zip, self._progress, self._bytes = archive, progress, 0
        self.members: dict[str, tuple[int, str]] = {}

    def add(self, name: str, chunks: Iterable[bytes], *, squeeze: bool = False) -> None:
        """Add a member, piece by piece; ``squeeze`` what is not squeezed already."""
        digest, size = hashlib.sha256(), 0
        info = ZipInfo(name)
        info.compress_type, info.external_attr = ZIP_DEFLATED if squeeze else ZIP_STORED, 0o600 << 16
        with self._zip.open(info, "w", force_zip64=True) as target:
            for chunk in chunks:
                target.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                self._progress("written", self._bytes + size)
        self._bytes += size
        self.members[name] = (size, digest.hexdigest())

    def finish(self, *, kind: str, revision: str, made_at: datetime, host: str) -> Manifest:
        """Say what is inside; nothing is added after it."""
        manifest = Manifest(
            kind=kind, revision=revision, made_at=made_at.isoformat(), host=host, members=self.members
        )
        self._zip.writestr(MANIFEST, json.dumps(asdict(manifest)), compress_type=ZIP_DEFLATED)
        return manifest


@contextmanager
def writing(path: Path, secret: str, progress: Progress) -> Iterator[Writer]:
    """Make a backup; the file is there, whole and for its owner only, when the block ends, or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w+b") as file:
            with ZipFile(file, "w") as archive:
                archive.comment = b"haarvaten-backup " + _name_of_key(secret) + b" " + b"0" * _MAC_LENGTH
                yield Writer(archive, progress)
            body = file.seek(0, os.SEEK_END) - _MAC_LENGTH
            seal = _mac(file, body, secret, progress)
            file.seek(body)
            file.write(seal)
            file.flush()
            os.fsync(file.fileno())
        Path(name).rename(path)
    finally:
        Path(name).unlink(missing_ok=True)


class Reader:
    """A backup whose every byte was looked at."""

    def __init__(self, archive: ZipFile, manifest: Manifest) -> None:
        """Read from this zip."""
        self._zip, self.manifest = archive, manifest

    def extract(self, name: str, target: Path, progress: Progress, done: int) -> int:
        """Write a member to a new file and return ``done`` plus its bytes; raises BackupError."""
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with target.open("xb") as file:
            for chunk in self.checked(name):
                file.write(chunk)
                done += len(chunk)
                progress("unpacked", done)
        return done

    def checked(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a member; raises BackupError at the end when they are not what they were."""
        size, sha256 = self.manifest.members[name]
        digest = hashlib.sha256()
        with self._zip.open(name) as source:
            while chunk := source.read(CHUNK_BYTES):
                digest.update(chunk)
                size -= len(chunk)
                yield chunk
        if size or digest.hexdigest() != sha256:
            raise BackupError(f"This backup is damaged: {name} is not what it was.")


@contextmanager
def reading(path: Path, secret: str, progress: Progress) -> Iterator[Reader]:
    """Open a backup after looking at all of it; raises BackupError when it is damaged or not ours."""
    with path.open("rb") as file:
        _check_seal(file, secret, progress)
        try:
            archive = ZipFile(file)
            reader = Reader(archive, _manifest(archive))
        except (BadZipFile, KeyError, ValueError, TypeError) as error:
            raise BackupError("This backup is damaged.") from error
        done = 0
        for name in reader.manifest.members:
            for chunk in reader.checked(name):
                done += len(chunk)
                progress("looked at", done)
        yield reader


def _manifest(archive: ZipFile) -> Manifest:
    told = json.loads(archive.read(MANIFEST))
    if told.get("format") != FORMAT:
        raise BackupError(f"This backup has format {told.get('format')}; this version reads {FORMAT}.")
    told["members"] = {name: tuple(facts) for name, facts in told["members"].items()}
    manifest = Manifest(**told)
    strange = [name for name in manifest.members if not _NAME.fullmatch(name)]
    if (
        strange
        or set(archive.namelist()) != {*manifest.members, MANIFEST}
        or DATABASE not in manifest.members
    ):
        raise BackupError("This backup is damaged: its files are not those of its manifest.")
    return manifest


def _check_seal(file: IO[bytes], secret: str, progress: Progress) -> None:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _SEAL_LENGTH))
    found = _SEAL.fullmatch(file.read())
    if found is None:
        raise BackupError("This is not a backup of Haarvaten, or its end is missing.")
    if not hmac.compare_digest(found[1], _name_of_key(secret)):
        raise BackupError("This backup was made with another SECRET_KEY, or it is damaged.")
    if not hmac.compare_digest(found[2], _mac(file, size - _MAC_LENGTH, secret, progress)):
        raise BackupError("This backup is damaged: it is not as it was made.")


def _name_of_key(secret: str) -> bytes:
    """Return what tells one key from another and nothing else of it."""
    return hmac.new(secret.encode(), b"haarvaten backup: which key", hashlib.sha256).hexdigest()[:16].encode()


def _mac(file: IO[bytes], size: int, secret: str, progress: Progress) -> bytes:
    """Return the HMAC of the first bytes of a file; its key is made for this alone."""
    key = hmac.digest(secret.encode(), b"haarvaten backup: seal", "sha256")
    found = hmac.new(key, digestmod=hashlib.sha256)
    file.seek(0)
    while (left := size - file.tell()) > 0 and (chunk := file.read(min(CHUNK_BYTES, left))):
        found.update(chunk)
        progress("sealed", file.tell())
    return found.hexdigest().encode()
