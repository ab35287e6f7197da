"""The photos of a form: those that are in already, by id, and files that come along with it.

A route asks ``if form.photos.receive(actor=member()):`` before it validates. Files are stored then,
whatever else is wrong with the form, and the page that follows carries their ids. True means that
only something about the photos was asked (turn, order, remove, add): show the form again.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import IO, Any

from wtforms import Field

from app.core.errors import BusyError, DomainError, FullError
from app.forms.fields import line
from app.forms.file_names import shown_name
from app.i18n import gettext as _
from app.models import Moment, Photo, User
from app.queries.photos import find_own_photos
from app.services.photos import MAX_PER_ITEM, ChosenPhoto, receive_photo, remove_photo, turn_photo

BUTTON = "foto"
MAX_IDS = 50


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A photo in the form with what was typed beside it."""

    photo: Photo
    alt: str
    moment: Moment


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A file that we did not take, and why, in Dutch."""

    name: str
    reason: str
    moment: Moment = Moment.NONE


class PhotosField(Field):  # type: ignore[misc]  # WTForms has no types
    """Photos in their order. ``entries`` and ``refused`` are for the template (photos/_photos.html)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Start without photos."""
        super().__init__(*args, **kwargs)
        self.entries: list[Entry] = []
        self.refused: list[Refused] = []
        self.status = 422  # of the page that says what was refused
        self._typed: list[ChosenPhoto] = []
        self._announced: tuple[ChosenPhoto, ...] = ()
        self._sent: Any = None

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:  # noqa: ARG002
        """Read ids and words as they were sent; nothing is stored here."""
        self.process_errors: list[str] = []
        self._sent = formdata
        self._typed = [] if formdata is None else self._read(formdata)

    def show(self, photos: Iterable[Photo]) -> None:
        """Put the photos of an existing item in the form."""
        self.entries = [Entry(photo=photo, alt=photo.alt, moment=Moment(photo.moment)) for photo in photos]

    def announce(self, photos: tuple[ChosenPhoto, ...]) -> None:
        """Take photos that a device sends apart, now or later."""
        self._announced = photos

    @property
    def any(self) -> bool:
        """Tell whether there is a photo in the form."""
        return bool(self.entries or self._announced)

    def receive(self, *, actor: User) -> bool:
        """Store the files that came along, do what a photo button asked, and tell whether there was one."""
        mine = {photo.id: photo for photo in find_own_photos([one.id for one in self._typed], viewer=actor)}
        self.entries = [
            Entry(photo=mine[one.id], alt=one.alt, moment=one.moment) for one in self._typed if one.id in mine
        ]
        for moment in Moment:
            self._store(self._files(moment), moment, actor)
        pressed = self._sent.get(BUTTON, "") if self._sent is not None else ""
        if pressed:
            self._do(*pressed.partition(":")[::2], actor=actor)
            self._again(actor)
        return bool(pressed)

    def chosen(self) -> tuple[ChosenPhoto, ...]:
        """Return what the use case attaches, in this order."""
        return self._announced or tuple(
            ChosenPhoto(id=one.photo.id, alt=one.alt, moment=one.moment) for one in self.entries
        )

    def of(self, moment: Moment | str) -> list[Entry]:
        """Return the photos of before, of after, or of no moment in particular."""
        return [one for one in self.entries if one.moment == moment]

    def refused_of(self, moment: Moment | str) -> list[Refused]:
        """Return the files of one group that were not taken."""
        return [one for one in self.refused if one.moment == moment]

    def validate(self, form: Any, extra_validators: Sequence[Any] = ()) -> bool:  # noqa: ARG002
        """Say which files were not taken; the others are in."""
        self.errors = [f"{one.name}: {one.reason}" if one.name else one.reason for one in self.refused]
        return not self.errors

    def _read(self, formdata: Any) -> list[ChosenPhoto]:
        found: dict[uuid.UUID, ChosenPhoto] = {}
        for text in formdata.getlist(self.name)[:MAX_IDS]:
            ident = _uuid(text)
            if ident is not None:
                moment = formdata.get(f"{self.name}_moment_{ident}", "")
                alt = line(formdata.get(f"{self.name}_alt_{ident}"))
                found[ident] = ChosenPhoto(id=ident, alt=alt, moment=_moment(moment))
        return list(found.values())

    def _files(self, moment: Moment) -> list[tuple[str, IO[bytes]]]:
        if self._sent is None:
            return []
        name = f"{self.name}_new_{moment.value}" if moment.value else f"{self.name}_new"
        sent = [one for one in self._sent.getlist(name) if getattr(one, "filename", "")]
        return [(shown_name(one.filename), one.stream) for one in sent]

    def _store(self, sent: list[tuple[str, IO[bytes]]], moment: Moment, actor: User) -> None:
        no_use: DomainError | None = None
        for name, stream in sent:
            if no_use is not None:  # each would wait as long as the first
                self._refuse(no_use, name, moment)
                continue
            if len(self.entries) >= MAX_PER_ITEM:
                reason = _("Er kunnen %(limit)s foto’s bij. Deze is niet bewaard.", limit=MAX_PER_ITEM)
                self.refused.append(Refused(name=name, reason=reason, moment=moment))
                continue
            try:
                photo = receive_photo(stream, actor=actor)
            except DomainError as error:
                self._refuse(error, name, moment)
                if isinstance(error, BusyError | FullError):
                    no_use, self.status = error, error.status
            else:
                self.entries.append(Entry(photo=photo, alt="", moment=moment))

    def _do(self, verb: str, about: str, *, actor: User) -> None:
        at = next((n for n, one in enumerate(self.entries) if str(one.photo.id) == about), None)
        if at is None:
            return
        entry = self.entries[at]
        try:
            if verb == "draai":
                turn_photo(entry.photo.id, actor=actor)
            elif verb == "weg":
                del self.entries[at]
                if entry.photo.submission_id is None:
                    remove_photo(entry.photo.id, actor=actor)
        except DomainError as error:
            self._refuse(error, "", entry.moment)
        if verb == "wissel":
            self.entries[at] = replace(entry, moment=_other(entry.moment))
        if verb in {"hoger", "lager"}:
            self._move(entry, -1 if verb == "hoger" else 1)

    def _move(self, entry: Entry, step: int) -> None:
        """Change places with the neighbour of the same group."""
        group = self.of(entry.moment)
        at = group.index(entry) + step
        if 0 <= at < len(group):
            here, there = self.entries.index(entry), self.entries.index(group[at])
            self.entries[here], self.entries[there] = self.entries[there], self.entries[here]

    def _again(self, actor: User) -> None:
        """Read the rows anew: a use case ended the transaction they came from."""
        rows = {one.id: one for one in find_own_photos([one.photo.id for one in self.entries], viewer=actor)}
        self.entries = [
            replace(one, photo=rows[one.photo.id]) for one in self.entries if one.photo.id in rows
        ]

    def _refuse(self, error: DomainError, name: str, moment: Moment) -> None:
        reason = _(error.sentence, **error.values)
        self.refused.append(Refused(name=name, reason=reason, moment=moment))


def _uuid(text: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def _moment(text: str) -> Moment:
    return Moment(text) if text in set(Moment) else Moment.NONE


def _other(moment: Moment) -> Moment:
    return Moment.BEFORE if moment == Moment.AFTER else Moment.AFTER
