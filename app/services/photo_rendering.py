"""Make master and renditions of a photo: files first, then the row, then the bytes as sent go."""

import uuid
from dataclasses import dataclass

from app import queue
from app.core.clock import now
from app.extensions import db
from app.models import Photo, PhotoState, Rendition
from app.services.checks import look_later
from app.services.photos import FRESH, give_up
from app.storage import files, images, incoming
from app.storage.images import Rebuilding, UnreadableError
from app.transaction import load, transactional


@dataclass(frozen=True, kw_only=True)
class _Source:
    """What the decoder starts from: the bytes as sent, or the master when only a turn was asked."""

    photo_id: uuid.UUID
    sent_sha256: str
    master_sha256: str | None
    turn: int
    turned: int

    def read(self) -> bytes:
        if self.master_sha256 is None:
            return incoming.read(self.photo_id, self.sent_sha256)
        return files.get(files.master_key(self.master_sha256))


def render_photo(photo_id: uuid.UUID) -> None:
    """Bring the stored pictures of a photo in line with its row; done already or gone is fine.

    Bytes that cannot be decoded mark the photo as unreadable and are kept 7 days. Any other failure
    leaves it as it was, unpublished, for the job to try again. Raises FileNotFoundError, FullError,
    UnreachableError, OSError.
    """
    source = _source(photo_id)
    if source is None:
        return
    try:
        made = images.rebuild(source.read(), turn=(source.turn - source.turned) % 360)
    except UnreadableError:
        _mark_unreadable(source)
        return
    for picture in (made.master, *made.renditions.values()):
        files.put(picture)
    _store(source, made)
    if source.master_sha256 is None:
        incoming.delete(source.photo_id, source.sent_sha256)


def forget_bytes(photo_id: uuid.UUID, sha256: str) -> None:
    """Delete the bytes as sent of a photo that was removed, or was unreadable long enough.

    Young ones stay for the sweep: the same photo may be coming in again, and its row be stored a moment
    after we looked.
    """
    if not incoming.is_older(photo_id, sha256, now() - FRESH):
        return
    photo = db.session.get(Photo, photo_id)
    if photo is None or photo.state == PhotoState.UNREADABLE:
        incoming.delete(photo_id, sha256)


def _source(photo_id: uuid.UUID) -> _Source | None:
    photo = db.session.get(Photo, photo_id, populate_existing=True)
    if photo is None or photo.state == PhotoState.UNREADABLE:
        return None
    if photo.state == PhotoState.READY and photo.turn == photo.turned:
        incoming.delete(photo.id, photo.sent_sha256)  # a crash may have come in between
        return None
    found = _Source(
        photo_id=photo.id,
        sent_sha256=photo.sent_sha256,
        master_sha256=photo.master_sha256,
        turn=photo.turn,
        turned=photo.turned,
    )
    db.session.rollback()  # nothing is read while the decoder works
    return found


@transactional
def _store(source: _Source, made: Rebuilding) -> None:
    photo = load(Photo, source.photo_id)
    if photo is None or photo.master_sha256 != source.master_sha256:
        return  # removed, or another worker was first
    photo.state, photo.master_sha256 = PhotoState.READY, made.master.sha256
    photo.width, photo.height = made.master.width, made.master.height
    photo.turned, photo.read_at = source.turn, photo.read_at or now()
    known = {rendition.size: rendition for rendition in photo.renditions}
    for size, picture in made.renditions.items():
        rendition = known.get(size) or Rendition(size=size)
        rendition.sha256, rendition.bytes = picture.sha256, len(picture.data)
        rendition.width, rendition.height = picture.width, picture.height
        if size not in known:
            photo.renditions.append(rendition)
    if photo.turn != photo.turned:
        queue.add("photos.render", photo_id=str(photo.id))
    _look_at_its_item(photo)


@transactional
def _mark_unreadable(source: _Source) -> None:
    photo = load(Photo, source.photo_id)
    if photo is None or photo.master_sha256 != source.master_sha256:
        return
    if photo.master_sha256 is None:
        give_up(photo)
    else:
        photo.turn = photo.turned
    _look_at_its_item(photo)


def _look_at_its_item(photo: Photo) -> None:
    if photo.submission_id is not None:
        look_later(photo.submission_id)
