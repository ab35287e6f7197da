"""Do rows and files tell the same story? Every row has its file with the right bytes, and the reverse."""

import hashlib
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, select

from app.config import settings
from app.core.clock import now
from app.extensions import db
from app.models import Photo, PhotoState, Rendition
from app.spatial.engine import indexes_are_sound
from app.storage import files, incoming

SWEPT_AFTER: Final = timedelta(days=8)  # the nightly clean-up takes what is older than seven
BATCH: Final = 200


class Fault(NamedTuple):
    """Something that is not as it should be; ``what`` holds ids, keys and hashes only."""

    kind: str
    what: str


def find_faults() -> Iterator[Fault]:
    """Yield what is missing, damaged or nobody's in the store, in this server's ``incoming/``, in an index.

    Reads every file, so it takes its time. Raises UnreachableError.
    """
    masters = select(Photo.master_sha256).where(Photo.master_sha256.is_not(None))
    for sha256 in _each(masters):
        yield from _stored(files.master_key(sha256), sha256)
    for sha256 in _each(select(Rendition.sha256)):
        yield from _stored(files.rendition_key(sha256), sha256)
    yield from _strangers()
    yield from _waiting_rows()
    yield from _waiting_files()
    if not indexes_are_sound(db.session.connection()):
        yield Fault("damaged spatial index", "rebuild it with RecoverSpatialIndex()")


def _each(asked: Select[Any]) -> Iterator[str]:
    yield from db.session.scalars(asked.distinct().execution_options(yield_per=BATCH))


def _stored(key: str, sha256: str) -> Iterator[Fault]:
    try:
        data = files.get(key)
    except FileNotFoundError:
        yield Fault("missing file", key)
        return
    if hashlib.sha256(data).hexdigest() != sha256:
        yield Fault("damaged file", key)


def _strangers() -> Iterator[Fault]:
    """Yield files of no photo; young ones wait for the clean-up, or for a commit."""
    old = now() - SWEPT_AFTER
    for found in files.listed():
        if not found.sha256:
            yield Fault("foreign file", found.key)
        elif found.written_at < old and not _is_known(found.sha256):
            yield Fault("file of no photo", found.key)


def _is_known(sha256: str) -> bool:
    master = select(Photo.id).where(Photo.master_sha256 == sha256).limit(1)
    rendition = select(Rendition.photo_id).where(Rendition.sha256 == sha256).limit(1)
    return db.session.scalar(master) is not None or db.session.scalar(rendition) is not None


def _waiting_rows() -> Iterator[Fault]:
    """Yield photos whose bytes as sent should lie here and do not, or differ."""
    here = select(Photo.id, Photo.sent_sha256, Photo.state, Photo.read_at)
    here = here.where(Photo.host == settings().host, Photo.state != PhotoState.READY)
    for photo_id, sha256, state, read_at in db.session.execute(here.execution_options(yield_per=BATCH)):
        given_up = (
            state == PhotoState.UNREADABLE and read_at is not None and read_at < now() - timedelta(days=7)
        )
        if not given_up:
            yield from _sent(photo_id, sha256)


def _sent(photo_id: uuid.UUID, sha256: str) -> Iterator[Fault]:
    try:
        data = incoming.read(photo_id, sha256)
    except FileNotFoundError:
        yield Fault("missing bytes as sent", f"photo {photo_id}")
        return
    if hashlib.sha256(data).hexdigest() != sha256:
        yield Fault("damaged bytes as sent", f"photo {photo_id}")


def _waiting_files() -> Iterator[Fault]:
    old = now() - SWEPT_AFTER
    for found in incoming.waiting():
        photo = db.session.get(Photo, found.photo_id)
        if found.written_at < old and (photo is None or photo.state == PhotoState.READY):
            yield Fault("bytes as sent that nobody needs", f"photo {found.photo_id}")
