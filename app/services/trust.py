"""Trust grows by what the desk approves as it came, and falls by one rejection.

It is learned when a decision can no longer be undone, so that a decision that was taken back never counted.
"""

import uuid
from datetime import datetime
from typing import Final

from sqlalchemy import select

from app import queue
from app.core.clock import now
from app.core.errors import N_, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import Certainty, Decision, Element, ElementChange, Sighting, Submission, Tier, Trust, User
from app.policies.trust import ENOUGH, KINDS, LOWER, can_give_trust
from app.transaction import load, transactional

LEARN: Final = "trust.learn"


@transactional
def give_trust(person_id: uuid.UUID, kind: str, tier: Tier, *, actor: User) -> Trust:
    """Say how far a person is trusted with one kind of thing; the same again changes nothing.

    Raises NotFoundError, NotAllowedError by the policy, InvalidError for another kind of thing.
    """
    person = load(User, person_id)
    if person is None:
        raise NotFoundError
    if not can_give_trust(actor, person):
        raise NotAllowedError(N_("Alleen een andere coördinator geeft vertrouwen."))
    if kind not in KINDS:
        raise InvalidError(N_("Kies waarin je deze persoon vertrouwt."), field="kind")
    trust = _trust_of(person, kind)
    if trust.tier != tier:
        trust.tier, trust.good, trust.given_by_id, trust.changed_at = tier, 0, actor.id, now()
    return trust


def learn_later(decision: Decision, *, due_at: datetime) -> None:
    """Ask, in the running use case, to learn from a decision once it can no longer be undone."""
    queue.add(LEARN, due_at=due_at, decision_id=str(decision.id))


@transactional
def learn(decision_id: uuid.UUID) -> None:
    """Count a person's decision for its author, exactly once; one that was undone counts for nothing."""
    decision = db.session.get(Decision, decision_id)
    item = load(Submission, decision.submission_id) if decision is not None else None
    if decision is not None and item is not None and _counts(decision, item):
        person = load(User, item.author_id)
        if person is not None:
            _learn(decision, item, _trust_of(person, item.kind))
    queue.done()


def tier_of(person_id: uuid.UUID, kind: str) -> Tier:
    """Return how far a person is trusted with a kind of thing."""
    found = select(Trust.tier).where(Trust.person_id == person_id, Trust.kind == kind)
    return db.session.scalar(found) or Tier.NEW


def _trust_of(person: User, kind: str) -> Trust:
    """Return the row, made when it is not there; the person is locked, so nobody else makes it too."""
    trust = load(Trust, (person.id, kind))
    if trust is None:
        trust = Trust(person_id=person.id, kind=kind, tier=Tier.NEW, good=0)
        db.session.add(trust)
    return trust


def _counts(decision: Decision, item: Submission) -> bool:
    """Tell whether it is another person's decision, on a kind that trust is about, and still stands."""
    after = [one for one in item.decisions if one.at > decision.at]
    undone = bool(after) and after[0].step == "undo"
    judged = decision.actor_id is not None and decision.actor_id != item.author_id  # M06
    return judged and not undone and item.kind in KINDS


def _learn(decision: Decision, item: Submission, trust: Trust) -> None:
    if decision.step == "reject":
        trust.tier, trust.good, trust.given_by_id = LOWER[trust.tier], 0, None
        trust.changed_at = now()
    elif decision.step == "publish" and not _was_corrected(decision, item):
        trust.good += 1
        if trust.tier == Tier.NEW and trust.good >= ENOUGH:
            trust.tier, trust.changed_at = Tier.KNOWN, now()


def _was_corrected(decision: Decision, item: Submission) -> bool:
    """Tell whether the desk had to ask first, or changed what was handed in while approving."""
    if any(one.step == "resubmit" for one in item.decisions):
        return True
    if isinstance(item, Sighting):
        return _was_named_otherwise(decision, item)
    own = isinstance(item, Element | ElementChange)
    return own and bool(decision.changes)


def _was_named_otherwise(decision: Decision, sighting: Sighting) -> bool:
    """Tell whether the name was not the author's own, or could not be judged: then nothing was proved."""
    key = decision.changes.get("species_key", [None, sighting.species_key])[1]
    open_still = decision.changes.get("certainty", [None, None])[1] == Certainty.OPEN
    return sighting.claimed_key is None or key != sighting.claimed_key or open_still
