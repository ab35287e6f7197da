"""GroundClaim: "dit is mijn grond", the wish of an owner or tenant; the desk sees it first."""

import enum
import uuid

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.elements import Element
from app.models.submissions import Submission


class Wish(enum.StrEnum):
    """What the owner asks."""

    HIDE = "hide"
    HIDE_PHOTOS = "hide_photos"
    KEEP = "keep"  # it may stay: their consent is noted
    TALK = "talk"


class GroundClaim(Submission):
    """An owner's wish about one element; ``contact`` is for coordinators only, never shown elsewhere."""

    __tablename__ = "ground_claim"
    __mapper_args__ = {"polymorphic_identity": "ground_claim"}  # noqa: RUF012 (SQLAlchemy reads it once)

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Submission.id), primary_key=True)
    element_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Element.id), index=True)
    wish: Mapped[Wish]
    contact: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")

    element: Mapped[Element] = relationship(foreign_keys=[element_id])
