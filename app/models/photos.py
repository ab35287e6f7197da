"""Photo: belongs to one submission, or waits a few days for the form it was taken for."""

import enum
import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.ids import new_id
from app.extensions import Model
from app.models.people import User


class PhotoState(enum.StrEnum):
    """How far the picture is: bytes as sent, rebuilt from pixels, or not to be read."""

    RECEIVED = "received"
    READY = "ready"
    UNREADABLE = "unreadable"


class Moment(enum.StrEnum):
    """When it was taken, seen from the work; empty where that says nothing."""

    NONE = ""
    BEFORE = "before"
    AFTER = "after"


class Photo(Model):
    """A picture; ``sent_sha256`` is the receipt's, ``master_sha256`` of what was rebuilt from it."""

    __tablename__ = "photo"
    __table_args__ = (
        CheckConstraint("turn IN (0, 90, 180, 270)", name="quarter_turns"),
        CheckConstraint("state <> 'ready' OR master_sha256 IS NOT NULL", name="ready_has_master"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    owner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id))
    submission_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("submission.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    moment: Mapped[Moment] = mapped_column(default=Moment.NONE)
    alt: Mapped[str] = mapped_column(default="")
    state: Mapped[PhotoState] = mapped_column(default=PhotoState.RECEIVED)
    turn: Mapped[int] = mapped_column(default=0)  # wished, degrees clockwise, on top of upright
    turned: Mapped[int] = mapped_column(default=0)  # as the master is
    sent_sha256: Mapped[str]
    sent_bytes: Mapped[int]
    sent_type: Mapped[str]
    host: Mapped[str]  # the server on whose disk incoming/ the bytes lie
    master_sha256: Mapped[str | None]
    width: Mapped[int | None]  # of the master, pixels
    height: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    hidden_at: Mapped[datetime | None]  # taken from view at an owner's wish; coordinators still see it
    read_at: Mapped[datetime | None]  # when the bytes as sent were made into a master, or could not be

    owner: Mapped[User] = relationship()
    renditions: Mapped[list["Rendition"]] = relationship(
        cascade="all, delete-orphan", order_by="Rendition.size", lazy="selectin"
    )

    @property
    def progress(self) -> str:
        """Return its state for people: a ready photo that still has to be turned is ``turning``."""
        return "turning" if self.state == PhotoState.READY and self.turn != self.turned else str(self.state)


Index("ix_photo_unattached", Photo.submission_id, Photo.created_at)
Index("ix_photo_owner", Photo.owner_id, Photo.created_at)  # what someone sent lately is counted


class Rendition(Model):
    """A smaller copy; ``size`` is its longest side at most, in pixels."""

    __tablename__ = "rendition"

    photo_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Photo.id, ondelete="CASCADE"), primary_key=True)
    size: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    bytes: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
