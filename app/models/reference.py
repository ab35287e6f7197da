"""Reference data: kinds of elements, activities, and where in Drenthe; rows that coordinators may edit.

Their keys are words of the trade (``wooded_bank``, ``GM1680``), not ids of people's things.
``edited_at`` marks a row that a person changed: loading the shipped files again leaves it alone.
"""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.ids import new_id
from app.extensions import Model


class ElementType(Model):
    """A kind of landscape element: its code of the Index Natuur en Landschap, its shapes, its network."""

    __tablename__ = "element_type"

    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    code: Mapped[str]  # of the Index natuur en landschap; empty where it has none
    name_nl: Mapped[str]
    name_en: Mapped[str]
    category: Mapped[str]
    family: Mapped[str]  # symbol family: lijn boom water bos heide erf pad fauna
    index_status: Mapped[str]
    geometry: Mapped[str]  # point, line or polygon: what is offered first
    alt_geometries: Mapped[list[str]]
    network: Mapped[str]
    structure_class: Mapped[str]
    in_vision: Mapped[bool]
    typical_size: Mapped[str]
    bird_sensitive: Mapped[bool]
    amphibian_sensitive: Mapped[bool]
    volunteer_level: Mapped[str]
    glb_code: Mapped[str]
    basis: Mapped[str]
    notes_nl: Mapped[str]
    edited_at: Mapped[datetime | None]

    activities: Mapped[list["TypeActivity"]] = relationship(
        back_populates="type", order_by="TypeActivity.position"
    )

    @property
    def geometries(self) -> list[str]:
        """Return the geometries that the type allows, the usual one first."""
        return [self.geometry, *self.alt_geometries]


class Activity(Model):
    """A kind of work, with its season."""

    __tablename__ = "activity"

    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    name_nl: Mapped[str]
    name_en: Mapped[str]
    explanation_nl: Mapped[str]
    tools: Mapped[list[str]]
    ppe: Mapped[list[str]]
    season_start: Mapped[str]  # month and day, MM-DD
    season_end: Mapped[str]
    strict_window: Mapped[bool]
    bird_rule: Mapped[str]  # none, ask or no
    amphibian_rule: Mapped[str]
    unit: Mapped[str]
    min_age: Mapped[int]
    needs_certificate: Mapped[bool]
    risk: Mapped[str]
    permission_nl: Mapped[str]
    basis: Mapped[str]
    edited_at: Mapped[datetime | None]


class TypeActivity(Model):
    """How often, and when in the year, an activity is usual on a type."""

    __tablename__ = "type_activity"
    __table_args__ = (
        CheckConstraint(
            "cycle_min_years IS NULL OR cycle_max_years >= cycle_min_years", name="cycle_in_order"
        ),
    )

    type_key: Mapped[str] = mapped_column(ForeignKey(ElementType.key), primary_key=True)
    activity_key: Mapped[str] = mapped_column(ForeignKey(Activity.key), primary_key=True, index=True)
    position: Mapped[int]
    cycle_min_years: Mapped[int | None]  # both empty: once
    cycle_max_years: Mapped[int | None]
    season_start: Mapped[str]
    season_end: Mapped[str]
    edited_at: Mapped[datetime | None]

    type: Mapped[ElementType] = relationship(back_populates="activities")
    activity: Mapped[Activity] = relationship()


class Municipality(Model):
    """One of the twelve of Drenthe; box and centre in WGS84 degrees."""

    __tablename__ = "municipality"

    code: Mapped[str] = mapped_column(primary_key=True)  # of CBS: GM1680
    name: Mapped[str] = mapped_column(unique=True)
    west: Mapped[float]
    south: Mapped[float]
    east: Mapped[float]
    north: Mapped[float]
    lon: Mapped[float]
    lat: Mapped[float]
    edited_at: Mapped[datetime | None]


class Place(Model):
    """A village or town in a municipality; some names occur in two. WGS84 degrees, or unknown."""

    __tablename__ = "place"
    __table_args__ = (
        UniqueConstraint("name", "municipality_code"),
        CheckConstraint("(lon IS NULL) = (lat IS NULL)", name="whole_spot"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    municipality_code: Mapped[str] = mapped_column(ForeignKey(Municipality.code), index=True)
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    edited_at: Mapped[datetime | None]

    municipality: Mapped[Municipality] = relationship()
