"""What a device hands in, once, however often it is sent: an envelope first, its photos one by one."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any, Final

from sqlalchemy import ColumnElement, inspect, select, update
from sqlalchemy.orm.attributes import set_committed_value

from app.core.clock import now
from app.core.device_clock import DeviceClock
from app.core.errors import (
    N_,
    BusyError,
    ConflictError,
    GoneError,
    InvalidError,
    NotAllowedError,
    NotFoundError,
    TooManyError,
)
from app.extensions import db
from app.models import Moment, Photo, State, Submission, User
from app.services.checks import look_later, store_photo_checks
from app.services.photos import add_photo, check_room
from app.services.submissions import Facts, is_known
from app.storage import incoming
from app.transaction import load, transactional

HOUR: Final = timedelta(hours=1)
ITEMS_PER_HOUR: Final = 600
PHOTOS_PER_HOUR: Final = 3000
UNKNOWN: Final = N_("Waar dit over gaat, kennen wij niet. Misschien is het weg, of nog niet ingestuurd.")
OTHER: Final = N_(
    "Hier is al eerder iets anders mee ingestuurd. Dat is niet veranderd. Jouw versie is er nog."
)
OTHER_PHOTO: Final = N_("Deze foto is al eerder ingestuurd, en was toen anders. Die is niet veranderd.")
REFUSED: Final = N_("Dit is afgewezen of verwijderd. Insturen kan niet meer.")
TOO_MANY: Final = N_("Je stuurde het laatste uur heel veel in. De rest blijft op je toestel en gaat straks.")
submission: Any = Submission.__table__
Create = Callable[..., Submission]


@dataclass(frozen=True, kw_only=True)
class Sending:
    """How facts came: the hash of the body's bytes, its schema, and the clock of the device."""

    body_sha256: str
    schema: int
    clock: DeviceClock | None


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A photo as its request announces it."""

    item_id: uuid.UUID
    photo_id: uuid.UUID
    sha256: str
    bytes: int


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What we have; ``missing`` are the photos that still have to come."""

    id: uuid.UUID
    envelope_sha256: str | None
    missing: tuple[str, ...] = ()
    new: bool = False

    @property
    def complete(self) -> bool:
        """Tell whether all is here; before the envelope nothing is."""
        return self.envelope_sha256 is not None and not self.missing


def find_receipt(ident: uuid.UUID, *, body_sha256: str, actor: User) -> Receipt | None:
    """Return the receipt of what came before under this id with these bytes; None when it is new.

    Raises ConflictError when it was something else or someone else's (nobody can tell which), GoneError
    when it was rejected.
    """
    known = db.session.get(Submission, ident) if is_known(ident) else None
    if known is None:
        return None
    _check_own(known, actor)
    if known.body_sha256 is None:
        return None  # came by a plain form, and is compared by its facts
    _compare(known, body_sha256)
    return receipt_of(known)


def receipt_of(item: Submission, *, new: bool = False) -> Receipt:
    """Return the receipt of an item."""
    missing = tuple(entry["id"] for entry in item.manifest if not entry["come"])
    sha256 = item.body_sha256 or item.envelope_sha256
    return Receipt(id=item.id, envelope_sha256=sha256, missing=missing, new=new)


@transactional
def receive_item(ident: uuid.UUID, facts: Facts, create: Create, *, sending: Sending, actor: User) -> Receipt:
    """Store what came, by the use case that also takes its plain form.

    Raises what find_receipt() does, InvalidError with the name of a field, TooManyError.
    """
    known = load(Submission, ident) if is_known(ident) else None
    if known is not None:
        _check_own(known, actor)
        if known.body_sha256 is not None:
            _compare(known, sending.body_sha256)
            return receipt_of(known)
    else:
        _check_rate(Submission.author_id == actor.id, Submission.received_at, ITEMS_PER_HOUR)
    try:
        item = create(ident, facts, clock=sending.clock, actor=actor)
    except (NotFoundError, NotAllowedError) as error:
        raise InvalidError(error.sentence or UNKNOWN, field="about", **error.values) from error
    _note(item, body_sha256=sending.body_sha256, schema_version=sending.schema)
    db.session.flush()
    return receipt_of(item, new=known is None)


