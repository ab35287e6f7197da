"""What all kinds of submissions share: handed in once, taken back once, changed with a trace."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import select

from app.core.envelope import envelope_sha256
from app.core.errors import N_, ConflictError, NotFoundError
from app.extensions import db
from app.models import Photo, State, Submission, User
from app.services.photos import ChosenPhoto
from app.services.publication import show_or_hide
from app.transaction import load

Kind = TypeVar("Kind", bound=Submission)
Values = dict[str, Any]
# words and places are not repeated in the log, which nobody can erase
UNSAID = frozenset({"name", "story", "notes", "shape"})


def envelope(facts: Values, photos: Sequence[ChosenPhoto], *, actor: User) -> str:
    """Return the fingerprint of facts and photos; a photo counts by its bytes, not by its id.

    So a form that goes out twice with the same files is the same form.
    """
    wanted = [one.id for one in photos]
    rows = select(Photo.id, Photo.sent_sha256).where(Photo.id.in_(wanted), Photo.owner_id == actor.id)
    sent: dict[uuid.UUID, str] = dict(db.session.execute(rows).all())
    pictures = [(sent.get(one.id, str(one.id)), one.alt.strip(), str(one.moment)) for one in photos]
    return envelope_sha256({**facts, "photos": pictures})


def same_or_conflict(kind: type[Kind], ident: uuid.UUID, sha256: str, *, actor: User) -> Kind | None:
    """Return what came in under this id before, or None when it is new.

    Raises NotFoundError when it is someone else's, ConflictError when it came with other content.
    """
    known = load(Submission, ident)
    if known is None:
        return None
    if known.author_id != actor.id:
        raise NotFoundError
    if not isinstance(known, kind) or known.envelope_sha256 != sha256:
        raise ConflictError(
            N_("Dit formulier is al ingestuurd, met iets anders erin. Verander het bij je inzendingen.")
        )
    return known


def differences(item: Submission, values: Values) -> Values:
    """Return which of the values differ from those of the item, as field: [old, new]."""
    return {name: [getattr(item, name), new] for name, new in values.items() if getattr(item, name) != new}


def for_the_log(changes: Values, *, told: Iterable[str]) -> Values:
    """Return what a person changed as the log keeps it: plain values, and of words only that they changed."""
    return {
        name: [None, None] if name in UNSAID else [_plain(value) for value in changes[name]]
        for name in told
        if name in changes
    }


def check_version(item: Submission, seen: int) -> None:
    """Raise ConflictError when the item is not as the person saw it."""
    if item.version != seen:
        raise ConflictError(N_("Dit is intussen veranderd, misschien in een ander venster. Open het weer."))


def take_back(items: Iterable[Submission], *, actor: User) -> None:
    """Withdraw items that are not withdrawn yet, and hide them."""
    for item in items:
        if item.state != State.WITHDRAWN:
            item.take("withdraw", actor=actor)
            show_or_hide(item)


def _plain(value: Any) -> Any:
    return value if value is None or type(value) in {bool, int, float} else str(value)
