"""A piece of a walk: its own line, with what the path is there and whether its owner agrees."""

import enum
import uuid
from datetime import date
from typing import Final

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.core.ids import new_id
from app.extensions import Model
from app.models.elements import Owner
from app.spatial.types import GeometryWGS84


class Surface(enum.StrEnum):
    """What one walks on."""

    UNKNOWN = "unknown"
    SAND = "sand"
    GRASS = "grass"
    HALF = "half"  # half paved: gravel, shells
    PAVED = "paved"
    PLANK = "plank"


class LandConsent(enum.StrEnum):
    """What the owner of the ground says; a public road needs no word."""

    UNKNOWN = "unknown"
    PUBLIC_ROAD = "public_road"
    ASKED = "asked"
    GIVEN = "given"
    UNLISTED = "unlisted"  # may be walked, but not be shown to everyone
    REFUSED = "refused"


CLEAR: Final = frozenset({LandConsent.PUBLIC_ROAD, LandConsent.GIVEN})
DATED: Final = frozenset({LandConsent.GIVEN, LandConsent.UNLISTED, LandConsent.REFUSED})


class WalkSection(Model):
    """One section, a line in WGS84 from where the one before ended; ``length_m`` in metres of RD New.

    Whose ground it is and what they said is for who makes the walk and for coordinators only.
    """

    __tablename__ = "walk_section"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    walk_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("walk.id"), index=True)
    position: Mapped[int]  # from 1
    shape: Mapped[GeometryWGS84]
    length_m: Mapped[float]
    surface: Mapped[Surface] = mapped_column(default=Surface.UNKNOWN)
    bike: Mapped[bool] = mapped_column(default=False)  # may be cycled too
    horse: Mapped[bool] = mapped_column(default=False)
    wet: Mapped[bool] = mapped_column(default=False)  # in winter
    owner_kind: Mapped[Owner] = mapped_column(default=Owner.UNKNOWN)
    owner_name: Mapped[str] = mapped_column(default="")
    consent: Mapped[LandConsent] = mapped_column(default=LandConsent.UNKNOWN)
    consent_on: Mapped[date | None]
    consent_note: Mapped[str] = mapped_column(default="")  # where the paper lies, what was agreed

    @property
    def is_clear(self) -> bool:
        """Tell whether the walk may be open here: a public road, or its owner agrees."""
        return self.consent in CLEAR