def receive_announced(stream: IO[bytes], promise: Promise, *, actor: User) -> Receipt:
    """Keep a photo that an envelope announces, or will announce; its bytes are on the disk first.

    Without its envelope it waits, 7 days and with at most 40 others. Raises ConflictError for other
    bytes under the same id, InvalidError for what was not announced or came in broken, GoneError,
    TooManyError, TooLargeError, WrongTypeError and FullError; nothing is stored then. Once the envelope
    is here, promised bytes that we cannot read settle their photo too: it is marked as unreadable.
    """
    item, photo = db.session.get(Submission, promise.item_id), db.session.get(Photo, promise.photo_id)
    if _is_in(item, photo, promise, actor):
        return _receipt(item, promise)
    if photo is None:
        _check_rate(Photo.owner_id == actor.id, Photo.created_at, PHOTOS_PER_HOUR)
        if item is None:
            check_room(actor.id)
    sent = None
    if photo is None:
        db.session.rollback()  # nothing is read while the bytes come in, however slowly
        # when the row cannot be stored they stay: the same photo may have come twice at this moment
        promised = (promise.sha256, promise.bytes)
        sent = incoming.receive(stream, promise.photo_id, promised=promised, whatever=item is not None)
    return _keep(promise, sent, actor=actor)


@transactional
def _keep(promise: Promise, sent: incoming.Sent | None, *, actor: User) -> Receipt:
    item = load(Submission, promise.item_id)
    photo = load(Photo, promise.photo_id)  # after its item, as everywhere
    if _is_in(item, photo, promise, actor):
        return _receipt(item, promise)
    new = photo is None
    if photo is None:
        if sent is None:  # swept away a moment ago
            raise BusyError(N_("Het is nu druk. Probeer het zo nog eens."), retry_after_s=1)
        if item is None:
            check_room(actor.id)
        photo = add_photo(promise.photo_id, sent, actor=actor)
    if item is not None:
        _attach(item, photo)
    return _receipt(item, promise, new=new)


def _is_in(item: Submission | None, photo: Photo | None, promise: Promise, actor: User) -> bool:
    """Tell whether nothing is left to do; raises when it can never be done."""
    if item is not None:
        _check_own(item, actor)
    if photo is not None:
        free = photo.submission_id in {None, promise.item_id}
        if photo.owner_id != actor.id or not free or photo.sent_sha256 != promise.sha256:
            raise ConflictError(OTHER_PHOTO)
    if item is None:
        return photo is not None
    return _has_come(item, promise)


def _has_come(item: Submission, promise: Promise) -> bool:
    entry = next((one for one in item.manifest if one["id"] == str(promise.photo_id)), None)
    if entry is None:
        raise InvalidError(N_("Deze foto hoort niet bij wat je instuurde."), field="photos")
    if (entry["sha256"], entry["bytes"]) != (promise.sha256, promise.bytes):
        if entry["come"]:
            raise ConflictError(OTHER_PHOTO)
        raise InvalidError(N_("Dit is niet de foto die je aankondigde."), field="photos")
    return bool(entry["come"])


def _attach(item: Submission, photo: Photo) -> None:
    """Give a photo its place in its item; the desk sees that the item changed."""
    position = next(at for at, one in enumerate(item.manifest) if one["id"] == str(photo.id))
    entry = item.manifest[position]
    photo.submission_id, photo.position = item.id, position
    photo.alt, photo.moment = entry["alt"], Moment(entry["moment"])
    if item.state not in {State.PENDING, State.RETURNED}:
        photo.hidden_at = now()  # nobody has judged it
    rest = [*item.manifest[:position], entry | {"come": True}, *item.manifest[position + 1 :]]
    item.manifest, item.photos_due = rest, sum(not one["come"] for one in rest)
    store_photo_checks(item)
    if not item.photos_due:
        look_later(item.id)


def _receipt(item: Submission | None, promise: Promise, *, new: bool = False) -> Receipt:
    if item is None:
        return Receipt(id=promise.item_id, envelope_sha256=None, new=new)
    return receipt_of(item, new=new)


def _check_own(item: Submission, actor: User) -> None:
    """Raise ConflictError for someone else's, GoneError for what was rejected."""
    if item.author_id != actor.id:
        raise ConflictError(OTHER)
    if item.state == State.REJECTED:
        raise GoneError(REFUSED)


def _compare(known: Submission, body_sha256: str) -> None:
    if known.body_sha256 != body_sha256:
        raise ConflictError(OTHER)


def _note(item: Submission, **values: str | int) -> None:
    """Keep how it came; on what is there already without a new version, since people see the same thing."""
    if inspect(item).pending:
        for name, value in values.items():
            setattr(item, name, value)
        return
    db.session.execute(update(submission).where(submission.c.id == item.id).values(values))
    for name, value in values.items():
        set_committed_value(item, name, value)


def _check_rate(mine: ColumnElement[bool], at: Any, most: int) -> None:
    """Raise TooManyError when so many came within the hour; what is there is counted, nothing is written.

    So no counter can fail and keep out what people hand in (A11).
    """
    moment = now()
    recent = select(at).where(mine, at > moment - HOUR).order_by(at.desc()).offset(most - 1).limit(1)
    full_since: datetime | None = db.session.scalar(recent)
    if full_since is not None:
        wait_s = max(1, round((full_since + HOUR - moment).total_seconds()))
        raise TooManyError(TOO_MANY, retry_after_s=wait_s)
