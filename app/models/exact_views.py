"""ExactView: append-only log of who looked at the true place of someone else's sighting (L11)."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.core.ids import new_id
from app.extensions import Model
from app.models.people import User
from app.models.sightings import Sighting


class ExactView(Model):
    """One look."""

    __tablename__ = "exact_view"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    sighting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Sighting.id), index=True)
    actor_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
