"""SignUp: who comes to an event, with how many; and, after four weeks, only with how many."""

import enum
import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.ids import new_id
from app.extensions import Model
from app.models.events import Event

if TYPE_CHECKING:
    from app.models.people import User


class Going(enum.StrEnum):
    """Whether they come."""

    ASKED = "asked"  # by mail, and not confirmed: takes no place
    GOING = "going"
    WAITING = "waiting"  # for a place, in the order of ``rank``
    CANCELLED = "cancelled"


class SignUp(Model):
    """People who come together: one name, so many people. Only who runs the event reads the details.

    ``rank`` is the order in which they got their place or came to wait; it is given with the event locked.
    ``name``, ``email`` and ``phone`` are of who signed up without an account; they are blanked four weeks
    after the day, as is the phone of who has one. ``organisation`` is a care organisation that comes with
    so many and one guide: nothing is asked about health.
    """

    __tablename__ = "sign_up"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id"),
        CheckConstraint("people >= 1 AND children >= 0", name="some_people"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    event_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Event.id))
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    organisation: Mapped[str] = mapped_column(default="")
    people: Mapped[int] = mapped_column(default=1)  # who come, without the children
    children: Mapped[int] = mapped_column(default=0)
    certified: Mapped[bool] = mapped_column(default=False)  # someone of them holds a certificate
    language: Mapped[str] = mapped_column(default="nl")  # of the mails
    going: Mapped[Going] = mapped_column(default=Going.ASKED)
    rank: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    confirm_until: Mapped[datetime | None]  # of who has no account
    present: Mapped[bool | None]  # was there; nobody told yet
    minutes: Mapped[int | None]  # each; none is the whole day
    walk_in: Mapped[bool] = mapped_column(default=False)  # came without signing up
    reminded_at: Mapped[datetime | None]
    forgotten_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()
    person: Mapped["User | None"] = relationship()

    @property
    def is_stale(self) -> bool:
        """Tell whether the link in the mail came too late."""
        return self.confirm_until is None or self.confirm_until < now()

    @property
    def size(self) -> int:
        """Return how many places they take."""
        return self.people + self.children

    @property
    def name_shown(self) -> str:
        """Return who it is, for who runs the event."""
        return self.person.name if self.person is not None else self.name


Index("ix_sign_up_event", SignUp.event_id, SignUp.going, SignUp.rank)
Index("ix_sign_up_asked_at", SignUp.forgotten_at, SignUp.asked_at)
