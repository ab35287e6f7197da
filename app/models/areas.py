"""Areas that elements lie in: municipalities, provinces, Natura 2000, NNN; imported, never drawn here."""

import enum
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.ids import new_id
from app.extensions import Model
from app.models.people import User
from app.spatial.types import GeometryWGS84


class AreaLayer(enum.StrEnum):
    """What a map of areas says."""

    MUNICIPALITIES = "municipalities"
    PROVINCES = "provinces"
    NATURA2000 = "natura2000"
    NNN = "nnn"
    AREA_TYPES = "area_types"  # the four of the vision


class ImportState(enum.StrEnum):
    """Where an import stands; nothing of it counts before it is applied."""

    READING = "reading"
    CHECKED = "checked"  # the dry run: a report, and rows that wait
    FAILED = "failed"
    APPLIED = "applied"
    UNDONE = "undone"


class AreaImport(Model):
    """One file or service read for one layer; the newest applied one is the layer.

    Undoing it brings back the one before.
    """

    __tablename__ = "area_import"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    layer: Mapped[AreaLayer]
    state: Mapped[ImportState] = mapped_column(default=ImportState.READING)
    source: Mapped[str]  # name of the file or of the service, for people
    credit: Mapped[str] = mapped_column(default="")  # whose data it is, shown where it is used
    content_sha256: Mapped[str | None]  # of the areas themselves: the same again adds nothing
    report: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # row, level, sentence
    error: Mapped[str] = mapped_column(default="")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    actor_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(User.id), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    applied_at: Mapped[datetime | None]

    actor: Mapped[User | None] = relationship()


class Area(Model):
    """One area of an import. ``shape`` is a polygon or several in WGS84, longitude first."""

    __tablename__ = "area"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    import_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(AreaImport.id, ondelete="CASCADE"), index=True)
    code: Mapped[str]
    name: Mapped[str]
    value: Mapped[str] = mapped_column(default="")  # of the layer area_types: which of the four
    shape: Mapped[GeometryWGS84]


Index("ix_area_import_layer", AreaImport.layer, AreaImport.state, AreaImport.applied_at)
