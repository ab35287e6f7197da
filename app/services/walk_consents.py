"""Ask the owner of a section by mail, and take the answer, or its withdrawal, by the link in that mail."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy.orm.attributes import flag_modified

from app import queue
from app.core.clock import now, today
from app.core.errors import N_, GoneError, InvalidError, NotFoundError
from app.extensions import db
from app.models import Decision, LandConsent, OwnerAnswer, User, Walk, WalkConsent
from app.queries.blocked_senders import is_blocked
from app.services.limits import Limit, spend
from app.services.walk_parts import nth
from app.services.walks import going_on
from app.transaction import load, transactional

LIVES: Final = timedelta(days=60)
A_DAY_S: Final = 86_400
MOST_A_DAY: Final = 20  # questions of one person: nobody writes to the whole village through us
RULE: Final = "owner-link"
USED: Final = N_("Deze link werkt niet meer. Er is al een antwoord, of hij is te oud.")
SAID: Final = {
    OwnerAnswer.AGREE: LandConsent.GIVEN,
    OwnerAnswer.UNLISTED: LandConsent.UNLISTED,
    OwnerAnswer.REFUSE: LandConsent.REFUSED,
    OwnerAnswer.NOT_MINE: LandConsent.UNKNOWN,
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question about a section, by its number from 1; ``id`` is made with the form."""

    id: uuid.UUID
    walk_id: uuid.UUID
    number: int
    email: str


@transactional
def ask_owner(asked: Asked, *, version: int, actor: User) -> WalkConsent:
    """Ask the owner of a section, once however often the form is sent; a mail with a link follows.

    Raises InvalidError for an address that we do not write to, TooManyError after many questions.
    """
    known = db.session.get(WalkConsent, asked.id)
    if known is not None and known.asked_by_id == actor.id:
        return known
    walk = going_on(asked.walk_id, version=version, actor=actor)
    section = nth(walk.sections, asked.number)
    if is_blocked(asked.email):
        raise InvalidError(N_("Naar dit adres sturen wij geen mail."), field="email")
    limit = Limit("owner", str(actor.id), MOST_A_DAY, A_DAY_S)
    spend([limit], sentence=N_("Je vroeg vandaag al veel eigenaren. Probeer het morgen weer."))
    question = WalkConsent(
        id=asked.id, section=section, asked_by_id=actor.id, email=asked.email, expires_at=now() + LIVES
    )
    db.session.add(question)
    with db.session.no_autoflush:
        _say(walk, section.position, LandConsent.ASKED, before=section.consent)
        section.consent, section.consent_on = LandConsent.ASKED, None
        walk.note("ask_owner", actor=actor, changes={"section": [asked.number, asked.number]})
        walk.is_public = walk.public_by_rule()
    db.session.flush()
    queue.add("mails.owner", question_id=str(question.id))
    return question


@transactional
def answer_question(question_id: uuid.UUID, answer: OwnerAnswer) -> WalkConsent:
    """Take the answer of an owner; the same one again changes nothing.

    Raises NotFoundError when there is no such question, GoneError when it was answered or is too old.
    """
    question, walk = _asked(question_id)
    if question.said == answer:
        return question
    if not question.is_open:
        raise GoneError(USED)
    question.said, question.answered_at, question.email = answer, now(), ""
    _settle(walk, question, SAID[answer])
    if answer == OwnerAnswer.NOT_MINE:
        question.section.owner_name = ""
    return question


@transactional
def withdraw_answer(question_id: uuid.UUID) -> WalkConsent:
    """Let an owner take back that they agreed; nobody else sees the walk from now on. Twice is once."""
    question, walk = _asked(question_id)
    if question.withdrawn_at is not None:
        return question
    if not question.may_withdraw:
        raise GoneError(USED)
    question.withdrawn_at = now()
    _settle(walk, question, LandConsent.REFUSED)
    return question


def _asked(question_id: uuid.UUID) -> tuple[WalkConsent, Walk]:
    """Return a question and its walk, both locked."""
    known = db.session.get(WalkConsent, question_id)
    walk = load(Walk, known.section.walk_id) if known is not None else None
    question = load(WalkConsent, question_id) if walk is not None else None
    if walk is None or question is None:
        raise NotFoundError(USED)
    return question, walk


def _settle(walk: Walk, question: WalkConsent, consent: LandConsent) -> None:
    """Keep what the owner said, with its day, and let the walk follow."""
    section = question.section
    with db.session.no_autoflush:
        _say(walk, section.position, consent, before=section.consent)
        section.consent = consent
        section.consent_on = today() if consent != LandConsent.UNKNOWN else None
        walk.is_public = walk.public_by_rule()


def _say(walk: Walk, number: int, consent: LandConsent, *, before: LandConsent) -> None:
    """Write in the log that a section stands otherwise by a question or its answer: no name, no address."""
    changes = {"section": [number, number], "consent": [str(before), str(consent)]}
    walk.decisions.append(
        Decision(step="owner", before=walk.state, after=walk.state, rule=RULE, changes=changes)
    )
    flag_modified(walk, "stage")  # what hangs below raises the version too
