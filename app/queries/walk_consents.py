"""Questions to owners, as their own link shows them."""

import uuid

from app.extensions import db
from app.models import Walk, WalkConsent


def get_question(ident: uuid.UUID) -> WalkConsent | None:
    """Return a question, whoever asks: only its own link knows its id."""
    return db.session.get(WalkConsent, ident)


def walk_of(question: WalkConsent) -> Walk:
    """Return the walk that a question is about; raises LookupError when there is none."""
    walk = db.session.get(Walk, question.section.walk_id)
    if walk is None:
        raise LookupError(question.id)
    return walk
