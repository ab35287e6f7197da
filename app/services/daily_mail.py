"""The mails of the morning: to authors what was decided, to coordinators what waits."""

import uuid
from datetime import date, datetime, time
from typing import Final

from app import queue
from app.core.clock import HOME, now, today
from app.models import User
from app.queries.daily_mail import authors_with_news, coordinators_with_work
from app.services.moderation import MAIL_AFTER
from app.transaction import load, transactional

MORNING: Final = time(7, 0)


@transactional
def plan_morning() -> None:
    """Ask for one mail per reader, once a morning: whoever was told already is left out."""
    until = (
        min(now(), datetime.combine(today(), MORNING, HOME)) - MAIL_AFTER
    )  # a younger one may be taken back
    for ident in authors_with_news(until):
        queue.add("mails.daily", person_id=str(ident), until=until.isoformat())
    for ident in coordinators_with_work(today()):
        queue.add("mails.desk", person_id=str(ident), day=today().isoformat())
    queue.done()


@transactional
def note_told(person_id: uuid.UUID, until: datetime) -> None:
    """Remember up to when someone was told what was decided; the job that asked goes in the same commit."""
    person = load(User, person_id)
    if person is not None and (person.mailed_at is None or person.mailed_at < until):
        person.mailed_at = until
    queue.done()


@transactional
def note_desk_told(person_id: uuid.UUID, day: date) -> None:
    """Remember on which day a coordinator was told what waits."""
    person = load(User, person_id)
    if person is not None and (person.desk_mailed_on is None or person.desk_mailed_on < day):
        person.desk_mailed_on = day
    queue.done()
