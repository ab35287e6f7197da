"""When someone gets mail about decisions: each at once, once a day, or not at all."""

import uuid

from app import queue
from app.core.clock import now
from app.core.errors import N_, NotFoundError
from app.models import MailWhen, User
from app.services.moderation import MAIL_AFTER
from app.transaction import load, transactional


@transactional
def choose_mail(when: MailWhen, *, actor: User) -> None:
    """Keep the choice. No decision is told twice, and none is lost on the way.

    Who goes over to once a day hears there of what is decided from now on; who leaves it for each at
    once gets what waited for the morning now.
    """
    before, actor.mail_when = actor.mail_when, when
    if when == before:
        return
    if when == MailWhen.DAILY:
        actor.mailed_at = now()
    elif before == MailWhen.DAILY and when == MailWhen.EACH:
        queue.add("mails.daily", person_id=str(actor.id), until=(now() - MAIL_AFTER).isoformat())


@transactional
def stop_mail(person_id: uuid.UUID) -> None:
    """Stop all mail but codes for whoever has the key of a mail. Raises NotFoundError."""
    person = load(User, person_id)
    if person is None:
        raise NotFoundError(N_("Deze link werkt niet meer."))
    person.mail_when = MailWhen.NONE
