"""Trust: how far someone is trusted with one kind of thing."""

import enum
import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.extensions import Model
from app.models.people import User


class Tier(enum.StrEnum):
    """The three steps: all waits; what is common appears at once; elements too."""

    NEW = "new"
    KNOWN = "known"
    TRUSTED = "trusted"


class Trust(Model):
    """The tier of one person for one kind of thing; ``good`` counts approvals since it was last lowered."""

    __tablename__ = "trust"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)  # of Submission
    tier: Mapped[Tier] = mapped_column(default=Tier.NEW)
    good: Mapped[int] = mapped_column(default=0)
    given_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(User.id))  # a coordinator, by hand
    changed_at: Mapped[datetime] = mapped_column(default=now)

    given_by: Mapped[User | None] = relationship(foreign_keys=[given_by_id])
