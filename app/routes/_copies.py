"""From a copy of an outbox to its use cases: each thing as if the device itself had sent it."""

import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Final

from app.core.errors import BusyError, DomainError, FullError, TooManyError
from app.forms.envelopes import read_envelope
from app.i18n import gettext as _
from app.models import User
from app.routes._intake import FieldsError, take_in
from app.services.photos import ChosenPhoto
from app.services.sync import Promise, Receipt, receive_announced
from app.storage.copies import Copy, Listed

PATIENCE_S: Final = 20.0  # then the answer comes, and the same copy may be sent again for the rest


@dataclass(frozen=True)
class Outcome:
    """What became of one item: received, known (it was here already), partial, wrong or later."""

    item: Listed
    state: str
    reasons: list[str] = field(default_factory=list)
    photos_missing: int = 0


def take_copy(stream: IO[bytes], *, actor: User) -> tuple[list[Outcome], int]:
    """Take in what a copy holds; returns what became of each, and how many drafts were left as they are.

    Raises InvalidError or TooLargeError for what is no copy. What is wrong with one item is in its outcome.
    """
    with Copy.open(stream) as copy:
        return list(_taken(copy, actor)), copy.drafts


def _taken(copy: Copy, actor: User) -> Iterator[Outcome]:
    until, halted = time.monotonic() + PATIENCE_S, ""
    for item in copy.items:
        if halted or time.monotonic() > until:
            yield Outcome(item, "later", [halted] if halted else [])
            continue
        try:
            yield _take(copy, item, actor)
        except (BusyError, FullError, TooManyError) as error:  # goes for all that follows
            halted = _words(error)
            yield Outcome(item, "later", [halted])


def _take(copy: Copy, item: Listed, actor: User) -> Outcome:
    try:
        body = copy.envelope(item.id)
        receipt = take_in(item.id, body, actor=actor)
        if receipt.complete:
            return Outcome(item, "received" if receipt.new else "known")
        return _with_photos(copy, item, read_envelope(body).photos, receipt, actor)
    except FieldsError as error:
        return Outcome(item, "wrong", [text for texts in error.fields.values() for text in texts])
    except TooManyError:  # BusyError and FullError among them
        raise
    except DomainError as error:
        return Outcome(item, "wrong", [_words(error)])


def _with_photos(
    copy: Copy, item: Listed, photos: tuple[ChosenPhoto, ...], receipt: Receipt, actor: User
) -> Outcome:
    """Take the photos that are still due, each by the hash that its envelope promised."""
    reasons = []
    for photo in photos:
        if str(photo.id) not in receipt.missing:
            continue
        try:
            receipt = _photo(copy, item.id, photo, actor) or receipt
        except TooManyError:
            raise
        except DomainError as error:
            reasons.append(_words(error))
    if receipt.complete:
        return Outcome(item, "received")
    return Outcome(item, "partial", reasons, len(receipt.missing))


def _photo(copy: Copy, item_id: uuid.UUID, photo: ChosenPhoto, actor: User) -> Receipt | None:
    promise = Promise(item_id=item_id, photo_id=photo.id, sha256=photo.sha256, bytes=photo.bytes)
    with copy.photo(item_id, photo.id) as source:
        return None if source is None else receive_announced(source, promise, actor=actor)


def _words(error: DomainError) -> str:
    return _(error.sentence, **error.values) if error.sentence else _("Dit mag niet, of het is er niet meer.")
