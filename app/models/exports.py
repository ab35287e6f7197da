"""Export: a file with public sightings that someone asked for; the row stays when the file has gone (G10)."""

import enum
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.ids import new_id
from app.extensions import Model
from app.models.people import User


class ExportKind(enum.StrEnum):
    """What kind of file."""

    CSV = "csv"
    DARWIN_CORE = "darwin_core"


class ExportState(enum.StrEnum):
    """How far a file is; only ``READY`` can be fetched."""

    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    EXPIRED = "expired"
    FAILED = "failed"


class Export(Model):
    """Who asked for what, when, and how many sightings went into it; ``asked`` is the filter."""

    __tablename__ = "export"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id))
    kind: Mapped[ExportKind]
    state: Mapped[ExportState] = mapped_column(default=ExportState.WAITING)
    asked: Mapped[dict[str, Any]]
    asked_at: Mapped[datetime] = mapped_column(default=now)
    total: Mapped[int] = mapped_column(default=0)  # sightings that go in, counted before it is made
    done: Mapped[int] = mapped_column(default=0)  # sightings that are in it
    more: Mapped[bool] = mapped_column(default=False)  # there were more than one file may hold
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    made_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]

    person: Mapped[User] = relationship()

    @property
    def busy(self) -> bool:
        """Tell whether it is still being made."""
        return self.state in {ExportState.WAITING, ExportState.MAKING}

    @property
    def there(self) -> bool:
        """Tell whether the file can be fetched now."""
        return self.state == ExportState.READY and self.expires_at is not None and self.expires_at > now()

    @property
    def ending(self) -> str:
        """Return how the name of the file ends."""
        return "csv" if self.kind == ExportKind.CSV else "zip"


Index("ix_export_person", Export.person_id, Export.asked_at)
Index("ix_export_state", Export.state, Export.expires_at)
