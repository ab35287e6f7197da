"""Mails about what coordinators decided, one by one."""

import uuid
from typing import Final

from app.core.errors import N_
from app.mail import deliver
from app.models import FOLLOW_UP, IDEA_STEPS, MailWhen
from app.queries.news import News, get_news

SUBJECTS: Final = {
    "publish": N_("Goedgekeurd: %(title)s"),
    "return": N_("Een vraag over: %(title)s"),
    "reject": N_("Niet opgenomen: %(title)s"),
    "plan": N_("Ingepland: %(title)s"),
    "solve": N_("Opgelost: %(title)s"),
    "pass_on": N_("Doorgegeven: %(title)s"),
    "decline": N_("Niet opgepakt: %(title)s"),
    "answer": N_("Antwoord op: %(title)s"),
    "become": N_("Het gaat gebeuren: %(title)s"),
}


def tell_author(decision_id: str) -> None:
    """Mail the author what was decided, unless it was taken back or they want it otherwise."""
    news = get_news(uuid.UUID(decision_id))
    if news is None or news.step not in SUBJECTS or not _is_due(news):
        return
    deliver(
        to=news.author,
        template=f"mail/moderation/{_template_of(news)}",
        subject=SUBJECTS[news.step],
        message_key=f"decision-{decision_id}",
        may_stop=True,
        title=news.title,
        reader=news.author,
        news=news,
    )


def _template_of(news: News) -> str:
    if news.kind == "idea" and news.step in IDEA_STEPS:
        return "idea"
    return "problem" if news.step in FOLLOW_UP else news.step


def _is_due(news: News) -> bool:
    """Tell whether it is told now: of who reads once a day only what came before they chose that."""
    person = news.author
    if person.mail_when == MailWhen.DAILY:
        return person.mailed_at is not None and news.at < person.mailed_at
    return person.mail_when == MailWhen.EACH
