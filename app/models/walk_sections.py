"""A piece of a walk: its own line, between two points where something changes."""

import uuid

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.core.ids import new_id
from app.extensions import Model
from app.spatial.types import GeometryWGS84


class WalkSection(Model):
    """One section, a line in WGS84 from where the one before ended; ``length_m`` in metres of RD New."""

    __tablename__ = "walk_section"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    walk_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("walk.id"), index=True)
    position: Mapped[int]  # from 1
    shape: Mapped[GeometryWGS84]
    length_m: Mapped[float]
