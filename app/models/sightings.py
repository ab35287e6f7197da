"""Sighting: what someone saw, as the public may know it; the true place lies in models/exact_places.py."""

import enum
import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.i18n import gettext as _
from app.models.elements import Element
from app.models.reference import Municipality
from app.models.species import Species
from app.models.submissions import Submission
from app.nature_words import GROUPS
from app.spatial.types import GeometryMercator, GeometryWGS84
from app.wording import say


class LifeStage(enum.StrEnum):
    """How far it is in its life."""

    UNKNOWN = "unknown"
    EGG = "egg"
    YOUNG = "young"
    ADULT = "adult"
    FLOWER = "flower"
    FRUIT = "fruit"
    SEEDLING = "seedling"


class Behaviour(enum.StrEnum):
    """What it was doing; nest and roost tie it to the spot."""

    UNKNOWN = "unknown"
    NEST = "nest"
    ROOST = "roost"
    FORAGING = "foraging"
    PASSING = "passing"
    DEAD = "dead"


class Origin(enum.StrEnum):
    """Whether a tree or shrub was planted or grows wild."""

    UNKNOWN = "unknown"
    WILD = "wild"
    PLANTED = "planted"


class Certainty(enum.StrEnum):
    """What the desk says of the name."""

    SURE = "sure"
    LIKELY = "likely"
    OPEN = "open"  # cannot be judged by what came in


class Licence(enum.StrEnum):
    """What others may do with it; ``OURS`` leaves in no file or feed."""

    CC0 = "cc0"
    CC_BY = "cc_by"
    OURS = "ours"


class Sighting(Submission):
    """A species, or something without a name yet, at a place.

    ``blur_km`` is the side of the square that stands for the place (0: the place itself); ``shape``,
    ``accuracy_m``, ``square``, ``village``, ``town_code``, ``seen_from`` and ``element_id`` are what
    the public may know, coarsened by it. WGS84, longitude first; lengths in metres.
    """

    __tablename__ = "sighting"
    __mapper_args__ = {"polymorphic_identity": "sighting"}  # noqa: RUF012 (SQLAlchemy reads it once)
    __table_args__ = (
        CheckConstraint("blur_km IN (0, 1, 5)", name="blur_known"),
        CheckConstraint("number IS NULL OR number > 0", name="number_positive"),
        CheckConstraint("blur_km = 0 OR element_id IS NULL", name="coarse_has_no_element"),
    )

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Submission.id), primary_key=True)
    claimed_key: Mapped[str | None] = mapped_column(ForeignKey(Species.key))
    claim_text: Mapped[str] = mapped_column(default="")  # a name that is in no list; never lost
    claim_group: Mapped[str] = mapped_column(default="")
    # as the desk named it, or as claimed where a rule let it appear
    species_key: Mapped[str | None] = mapped_column(ForeignKey(Species.key))
    certainty: Mapped[Certainty | None]  # none: nobody of the desk has judged the name
    visit_id: Mapped[uuid.UUID | None]  # of several species at one place and time; never shown
    number: Mapped[int | None]
    stage: Mapped[LifeStage] = mapped_column(default=LifeStage.UNKNOWN)
    behaviour: Mapped[Behaviour] = mapped_column(default=Behaviour.UNKNOWN)
    origin: Mapped[Origin] = mapped_column(default=Origin.UNKNOWN)
    absent: Mapped[bool] = mapped_column(default=False)  # looked for, not found
    notes: Mapped[str] = mapped_column(default="")  # for the desk: a place may be told in words
    licence: Mapped[Licence] = mapped_column(default=Licence.CC_BY)
    embargo_until: Mapped[date | None]
    place_edits: Mapped[int] = mapped_column(default=0)  # how often the true place changed
    blur_km: Mapped[int]
    seen_from: Mapped[date]  # first day of the period: the day, its month or its year
    accuracy_m: Mapped[float | None]
    square: Mapped[str]  # lower-left corner in km: 233-557, or of 5 km 230-555
    village: Mapped[str] = mapped_column(default="")  # nearest to ``shape``
    town_code: Mapped[str | None] = mapped_column(ForeignKey(Municipality.code))
    element_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Element.id))
    shape: Mapped[GeometryWGS84]
    shape_3857: Mapped[GeometryMercator]

    claimed: Mapped[Species | None] = relationship(foreign_keys=[claimed_key])
    species: Mapped[Species | None] = relationship(foreign_keys=[species_key])
    town: Mapped[Municipality | None] = relationship(foreign_keys=[town_code])
    element: Mapped[Element | None] = relationship(foreign_keys=[element_id])

    @property
    def title_shown(self) -> str:
        """Return what it is called: its species, what was typed, its group, or that nobody knows yet."""
        if self.named is not None:
            return self.named.called
        group = say(GROUPS, self.claim_group) if self.claim_group else ""
        return self.claim_text or group or _("Soort nog onbekend")

    @property
    def named(self) -> Species | None:
        """Return the species that it counts as: the desk's, else the claimed one."""
        return self.species or self.claimed


Index("ix_sighting_species", Sighting.species_key, Sighting.seen_from, Sighting.id)
Index("ix_sighting_claimed", Sighting.claimed_key)
Index("ix_sighting_visit", Sighting.visit_id)
Index("ix_sighting_when", Sighting.seen_from, Sighting.id)
Index("ix_sighting_square", Sighting.square, Sighting.seen_from, Sighting.id)
Index("ix_sighting_town", Sighting.town_code, Sighting.seen_from, Sighting.id)
Index("ix_sighting_element", Sighting.element_id, Sighting.seen_from, Sighting.id)
