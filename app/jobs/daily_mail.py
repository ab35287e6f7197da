"""The mails of the morning."""

import uuid
from datetime import date, datetime

from app.core.errors import N_
from app.mail import deliver
from app.models import MailWhen, User
from app.queries.daily_mail import find_news, find_waiting_by_area
from app.queries.idea_desk import count_due
from app.queries.people import get_person
from app.services.daily_mail import note_desk_told, note_told, plan_morning


def plan() -> None:
    """Ask for a mail per reader."""
    plan_morning()


def tell_author(*, person_id: str, until: str) -> None:
    """Mail what was decided up to a moment; a repeat after a crash has the same content and Message-ID."""
    person, moment = get_person(uuid.UUID(person_id)), datetime.fromisoformat(until)
    if person is None or not _wants(person):
        return
    if news := find_news(person, moment):
        deliver(
            to=person,
            template="mail/moderation/daily",
            subject=N_("Nieuws over wat je instuurde (%(count)s)"),
            message_key=f"daily-{person_id}-{moment:%Y%m%dT%H%M%S}",
            may_stop=True,
            count=len(news),
            all_news=news,
            reader=person,
        )
    note_told(uuid.UUID(person_id), moment)


def tell_coordinator(*, person_id: str, day: str) -> None:
    """Mail how much waits and since when, and how many ideas must be answered soon, once a day, if any."""
    person, today = get_person(uuid.UUID(person_id)), date.fromisoformat(day)
    if person is None or not _wants(person) or (person.desk_mailed_on or date.min) >= today:
        return
    areas, ideas = find_waiting_by_area(person), count_due(person)
    if areas or ideas:
        deliver(
            to=person,
            template="mail/moderation/desk",
            subject=N_("Wacht op controle: %(count)s") if areas else N_("Wacht op antwoord: %(ideas)s"),
            message_key=f"desk-{person_id}-{day}",
            may_stop=True,
            count=sum(one.count for one in areas),
            areas=areas,
            ideas=ideas,
            reader=person,
        )
    note_desk_told(uuid.UUID(person_id), today)


def _wants(person: User) -> bool:
    return person.is_active and person.mail_when != MailWhen.NONE
