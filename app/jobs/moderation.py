"""Mails about what coordinators decided."""

import uuid
from typing import Final

from app.core.errors import N_
from app.mail import deliver
from app.queries.news import get_news

SUBJECTS: Final = {
    "publish": N_("Goedgekeurd: %(title)s"),
    "return": N_("Een vraag over: %(title)s"),
    "reject": N_("Niet opgenomen: %(title)s"),
}


def tell_author(decision_id: str) -> None:
    """Mail the author what was decided, unless it was taken back meanwhile."""
    news = get_news(uuid.UUID(decision_id))
    if news is None or news.step not in SUBJECTS:
        return
    deliver(
        to=news.author,
        template=f"mail/moderation/{news.step}",
        subject=SUBJECTS[news.step],
        message_key=f"decision-{decision_id}",
        title=news.title,
        news=news,
    )
