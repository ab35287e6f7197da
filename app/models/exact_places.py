"""ExactPlace: the true spot of a sighting. Two modules may read it: queries/exact_places, services/sightings.

Nothing refers to it from a sighting, so that no page can come to it by accident.
"""

import uuid
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.models.elements import Element
from app.models.sightings import Sighting
from app.spatial.types import GeometryWGS84


class ExactPlace(Model):
    """Where and when it really was, and on which element. WGS84, longitude first."""

    __tablename__ = "exact_place"

    sighting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Sighting.id), primary_key=True)
    shape: Mapped[GeometryWGS84]
    accuracy_m: Mapped[float | None]
    seen_on: Mapped[date]
    seen_at: Mapped[str] = mapped_column(default="")  # HH:MM by the clock of the place, when it was told
    element_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Element.id), index=True)
