"""PresenceCheck: "staat er nog?", asked at the element itself."""

import enum
import uuid
from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.elements import Element
from app.models.submissions import Submission


class Seen(enum.StrEnum):
    """What someone saw where the element is."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    NOT_VISIBLE = "not_visible"  # high crop, a closed gate: a note, it changes nothing


class PresenceCheck(Submission):
    """Someone went to look; once the desk agrees it is part of the element's history."""

    __tablename__ = "presence_check"
    __mapper_args__ = {"polymorphic_identity": "presence_check"}  # noqa: RUF012 (SQLAlchemy reads it once)

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Submission.id), primary_key=True)
    element_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Element.id))
    seen: Mapped[Seen]
    seen_on: Mapped[date]
    notes: Mapped[str] = mapped_column(default="")

    element: Mapped[Element] = relationship(foreign_keys=[element_id])


Index("ix_presence_check_history", PresenceCheck.element_id, PresenceCheck.seen_on, PresenceCheck.id)
