"""How the work for later stands: what was given up, what waits, what was done today."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from sqlalchemy import func, select

from app.core.clock import HOME, now, today
from app.core.errors import N_
from app.extensions import db
from app.models import Job, JobDone

# how an error begins (its class, or what the queue itself says) → words without anything of a person
WHY: Final = (
    ("its worker died", N_("Het programma stopte er elke keer mee.")),
    ("UnreachableError", N_("De andere server gaf geen antwoord.")),
    ("NoMailboxError", N_("De mailserver kent dit adres niet.")),
    ("SMTP", N_("De mailserver nam de mail niet aan.")),
    ("ConnectionError", N_("De andere server gaf geen antwoord.")),
    ("TimeoutError", N_("Het duurde te lang.")),
    ("UnreadableError", N_("De foto is onleesbaar.")),
    ("UnidentifiedImageError", N_("De foto is onleesbaar.")),
    ("FileNotFoundError", N_("Het bestand is er niet meer.")),
)
UNKNOWN: Final = N_("Er ging iets mis in het programma. Meer staat in het logboek van de server.")


@dataclass(frozen=True)
class QueueNow:
    """How many jobs are due, done since midnight and given up; how long the oldest waits, in seconds."""

    due: int
    done: int
    parked: int
    oldest_s: int


def get_queue() -> QueueNow:
    """Count the work for later."""
    moment, midnight = now(), datetime.combine(today(), time(), HOME)
    due = (Job.parked_at.is_(None), Job.due_at <= moment)
    waiting, oldest = db.session.execute(select(func.count(), func.min(Job.due_at)).where(*due)).one()
    done = db.session.scalar(select(func.count()).where(JobDone.at >= midnight))
    since = int((moment - oldest).total_seconds()) if oldest else 0
    return QueueNow(due=waiting, done=done or 0, parked=count_parked(), oldest_s=max(0, since))


def count_parked() -> int:
    """Count the jobs that were given up."""
    return db.session.scalar(select(func.count()).where(Job.parked_at.is_not(None))) or 0


def why_of(job: Job) -> str:
    """Return what went wrong the last time, in words that hold nothing of a person."""
    return next((words for start, words in WHY if job.last_error.startswith(start)), UNKNOWN)
