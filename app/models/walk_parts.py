"""What there is along a walk: stops where one looks at something, and the weeks in which it is closed."""

import uuid
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.models.elements import Element


class WalkStop(Model):
    """A point along a walk, in degrees of WGS84; ``along_m`` metres from the start puts stops in order."""

    __tablename__ = "walk_stop"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    walk_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("walk.id"), index=True)
    name: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    element_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Element.id), index=True)
    lon: Mapped[float]
    lat: Mapped[float]
    along_m: Mapped[float]

    element: Mapped[Element | None] = relationship(foreign_keys=[element_id])


class WalkClosure(Model):
    """Weeks of each year in which a walk is closed, from a day up to a day; they may cross New Year."""

    __tablename__ = "walk_closure"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    walk_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("walk.id"), index=True)
    first_month: Mapped[int]
    first_day: Mapped[int]
    last_month: Mapped[int]
    last_day: Mapped[int]  # the first day on which it is open again
    why: Mapped[str]

    def holds_on(self, day: date) -> bool:
        """Tell whether the walk is closed on a day."""
        here = (day.month, day.day)
        first, last = (self.first_month, self.first_day), (self.last_month, self.last_day)
        return first <= here < last if first < last else here >= first or here < last
