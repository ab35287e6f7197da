"""What is left behind goes after seven days: photos without an item, bytes and files of nobody."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import select, union_all

from app.config import settings
from app.core.clock import now
from app.extensions import db
from app.models import Photo, PhotoState, Rendition
from app.services.photos import KEPT, forget
from app.storage import files, incoming
from app.transaction import transactional

BATCH = 200
T = TypeVar("T")


def sweep_photos() -> None:
    """Remove what nobody needs any more; a crash half-way leaves the rest for the next time (P13).

    Looks at ``incoming/`` of this server and at the shared store. Raises UnreachableError.
    """
    before = now() - KEPT
    while forget_unattached(before):
        pass
    sweep_incoming(before)
    for some in _in_batches(found for found in files.listed() if found.sha256 and found.written_at < before):
        known = _known_hashes(one.sha256 for one in some)
        for one in some:
            if one.sha256 not in known:
                files.delete(one.key)


@transactional
def forget_unattached(before: datetime) -> int:
    """Forget photos that were never handed in; returns how many, at most a batch at a time."""
    old = select(Photo).where(Photo.submission_id.is_(None), Photo.created_at < before)
    found = db.session.scalars(old.limit(BATCH).with_for_update(key_share=True)).all()
    for photo in found:
        forget(photo)
    return len(found)


def sweep_incoming(before: datetime) -> None:
    """Delete old bytes on this server that no photo still needs."""
    for path in incoming.broken_off():
        if datetime.fromtimestamp(path.stat().st_mtime, before.tzinfo) < before:
            path.unlink(missing_ok=True)
    for some in _in_batches(found for found in incoming.waiting() if found.written_at < before):
        needed = _still_needed((one.photo_id for one in some), before)
        for one in some:
            if one.photo_id in needed or not incoming.is_older(one.photo_id, one.sha256, before):
                continue  # needed, or sent anew meanwhile
            incoming.delete(one.photo_id, one.sha256)


def _still_needed(ids: Iterable[uuid.UUID], before: datetime) -> set[uuid.UUID]:
    rows = db.session.execute(
        select(Photo.id, Photo.state, Photo.read_at).where(
            Photo.id.in_(list(ids)), Photo.host == settings().host
        )
    )
    return {
        ident
        for ident, state, read_at in rows
        if state == PhotoState.RECEIVED
        or (state == PhotoState.UNREADABLE and read_at is not None and read_at >= before)
    }


def _known_hashes(asked: Iterable[str]) -> set[str]:
    hashes = list(asked)
    masters = select(Photo.master_sha256).where(Photo.master_sha256.in_(hashes))
    renditions = select(Rendition.sha256).where(Rendition.sha256.in_(hashes))
    return set(db.session.scalars(union_all(masters, renditions)))


def _in_batches(things: Iterable[T]) -> Iterator[list[T]]:
    source = iter(things)
    while some := list(islice(source, BATCH)):
        yield some
