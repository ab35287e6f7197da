"""Job: work for later, promised in the same transaction as its cause. A finished job is deleted."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.core.ids import new_id
from app.extensions import Model


def _lane(context: Any) -> str:
    """Return the part of the name before the dot."""
    return str(context.get_current_parameters()["name"]).partition(".")[0]


class Job(Model):
    """One call of one function in ``app/jobs``; a worker that claims it holds a lease."""

    __tablename__ = "job"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    lane: Mapped[str] = mapped_column(default=_lane)  # jobs that wait together when a server is away
    payload: Mapped[dict[str, Any]]
    host: Mapped[str | None]  # only this server's worker may take it (its disk holds the bytes)
    created_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime] = mapped_column(default=now)
    claimed_by: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(default="")
    parked_at: Mapped[datetime | None]  # gave up; people look at it


Index("ix_job_due", Job.parked_at, Job.due_at, Job.created_at)


class JobDone(Model):
    """That a job was done, for the count of today; forgotten after some days."""

    __tablename__ = "job_done"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now, index=True)
