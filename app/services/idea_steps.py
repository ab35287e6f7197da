"""What becomes of an idea on view: a coordinator answers, lets it be a day or a group, or says no."""

import uuid
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from app import queue
from app.core.clock import now
from app.core.errors import N_, ConflictError, InvalidError, NotFoundError
from app.extensions import db
from app.models import IDEA_STAGES, IDEA_STEPS, Decision, Idea, IdeaJoin, IdeaStage, User
from app.queries.events import get_event
from app.queries.groups import get_group
from app.services.moderation import MAIL_AFTER, on_desk
from app.transaction import transactional

MAX_WORDS: Final = 2000


@dataclass(frozen=True, kw_only=True)
class IdeaStep:
    """One step on the version that the coordinator saw; ``reason`` is for everyone.

    ``event_id`` or ``group_id`` is what it becomes.
    """

    id: uuid.UUID
    version: int
    step: str
    reason: str = ""
    event_id: uuid.UUID | None = None
    group_id: uuid.UUID | None = None


@transactional
def take_idea_step(facts: IdeaStep, *, actor: User) -> Decision:
    """Take one step; whose idea it is and who joined in get mail of it. The same click twice is one step.

    Raises NotFoundError or NotAllowedError as the desk does, InvalidError for what is missing, and
    ConflictError when the idea is not as the coordinator saw it.
    """
    idea = on_desk(facts.id, actor=actor)
    if not isinstance(idea, Idea) or facts.step not in IDEA_STEPS:
        raise NotFoundError
    if (again := _same_click(idea, facts, actor=actor)) is not None:
        return again
    if idea.version != facts.version or not open_for(idea, facts.step):
        raise ConflictError(N_("Dit is intussen veranderd. Kijk opnieuw."))
    _check_words(facts)
    with db.session.no_autoflush:  # one UPDATE, so that the version rises by one
        if facts.step == "become":
            _link(idea, facts, actor=actor)
        decision = idea.follow_up(facts.step, actor=actor, reason=facts.reason)
    db.session.flush()
    due_at = now() + MAIL_AFTER
    queue.add("mails.decision", due_at=due_at, decision_id=str(decision.id))
    joined = select(IdeaJoin.person_id).where(IdeaJoin.idea_id == idea.id)
    for person_id in db.session.scalars(joined.order_by(IdeaJoin.since, IdeaJoin.person_id)):
        queue.add("mails.idea_step", due_at=due_at, decision_id=str(decision.id), person_id=str(person_id))
    return decision


def open_for(idea: Idea, step: str) -> bool:
    """Tell whether a step may be taken now, whoever takes it."""
    return idea.is_public and IDEA_STAGES.allows(IdeaStage(idea.stage), step)


def _same_click(idea: Idea, facts: IdeaStep, *, actor: User) -> Decision | None:
    last = idea.decisions[-1] if idea.decisions else None
    if last is None or idea.version != facts.version + 1:
        return None
    same = (last.actor_id, last.step, last.reason) == (actor.id, facts.step, facts.reason)
    return last if same else None


def _check_words(facts: IdeaStep) -> None:
    if len(facts.reason) > MAX_WORDS:
        sentence = N_("Maak de tekst korter: hoogstens %(most)s tekens.")
        raise InvalidError(sentence, field="reason", most=MAX_WORDS)
    if not facts.reason and facts.step == "answer":
        raise InvalidError(N_("Schrijf je antwoord."), field="reason")
    if not facts.reason and facts.step == "decline":
        raise InvalidError(N_("Schrijf waarom het niet doorgaat."), field="reason")


def _link(idea: Idea, facts: IdeaStep, *, actor: User) -> None:
    """Let the idea lead to what it becomes; raises InvalidError for what not everyone may see."""
    nowhere = InvalidError(N_("Kies een dag of een groep die iedereen kan zien."), field="address")
    if facts.event_id is None and facts.group_id is None:
        raise InvalidError(N_("Kies wat het wordt, of plak het adres van de pagina."), field="became")
    try:
        if facts.event_id is not None:
            idea.became_event = get_event(facts.event_id, viewer=actor)
        if facts.group_id is not None:
            idea.became_group = get_group(facts.group_id, viewer=actor)
    except NotFoundError:
        raise nowhere from None
    if not all(one.is_public for one in (idea.became_event, idea.became_group) if one is not None):
        raise nowhere
