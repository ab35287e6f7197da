"""Mails about walks."""

import uuid

from app.config import settings
from app.core.errors import N_
from app.core.owner_links import key_for
from app.mail import deliver, page_url
from app.queries.walk_consents import get_question, walk_of


def ask_owner(question_id: str) -> None:
    """Mail an owner the question and the link that answers it, unless it was answered meanwhile."""
    question = get_question(uuid.UUID(question_id))
    if question is None or not question.is_open or not question.email:
        return
    walk = walk_of(question)
    deliver(
        to=question.email,
        template="mail/walks/owner",
        subject=N_("Mag een ommetje over jouw grond? %(name)s"),
        message_key=f"owner-{question.id}",
        name=walk.name,
        village=walk.place.name,
        group=walk.group.name if walk.group is not None and walk.group.is_public else "",
        length_m=question.section.length_m,
        url=page_url("walk_consents.show", owner_key=key_for(question.id, secret=settings().secret_key)),
        expires_at=question.expires_at,
    )
