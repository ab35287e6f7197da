"""Adoption: a person or a group looks after one element for some years."""

import enum
import uuid
from datetime import date, datetime
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now, today
from app.core.ids import new_id
from app.core.workflow import Workflow
from app.extensions import Model
from app.models.elements import Element
from app.models.groups import Group
from app.models.people import User


class AdoptionState(enum.StrEnum):
    """Whether they still look after it."""

    ACTIVE = "active"
    LAPSED = "lapsed"  # we asked, and nobody answered
    HANDED_OVER = "handed_over"
    ENDED = "ended"


class Ending(enum.StrEnum):
    """Why it is over."""

    OWN = "own"  # they said so
    ELEMENT = "element"  # it is gone, or out of their view
    SILENCE = "silence"  # nothing was logged for long
    TERM = "term"


_ACTIVE: Final = frozenset({AdoptionState.ACTIVE})
ADOPTION_STEPS: Final = Workflow(
    {
        "lapse": (_ACTIVE, AdoptionState.LAPSED),
        "hand_over": (_ACTIVE, AdoptionState.HANDED_OVER),
        "end": (_ACTIVE, AdoptionState.ENDED),
    }
)


class Adoption(Model):
    """From ``from_on`` until ``until_on``; when that comes we ask whether they go on, as after long silence.

    ``asked_on`` is the day of a question that nobody answered yet, ``answered_on`` that of the last answer.
    ``offer_*`` is a handover that was proposed: to someone with an account, or to an address that is
    forgotten with the answer. The key of its link is signed over ``offer_id`` and stored nowhere.
    """

    __tablename__ = "adoption"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (group_id IS NULL)", name="one_adopter"),
        CheckConstraint("years BETWEEN 1 AND 5", name="some_years"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    element_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Element.id), index=True)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(User.id), index=True)
    group_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Group.id), index=True)
    years: Mapped[int]
    from_on: Mapped[date] = mapped_column(default=today)
    until_on: Mapped[date]
    state: Mapped[AdoptionState] = mapped_column(default=AdoptionState.ACTIVE)
    why: Mapped[Ending | None]
    ended_on: Mapped[date | None]
    reminded_on: Mapped[date | None]  # of what there is to do
    asked_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    offer_id: Mapped[uuid.UUID | None] = mapped_column(unique=True)
    offer_email: Mapped[str] = mapped_column(default="")
    offer_person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(User.id), index=True)
    offer_until: Mapped[datetime | None]

    element: Mapped[Element] = relationship()
    person: Mapped[User | None] = relationship(foreign_keys=[person_id])
    group: Mapped[Group | None] = relationship()
    offer_person: Mapped[User | None] = relationship(foreign_keys=[offer_person_id])

    @property
    def is_active(self) -> bool:
        """Tell whether they look after it now."""
        return self.state == AdoptionState.ACTIVE

    @property
    def asked_about(self) -> Ending | None:
        """Return what we asked about and nobody answered: a term that is over, or silence."""
        if self.asked_on is None:
            return None
        return Ending.TERM if self.until_on <= self.asked_on else Ending.SILENCE

    @property
    def has_offer(self) -> bool:
        """Tell whether a handover waits for an answer."""
        return self.is_active and self.offer_until is not None and now() < self.offer_until

    def take(self, step: str, why: Ending | None = None) -> None:
        """Let it be over, with what was proposed; raises IllegalTransitionError when it is already."""
        self.state = ADOPTION_STEPS.next_state(AdoptionState(self.state), step)
        self.why, self.ended_on = why, today()
        self.forget_offer()

    def forget_offer(self) -> None:
        """Let a proposed handover count no longer."""
        self.offer_id = self.offer_person_id = self.offer_until = None
        self.offer_email = ""


# one at a time of each adopter
for _name in ("person_id", "group_id"):
    Index(
        f"ix_adoption_active_{_name}",
        Adoption.element_id,
        Adoption.__table__.c[_name],
        unique=True,
        sqlite_where=text("state = 'active'"),
        postgresql_where=text("state = 'active'"),
    )
Index("ix_adoption_until", Adoption.state, Adoption.until_on)
