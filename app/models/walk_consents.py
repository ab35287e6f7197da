"""A question to the owner of the ground under a section of a walk, asked by mail and answered by its link."""

import enum
import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.extensions import Model
from app.models.people import User
from app.models.walk_sections import WalkSection


class OwnerAnswer(enum.StrEnum):
    """What an owner may answer."""

    AGREE = "agree"
    UNLISTED = "unlisted"  # may be walked, but not be shown to everyone
    REFUSE = "refuse"
    NOT_MINE = "not_mine"


class WalkConsent(Model):
    """One question; its link answers once, until ``expires_at``. The address is forgotten with the answer."""

    __tablename__ = "walk_consent"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    section_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(WalkSection.id, ondelete="CASCADE"), index=True)
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id))
    email: Mapped[str]  # empty once it was answered or is too old
    asked_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    said: Mapped[OwnerAnswer | None]
    answered_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    section: Mapped[WalkSection] = relationship()

    @property
    def is_open(self) -> bool:
        """Tell whether the link may still answer."""
        return self.said is None and self.expires_at > now()

    @property
    def may_withdraw(self) -> bool:
        """Tell whether the owner agreed and has not taken that back."""
        return self.said in {OwnerAnswer.AGREE, OwnerAnswer.UNLISTED} and self.withdrawn_at is None
