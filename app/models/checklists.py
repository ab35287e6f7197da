"""ChecklistImport: a list of species that a coordinator handed in: looked at first, then taken over."""

import enum
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.ids import new_id
from app.extensions import Model
from app.models.people import User


class ChecklistState(enum.StrEnum):
    """Where a list stands; nothing of it counts before it is applied."""

    READING = "reading"
    CHECKED = "checked"  # the dry run: counts, and the rows that are wrong
    FAILED = "failed"
    APPLYING = "applying"
    APPLIED = "applied"


class ChecklistImport(Model):
    """One file; it lies on the disk of ``host`` until it is applied, thrown away, or two days old."""

    __tablename__ = "checklist_import"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    state: Mapped[ChecklistState] = mapped_column(default=ChecklistState.READING)
    source: Mapped[str]  # name of the file, for people
    title: Mapped[str] = mapped_column(default="")  # of the list, as the file says
    host: Mapped[str]
    counts: Mapped[dict[str, Any]] = mapped_column(
        default=dict
    )  # new, changed, same, skipped, refused, names
    report: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # row, sentence, name
    error: Mapped[str] = mapped_column(default="")
    done: Mapped[int] = mapped_column(default=0)  # rows that were read
    actor_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(User.id), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    applied_at: Mapped[datetime | None]

    actor: Mapped[User | None] = relationship()
