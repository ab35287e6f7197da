"""Jobs that were given up after five tries: again, or no more."""

import logging
import uuid

from app import queue
from app.core.errors import NotAllowedError
from app.extensions import db
from app.models import Job, User
from app.policies.admin import can_manage
from app.transaction import load, transactional

log = logging.getLogger(__name__)


@transactional
def retry_job(ident: uuid.UUID, *, actor: User) -> bool:
    """Give a parked job five new tries; tell whether there was one."""
    _check(actor)
    return queue.unpark(ident)


@transactional
def retry_all(*, actor: User) -> int:
    """Give every parked job new tries; return how many there were."""
    _check(actor)
    return sum(queue.unpark(job.id) for job in queue.find_parked())


@transactional
def drop_job(ident: uuid.UUID, *, actor: User) -> bool:
    """Give a parked job up for good; tell whether there was one. What runs or waits is left alone."""
    _check(actor)
    job = load(Job, ident)
    if job is None or job.parked_at is None:
        return False
    log.warning("job %s %s was dropped by %s", job.name, job.id, actor.id)
    db.session.delete(job)
    return True


def _check(actor: User) -> None:
    if not can_manage(actor):
        raise NotAllowedError
