"""BlockedSender: an address, or all of a domain, from which nobody comes in any more."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.ids import new_id
from app.extensions import Model
from app.models.people import User


class BlockedSender(Model):
    """Who blocked what and when, and who took that back; a row stays as a record.

    ``value`` is a whole address (anna@example.nl), or a domain with all below it (example.nl).
    """

    __tablename__ = "blocked_sender"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    value: Mapped[str] = mapped_column(index=True)
    by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(User.id))
    blocked_at: Mapped[datetime] = mapped_column(default=now)
    lifted_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(User.id))
    lifted_at: Mapped[datetime | None]

    by: Mapped[User | None] = relationship(foreign_keys=[by_id])
    lifted_by: Mapped[User | None] = relationship(foreign_keys=[lifted_by_id])
