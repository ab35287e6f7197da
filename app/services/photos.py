"""What a person does with photos. The bytes are safe on the disk before a row tells of them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any, Final

from sqlalchemy import func, inspect, select
from sqlalchemy.orm.attributes import flag_modified

from app import queue
from app.config import settings
from app.core.clock import now
from app.core.errors import (
    N_,
    ConflictError,
    InvalidError,
    NotAllowedError,
    NotFoundError,
    TooManyError,
    WrongTypeError,
)
from app.core.ids import new_id
from app.extensions import db
from app.models import Moment, Photo, PhotoState, Submission, User
from app.policies.photos import can_change
from app.queries.photos import get_photo
from app.storage import incoming
from app.transaction import load, transactional

MAX_PER_ITEM: Final = 10
MAX_UNATTACHED: Final = 40
MAX_ALT: Final = 300
KEPT: Final = timedelta(days=7)  # a photo without an item, and the bytes of one that is unreadable
FRESH: Final = timedelta(hours=1)  # bytes so young may be those of a photo whose row is still to come


@dataclass(frozen=True, kw_only=True)
class ChosenPhoto:
    """A photo as a form names it; its place in the form's list is its position.

    With ``sha256`` a device announces it: its bytes (so many, of that type, it says) may still have to come.
    """

    id: uuid.UUID
    alt: str = ""
    moment: Moment = Moment.NONE
    sha256: str = ""
    bytes: int = 0
    type: str = ""


def receive_photo(stream: IO[bytes], *, actor: User) -> Photo:
    """Keep a photo of the actor that belongs to nothing yet; without an item it goes after 7 days.

    Raises TooManyError when too many wait already, TooLargeError, WrongTypeError, InvalidError by
    the header, and FullError; nothing is stored then.
    """
    check_room(actor.id)
    photo_id = new_id()
    sent = incoming.receive(stream, photo_id)
    try:
        return _record(photo_id, sent, actor=actor)
    except BaseException:
        incoming.delete(photo_id, sent.sha256)
        raise


@transactional
def turn_photo(photo_id: uuid.UUID, *, actor: User) -> Photo:
    """Turn a photo a quarter clockwise; raises NotFoundError or NotAllowedError."""
    photo = _changeable(photo_id, actor)
    photo.turn = (photo.turn + 90) % 360
    _touch(photo)
    if photo.state == PhotoState.READY:
        queue.add("photos.render", photo_id=str(photo.id))
    return photo


@transactional
def remove_photo(photo_id: uuid.UUID, *, actor: User) -> None:
    """Take a photo away for good; raises NotFoundError or NotAllowedError."""
    photo = _changeable(photo_id, actor)
    _touch(photo)
    forget(photo)


def attach_photos(item: Submission, chosen: Sequence[ChosenPhoto], *, actor: User) -> None:
    """Make these the photos of an item, in this order, inside the use case that stores the item.

    One's own photos that belong to nothing yet, or those it had; what it had and is not among them
    is removed. What a device announced and still has to come is remembered. Raises InvalidError for more
    than ten, or one that is gone or of someone else, ConflictError for an announced one that was other
    bytes or something else's before.
    """
    announced = [one for one in chosen if one.sha256]
    if len(chosen) + (0 if announced else item.photos_due or 0) > MAX_PER_ITEM:
        raise InvalidError(N_("Kies hoogstens %(limit)s foto’s."), field="photos", limit=MAX_PER_ITEM)
    new = inspect(item).pending  # it is written once, with all that is said of it here
    had = {} if new else {photo.id: photo for photo in _photos_of(item.id)}
    with db.session.no_autoflush:
        found = {one.id: had.get(one.id) or _free(one, actor) for one in chosen}
    wanted = {ident: photo for ident, photo in found.items() if photo is not None}
    changed = wanted.keys() != had.keys()
    for left in had.keys() - wanted.keys():
        forget(had[left])
    if announced:
        item.manifest = [_entry(one, come=one.id in wanted) for one in announced]
        item.photos_due = len(announced) - len(wanted)
    if wanted:
        db.session.flush()  # a photo points at a row that is there
    for position, one in enumerate(chosen):
        if one.id in wanted:
            changed |= _place(wanted[one.id], item.id, position, one)
    if changed and not new:
        flag_modified(item, "state")


def forget(photo: Photo) -> None:
    """Delete the row; bytes as sent go by a job on their own server, stored files by the clean-up."""
    if photo.state != PhotoState.READY:
        forget_sent(photo, due_at=now() + FRESH)
    db.session.delete(photo)


def forget_sent(photo: Photo, *, due_at: datetime) -> None:
    """Have the bytes as sent deleted by the server on whose disk they lie."""
    queue.add(
        "photos.forget", host=photo.host, due_at=due_at, photo_id=str(photo.id), sha256=photo.sent_sha256
    )


def check_room(owner_id: uuid.UUID) -> None:
    free = select(func.count()).where(Photo.owner_id == owner_id, Photo.submission_id.is_(None))
    if (db.session.scalar(free) or 0) >= MAX_UNATTACHED:
        raise TooManyError(
            N_(
                "Er staan al %(limit)s foto’s van jou klaar die nergens bij horen. "
                "Stuur eerst in wat klaar is, of haal foto’s weg."
            ),
            retry_after_s=3600,
            limit=MAX_UNATTACHED,
        )


@transactional
def _record(photo_id: uuid.UUID, sent: incoming.Sent, *, actor: User) -> Photo:
    check_room(actor.id)
    return add_photo(photo_id, sent, actor=actor)


def add_photo(photo_id: uuid.UUID, sent: incoming.Sent, *, actor: User) -> Photo:
    """Add the row of bytes that are on the disk, inside a use case, and ask for its pictures."""
    photo = Photo(
        id=photo_id,
        owner_id=actor.id,
        sent_sha256=sent.sha256,
        sent_bytes=sent.bytes,
        sent_type=sent.type,
        host=settings().host,
        created_at=now(),
    )
    db.session.add(photo)
    if sent.refused:
        give_up(photo, kept=sent.refused != WrongTypeError.status)
    else:
        queue.add("photos.render", host=photo.host, photo_id=str(photo_id))
    return photo


def give_up(photo: Photo, *, kept: bool = True) -> None:
    """Mark a photo as unreadable, for its author and the desk; its bytes, if kept, stay 7 days."""
    photo.state, photo.read_at = PhotoState.UNREADABLE, now()
    if kept:
        forget_sent(photo, due_at=photo.read_at + KEPT)
    else:
        photo.read_at -= KEPT  # as if those days were over: nobody looks for the bytes


def _changeable(photo_id: uuid.UUID, actor: User) -> Photo:
    found = get_photo(photo_id, viewer=actor)
    if found is None:
        raise NotFoundError
    if found.owner_id != actor.id:
        raise NotAllowedError(N_("Alleen wie de foto maakte, kan hem veranderen."))
    item = load(Submission, found.submission_id) if found.submission_id else None
    photo = load(Photo, photo_id)  # after its item, as everywhere, so that two never wait for each other
    if photo is None or photo.submission_id != (item.id if item else None):
        raise ConflictError(N_("Er is net iets aan deze foto veranderd. Probeer het nog eens."))
    if not can_change(actor, photo, item):
        raise NotAllowedError(N_("Deze foto is al beoordeeld. Je kunt hem niet meer veranderen."))
    return photo


def _touch(photo: Photo) -> None:
    """Let the desk see that the item changed."""
    if photo.submission_id and (item := load(Submission, photo.submission_id)):
        flag_modified(item, "state")


def _photos_of(item_id: uuid.UUID) -> Sequence[Photo]:
    found = select(Photo).where(Photo.submission_id == item_id).with_for_update(key_share=True)
    return db.session.scalars(found).all()


def _free(one: ChosenPhoto, actor: User) -> Photo | None:
    """Return a photo that can be attached; None for an announced one that still has to come."""
    if not one.sha256:
        return _own_and_free(one.id, actor)
    photo = load(Photo, one.id)
    if photo is None:
        return None
    if (photo.owner_id, photo.submission_id, photo.sent_sha256) != (actor.id, None, one.sha256):
        raise ConflictError(N_("Een van deze foto’s is al eens ingestuurd, en was toen anders."))
    return photo


def _entry(one: ChosenPhoto, *, come: bool) -> dict[str, Any]:
    """Return an announced photo as its item remembers it; ``come`` stays true when it is removed later."""
    told = {name: getattr(one, name) for name in ("sha256", "bytes", "type")}
    words = {"alt": one.alt.strip()[:MAX_ALT], "moment": str(one.moment)}
    return {"id": str(one.id), **told, **words, "come": come}


def _own_and_free(photo_id: uuid.UUID, actor: User) -> Photo:
    photo = load(Photo, photo_id)
    if photo is None or photo.owner_id != actor.id or photo.submission_id is not None:
        raise InvalidError(
            N_("Een van je foto’s hebben we niet meer. Haal hem weg en kies hem opnieuw."), field="photos"
        )
    return photo


def _place(photo: Photo, item_id: uuid.UUID, position: int, one: ChosenPhoto) -> bool:
    """Give the photo its place and words; tell whether anything changed."""
    values = {
        "submission_id": item_id,
        "position": position,
        "moment": one.moment,
        "alt": one.alt.strip()[:MAX_ALT],
    }
    different = {name: value for name, value in values.items() if getattr(photo, name) != value}
    for name, value in different.items():
        setattr(photo, name, value)
    return bool(different)
