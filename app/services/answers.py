"""Ready answers of the desk: write, order, no longer use."""

import uuid
from dataclasses import dataclass, field

from sqlalchemy import func, select

from app.core.clock import now
from app.core.errors import N_, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import CannedAnswer, User
from app.policies.admin import can_edit_answers
from app.queries.answers import find_answers
from app.transaction import load, transactional

FEWEST, MOST = 2, 4  # replies to a question, as many as fit on a phone


@dataclass(frozen=True, kw_only=True)
class AnswerText:
    """What an answer says; ``replies`` belong to a question, the English ones may be left out."""

    step: str  # publish, return or reject
    kinds: tuple[str, ...] = ()  # of submissions; none: all
    label_nl: str
    label_en: str = ""
    text_nl: str
    text_en: str = ""
    replies_nl: tuple[str, ...] = field(default=())
    replies_en: tuple[str, ...] = field(default=())


@transactional
def write_answer(ident: uuid.UUID, new: AnswerText, *, actor: User) -> None:
    """Keep a new answer, at the end of the list, or new words of one; twice is once.

    Decisions that were taken with it keep their own words. Raises NotAllowedError and InvalidError.
    """
    _check(actor)
    _check_replies(new)
    answer = load(CannedAnswer, ident)
    if answer is None:
        last = db.session.scalar(select(func.max(CannedAnswer.position)))
        answer = CannedAnswer(id=ident, position=(last or 0) + 1)
        db.session.add(answer)
    answer.step, answer.kinds = new.step, list(new.kinds)
    answer.label_nl, answer.label_en = new.label_nl, new.label_en
    answer.text_nl, answer.text_en = new.text_nl, new.text_en
    answer.replies_nl, answer.replies_en = list(new.replies_nl), list(new.replies_en)
    answer.edited_at = now()


@transactional
def move_answer(ident: uuid.UUID, *, down: bool, actor: User) -> None:
    """Let an answer change places with its neighbour; at the end of the list nothing happens."""
    _check(actor)
    used = list(find_answers())
    here = next((n for n, one in enumerate(used) if one.id == ident), None)
    if here is None:
        raise NotFoundError
    there = here + (1 if down else -1)
    if not 0 <= there < len(used):
        return
    used[here], used[there] = used[there], used[here]
    for position, one in enumerate(used):
        if one.position != position:
            one.position, one.edited_at = position, now()


@transactional
def retire_answer(ident: uuid.UUID, *, actor: User) -> None:
    """Take an answer off the desk; old decisions still know it."""
    answer = _load(ident, actor)
    answer.retired_at = answer.retired_at or now()
    answer.edited_at = now()


@transactional
def reuse_answer(ident: uuid.UUID, *, actor: User) -> None:
    """Put an answer back on the desk."""
    answer = _load(ident, actor)
    answer.retired_at, answer.edited_at = None, now()


def _load(ident: uuid.UUID, actor: User) -> CannedAnswer:
    _check(actor)
    answer = load(CannedAnswer, ident)
    if answer is None:
        raise NotFoundError
    return answer


def _check(actor: User) -> None:
    if not can_edit_answers(actor):
        raise NotAllowedError


def _check_replies(new: AnswerText) -> None:
    for name in ("replies_nl", "replies_en"):
        replies = getattr(new, name)
        if new.step != "return" and replies:
            raise InvalidError(N_("Alleen een vraag heeft antwoorden om op te tikken."), field=name)
        needed = new.step == "return" and (name == "replies_nl" or new.text_en)
        if needed and not FEWEST <= len(set(replies)) == len(replies) <= MOST:
            raise InvalidError(
                N_("Geef 2, 3 of 4 verschillende antwoorden, elk op een eigen regel."), field=name
            )
