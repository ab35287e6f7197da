"""Work for later, in the same database; a job exists only when the surrounding use case commits.

A worker takes a job on a lease and renews it while it works. Whoever dies loses the lease and another
takes the job again, so its effect comes at least once. A use case that must have its effect exactly
once calls done(): the job's row then goes in the same commit.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from app.core.clock import now
from app.core.errors import ConflictError
from app.extensions import db
from app.models import Job, JobDone
from app.transaction import load, transactional

LEASE = timedelta(seconds=60)
PAUSE = timedelta(seconds=30)  # of a lane whose server cannot be reached
MAX_TRIES = 5
BACK_OFF = tuple(timedelta(seconds=s) for s in (30, 120, 480, 1920))


class LostLeaseError(ConflictError):
    """Another worker has the job by now; what this one did in its transaction is undone."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A job that a worker holds."""

    id: uuid.UUID
    name: str
    payload: Mapping[str, Any]
    worker: str


_running: ContextVar[Claim | None] = ContextVar("running", default=None)


def add(
    name: str, /, *, due_at: datetime | None = None, host: str | None = None, **payload: str | int | None
) -> Job:
    """Add a job to the running transaction; ``payload`` becomes its keyword arguments.

    ``host`` ties it to the worker of one server. The part of ``name`` before the dot is its lane:
    when a server that the lane needs cannot be reached, the whole lane waits and keeps its order.
    """
    job = Job(name=name, payload=payload, host=host, due_at=due_at or now())
    db.session.add(job)
    return job


@transactional
def add_unless_waiting(name: str, *, due_at: datetime) -> None:
    """Add a job that comes round, unless it waits already."""
    if db.session.scalar(select(Job.id).where(Job.name == name, Job.parked_at.is_(None)).limit(1)) is None:
        add(name, due_at=due_at)


@transactional
def claim(worker: str, *, host: str) -> Claim | None:
    """Take the job that is due longest on a lease; None when nothing is due. A try counts from here.

    Raises BusyError when the database cannot be had.
    """
    due = select(Job).where(_due(host)).order_by(Job.due_at, Job.created_at, Job.id).limit(1)
    while job := db.session.scalars(due.with_for_update(skip_locked=True)).one_or_none():
        if job.tries >= MAX_TRIES:
            _park(job, "its worker died each time")
            db.session.flush()
            continue
        job.claimed_by, job.lease_until, job.tries = worker, now() + LEASE, job.tries + 1
        return Claim(id=job.id, name=job.name, payload=job.payload, worker=worker)
    return None


def _due(host: str) -> ColumnElement[bool]:
    moment = now()
    other = aliased(Job)
    paused = select(other.lane).where(other.claimed_by.is_(None), other.lease_until > moment)
    return and_(
        Job.parked_at.is_(None),
        Job.due_at <= moment,
        or_(Job.lease_until.is_(None), Job.lease_until <= moment),
        or_(Job.host.is_(None), Job.host == host),
        Job.lane.not_in(paused),
    )


@contextmanager
def running(mine: Claim) -> Iterator[None]:
    """Let done() know which job it is."""
    token = _running.set(mine)
    try:
        yield
    finally:
        _running.reset(token)


def done() -> None:
    """Finish the running job in the transaction of this use case; outside a job it does nothing.

    Raises LostLeaseError when another worker has it by now.
    """
    if mine := _running.get():
        finish(mine)


@transactional
def finish(mine: Claim, *, missing_ok: bool = False) -> None:
    """Delete a job that was done; ``missing_ok`` where done() may have deleted it already."""
    job = _held(mine)
    if job is not None:
        db.session.delete(job)
        db.session.add(JobDone(name=job.name))
    elif not missing_ok:
        raise LostLeaseError


@transactional
def renew(mine: Claim) -> bool:
    """Keep a job longer; tell whether it is still held."""
    job = _held(mine)
    if job is not None:
        job.lease_until = now() + LEASE
    return job is not None


@transactional
def fail(mine: Claim, why: str) -> None:
    """Put a job back for later, each time later; after ``MAX_TRIES`` park it for people to see."""
    job = _held(mine)
    if job is None:
        return
    if job.tries >= MAX_TRIES:
        _park(job, why)
    else:
        job.due_at, job.last_error = now() + BACK_OFF[job.tries - 1], why
        job.claimed_by = job.lease_until = None


@transactional
def pause(mine: Claim, why: str) -> None:
    """Put a job back whose server cannot be reached: no try counts, and its lane waits behind it."""
    job = _held(mine)
    if job is not None:
        job.claimed_by, job.lease_until, job.last_error = None, now() + PAUSE, why
        job.tries -= 1


def find_parked() -> Sequence[Job]:
    """Return the jobs that were given up, oldest first."""
    return db.session.scalars(select(Job).where(Job.parked_at.is_not(None)).order_by(Job.parked_at)).all()


def count_waiting() -> int:
    """Count the jobs that are still to be done."""
    return db.session.scalar(select(func.count()).select_from(Job).where(Job.parked_at.is_(None))) or 0


@transactional
def unpark(ident: uuid.UUID) -> bool:
    """Give a parked job five new tries; tell whether there was one."""
    job = load(Job, ident)
    if job is None or job.parked_at is None:
        return False
    job.parked_at, job.tries, job.due_at = None, 0, now()
    return True


def _held(mine: Claim) -> Job | None:
    job = load(Job, mine.id)
    return job if job is not None and job.claimed_by == mine.worker else None


def _park(job: Job, why: str) -> None:
    job.parked_at, job.last_error = now(), why
    job.claimed_by = job.lease_until = None
