"""What all kinds of submissions share: handed in once, taken back once, changed with a trace."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import fields
from fractions import Fraction
from typing import Any, ClassVar, Final, Protocol, TypeVar

from sqlalchemy import select

from app.core.clock import now
from app.core.device_clock import DeviceClock
from app.core.envelope import envelope_sha256
from app.core.errors import N_, ConflictError, InvalidError, NotFoundError
from app.extensions import db
from app.models import Photo, State, Submission, User
from app.services.checks import keep_checks, look_later
from app.services.photos import ChosenPhoto, attach_photos
from app.services.publication import show_or_hide
from app.transaction import in_use_case, load

Kind = TypeVar("Kind", bound=Submission)
Values = dict[str, Any]
submission: Any = Submission.__table__
UNKNOWN: Final = "unknown_id"
# words and places are not repeated in the log, which nobody can erase
UNSAID = frozenset(
    {
        *("name", "about", "story", "notes", "contact", "why", "season_why"),
        *("start", "bus", "wheelchair_notes", "buggy_notes", "dogs_notes", "wet_notes"),
        *("shape", "lon", "lat", "base", "wanted", "title", "aim", "meeting", "parking", "leader"),
        *("first_aider", "phone", "tools", "bring", "catering", "safety", "insurance", "permit"),
        *("nest_look", "pause", "hosts"),
    }
)


class Facts(Protocol):
    """What a person tells about a thing: a frozen dataclass with photos."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def photos(self) -> tuple[ChosenPhoto, ...]:
        """Return the photos in their order."""


def told(facts: Facts) -> Values:
    """Return what was told, field by field, but for the photos; of a group only when there is one.

    So what was handed in before elements had a group is still the same envelope.
    """
    values = {one.name: getattr(facts, one.name) for one in fields(facts) if one.name != "photos"}
    if values.get("group_id", "") is None:
        del values["group_id"]
    return values


def envelope(facts: Facts, *, actor: User) -> str:
    """Return the fingerprint of facts and photos; a photo counts by its bytes, not by its id.

    So a form that goes out twice with the same files is the same form.
    """
    photos = facts.photos
    sent = _sent([one.id for one in photos], actor) if photos else {}
    pictures = [
        (sent.get(one.id) or one.sha256 or str(one.id), one.alt.strip(), str(one.moment)) for one in photos
    ]
    return envelope_sha256({**told(facts), "photos": pictures})


def _sent(wanted: Sequence[uuid.UUID], actor: User) -> dict[uuid.UUID, str]:
    """Return the hashes of the bytes of those of one's own photos that came."""
    rows = select(Photo.id, Photo.sent_sha256).where(Photo.id.in_(wanted), Photo.owner_id == actor.id)
    return dict(db.session.execute(rows).all())


def keep_clock(item: Submission, clock: DeviceClock | None) -> None:
    """Keep what a device said of the time of something new, and how far it was off; ours sets the order."""
    item.received_at = now()
    if clock is not None:
        item.device_time, item.clock_skew_s = clock.made, clock.skew_s(item.received_at)


def is_known(ident: uuid.UUID) -> bool:
    """Tell whether anything came under this id: nearly always not, which is found out by the index alone.

    A use case that was told no is not told otherwise: when the id comes in beside it, its own row is
    refused and it begins again.
    """
    asking = (db.session().get_transaction(), ident)
    if in_use_case() and db.session().info.get(UNKNOWN) == asking:
        return False
    asked = select(submission.c.id).where(submission.c.id == ident)
    known = db.session.execute(asked).first() is not None
    if not known:
        db.session().info[UNKNOWN] = asking
    return known


def same_or_conflict(kind: type[Kind], ident: uuid.UUID, sha256: str, *, actor: User) -> Kind | None:
    """Return what came in under this id before, or None when it is new.

    Raises NotFoundError when it is someone else's, ConflictError when it came with other content.
    """
    known = load(Submission, ident) if is_known(ident) else None
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


def change(  # noqa: PLR0913 (what is changed, what was seen, and who says what)
    item: Submission, facts: Facts, changes: Values, *, version: int, answer: str, actor: User
) -> None:
    """Store changes (column: [old, new]) and photos with a trace; a returned item goes back to the desk.

    ``version`` is what the person saw. Without any change nothing happens. Raises InvalidError when a
    question of the desk is left open, ConflictError when the item is not as the person saw it.
    """
    returned = item.state == State.RETURNED
    photos = _photo_changes(item, facts.photos)
    if not changes and not photos and not (answer and returned):
        if returned:
            raise InvalidError(N_("Schrijf een antwoord, of verander wat er gevraagd is."), field="answer")
        return
    if item.version != version:
        raise ConflictError(N_("Dit is intussen veranderd, misschien in een ander venster. Open het weer."))
    for name, (_old, new) in changes.items():
        setattr(item, name, new)
    attach_photos(item, facts.photos, actor=actor)
    trace = _for_the_log(changes, told(facts)) | photos
    if returned:
        item.take("resubmit", actor=actor, reason=answer, changes=trace)
    else:
        item.note("edit", actor=actor, changes=trace)
    keep_checks(item)


def _for_the_log(changes: Values, names: Iterable[str]) -> Values:
    """Return what a person changed as the log keeps it: plain values, and of words only that they changed."""
    return {
        name: [None, None] if name in UNSAID else [_plain(value) for value in changes[name]]
        for name in names
        if name in changes
    }


def take_back(items: Iterable[Submission], *, actor: User) -> None:
    """Withdraw items that are not withdrawn yet, and hide them."""
    for item in items:
        if item.state != State.WITHDRAWN:
            item.take("withdraw", actor=actor)
            show_or_hide(item)
            look_later(item.id)


def _photo_changes(item: Submission, chosen: Sequence[ChosenPhoto]) -> Values:
    """Return how many photos there were and are, when they or what is said of them change."""
    had = [(photo.id, photo.alt, str(photo.moment)) for photo in item.photos]
    now = [(one.id, one.alt.strip(), str(one.moment)) for one in chosen]
    return {"photos": [len(had), len(now)]} if had != now else {}


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return value if value is None or type(value) in {bool, int, float} else str(value)
