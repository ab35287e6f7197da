"""Mails to who joined in with an idea, one by one."""

import uuid

from app.jobs.moderation import SUBJECTS
from app.mail import deliver
from app.models import MailWhen
from app.queries.ideas import is_joined
from app.queries.news import get_news
from app.queries.people import get_person


def tell_joined(*, decision_id: str, person_id: str) -> None:
    """Mail someone what became of an idea that they would like too, unless they left or it changed since."""
    news, reader = get_news(uuid.UUID(decision_id)), get_person(uuid.UUID(person_id))
    if news is None or reader is None or not reader.is_active or reader.mail_when == MailWhen.NONE:
        return
    if not is_joined(news.item_id, reader):
        return
    deliver(
        to=reader,
        template="mail/moderation/idea",
        subject=SUBJECTS[news.step],
        message_key=f"idea-{decision_id}-{person_id}",
        may_stop=True,
        title=news.title,
        news=news,
        reader=reader,
    )
