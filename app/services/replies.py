"""What an author says back to the desk, in one tap or in words of their own."""

import uuid
from typing import Final

from app.core.errors import N_, ConflictError, InvalidError, NotFoundError
from app.models import Submission, User
from app.policies.submissions import open_word
from app.queries.submissions import get_own
from app.services.checks import keep_checks
from app.services.publication import show_or_hide
from app.transaction import load, transactional

MAX_WORDS: Final = 2000


@transactional
def reply(ident: uuid.UUID, words: str, *, word_id: uuid.UUID | None, actor: User) -> Submission:
    """Send an item back to the desk with an answer to a question, or why a rejection is not right.

    ``word_id`` is the decision that the person read. The same tap twice is one answer. Raises
    NotFoundError, NotAllowedError, InvalidError without words, ConflictError when that decision is
    not open any more.
    """
    get_own(ident, viewer=actor)  # asks alike about what is not there and what is not theirs to see (A02)
    item = load(Submission, ident)
    if item is None:
        raise NotFoundError
    if _same_tap(item, words, word_id):
        return item
    word = open_word(item)
    if word is None or word.id != word_id:
        raise ConflictError(N_("Hier is geen antwoord meer op nodig. Kijk hoe het er nu voor staat."))
    if not words:
        raise InvalidError(N_("Kies een antwoord, of schrijf zelf iets."), field="answer")
    if len(words) > MAX_WORDS:
        raise InvalidError(
            N_("Maak de tekst korter: hoogstens %(most)s tekens."), field="answer", most=MAX_WORDS
        )
    item.take("resubmit", actor=actor, reason=words)
    show_or_hide(item)
    keep_checks(item)
    return item


def _same_tap(item: Submission, words: str, word_id: uuid.UUID | None) -> bool:
    """Tell whether these very words were the answer to that very decision."""
    last = item.decisions[-2:]
    steps = [one.step for one in last]
    return steps[1:] == ["resubmit"] and (last[0].id, last[1].reason) == (word_id, words)
