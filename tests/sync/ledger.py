"""Compares what phones were told with what the server has (S01's rule)."""

import uuid
from collections import Counter

from sqlalchemy import select

from app.extensions import db
from app.models import Decision, Photo, Submission
from app.storage import files, incoming
from tests.sync.device import Parcel, sha
from tests.sync.uploader import Uploader


def faults_of(uploaders: list[Uploader]) -> list[str]:
    """Name everything that was told and is not so: an envelope not there once, a photo without its bytes."""
    db.session.rollback()
    found = []
    for one in uploaders:
        if "envelope" in one.acks:
            found += _envelope(one)
        for ident in one.acks - {"envelope"}:
            found += _photo(ident, one.parcel)
    return found


def counts() -> tuple[int, int, int]:
    """Return how many submissions, photos, and first traces there are."""
    db.session.rollback()
    traces = Counter(db.session.scalars(select(Decision.step)))
    return db.session.query(Submission).count(), db.session.query(Photo).count(), traces["submit"]


def _envelope(one: Uploader) -> list[str]:
    hashes = db.session.scalars(select(Submission.body_sha256).where(Submission.id == one.parcel.id)).all()
    return [] if hashes == [sha(one.body)] else [f"{one.parcel.id}: {hashes}"]


def _photo(ident: str, parcel: Parcel) -> list[str]:
    rows = select(Photo.id, Photo.sent_sha256, Photo.submission_id).where(Photo.id == uuid.UUID(ident))
    expected = sha(parcel.photos[ident])
    row = db.session.execute(rows).one_or_none()
    if row is None or row[1:] != (expected, parcel.id):
        return [f"photo {ident}: {row}"]
    try:
        kept = sha(incoming.read(row[0], expected))
    except FileNotFoundError:
        kept = expected if _has_picture(row[0]) else "no file"
    return [] if kept == expected else [f"photo {ident}: {kept}"]


def _has_picture(ident: uuid.UUID) -> bool:
    """Tell whether a worker made the picture that takes the place of the bytes as sent."""
    db.session.rollback()
    photo = db.session.get_one(Photo, ident)
    return bool(photo.master_sha256) and files.exists(files.master_key(photo.master_sha256))
