"""Ask for work later; it exists only when the surrounding use case commits."""

from datetime import datetime

from app.core.clock import now
from app.extensions import db
from app.models import Job


def add(
    name: str, *, due_at: datetime | None = None, host: str | None = None, **payload: str | int | None
) -> Job:
    """Add a job to the running transaction; ``payload`` becomes its keyword arguments."""
    job = Job(name=name, payload=payload, host=host, due_at=due_at or now())
    db.session.add(job)
    return job
