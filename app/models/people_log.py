"""PersonEvent: append-only log of what others changed about someone's rights."""

import enum
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.ids import new_id
from app.extensions import Model
from app.models.people import User


class PersonStep(enum.StrEnum):
    """What was changed."""

    ROLE = "role"
    SUSPENDED = "suspended"
    RESTORED = "restored"
    TRUST = "trust"


class PersonEvent(Model):
    """One change: of whom, by whom (nobody: from the shell), what it was and became.

    Triggers refuse update and delete. It holds codes only, no words of people, so nothing in it needs
    to be erased with an account.
    """

    __tablename__ = "person_event"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id), index=True)
    actor_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(User.id))
    step: Mapped[PersonStep]
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)  # role and areas, or kind and tier
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)
    at: Mapped[datetime] = mapped_column(default=now)

    actor: Mapped[User | None] = relationship(foreign_keys=[actor_id])
