"""FirstRecord: of which species on the Union list the coordinators were told that it is in a square."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.extensions import Model
from app.models.sightings import Sighting
from app.models.species import Species


class FirstRecord(Model):
    """One species in one kilometre square, and the sighting by which coordinators heard of it.

    Its key is what makes them hear of it once, whatever comes in at the same moment.
    """

    __tablename__ = "first_record"

    species_key: Mapped[str] = mapped_column(ForeignKey(Species.key), primary_key=True)
    square: Mapped[str] = mapped_column(primary_key=True)  # as everyone may see it: 233-557
    sighting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Sighting.id), index=True)
    told_at: Mapped[datetime] = mapped_column(default=now)
