"""What coordinators decide, and take back within seconds."""

import uuid
from datetime import timedelta
from typing import Final

from app import queue
from app.core.clock import now
from app.core.errors import N_, ConflictError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import (
    Decision,
    Element,
    ElementChange,
    MaintenanceLog,
    State,
    Submission,
    User,
)
from app.policies.moderation import can_decide, can_moderate, is_on_desk_of
from app.queries.answers import get_answer
from app.queries.moderation import coordinators_of
from app.services.checks import look_later
from app.services.fixing import Fixes, is_fixed
from app.services.outcomes import follow_decision, follow_undo
from app.services.publication import has_published_work, show_or_hide
from app.services.trust import learn_later
from app.services.verdicts import STEPS, Verdict, worded
from app.transaction import load, transactional

UNDO_WITHIN: Final = timedelta(seconds=10)
MAIL_AFTER: Final = timedelta(seconds=15)  # longer than undo can take, so that a mail is never wrong

SINCE: Final = {
    "publish": N_("%(name)s heeft dit al goedgekeurd."),
    "return": N_("%(name)s heeft dit al teruggestuurd met een vraag."),
    "reject": N_("%(name)s heeft dit al afgewezen."),
    "undo": N_("%(name)s heeft een besluit teruggedraaid. Kijk opnieuw."),
    "edit": N_("%(name)s heeft dit intussen veranderd. Kijk opnieuw."),
    "resubmit": N_("%(name)s heeft dit intussen opnieuw ingestuurd. Kijk opnieuw."),
    "withdraw": N_("%(name)s heeft dit ingetrokken."),
}


@transactional
def decide(verdict: Verdict, *, actor: User) -> Decision:
    """Take one step; whoever comes second gets a conflict, the same click twice is one decision.

    Raises NotFoundError and NotAllowedError by the policy, InvalidError without the words that a
    return or rejection needs, ConflictError when the item is not as the coordinator saw it.
    """
    item = on_desk(verdict.id, actor=actor)
    verdict = worded(verdict, item)
    if (again := _same_click(item, verdict, actor=actor)) is not None:
        return again
    _check_seen(item, verdict.version)
    if isinstance(item, MaintenanceLog) and verdict.step == "publish":
        _element_first(item, verdict, actor=actor)
    if isinstance(item, ElementChange) and verdict.step == "publish":
        _element_seen(item, verdict)
    return _take(item, verdict, actor=actor)


@transactional
def undo(item_id: uuid.UUID, *, with_element: bool = False, actor: User) -> Decision:
    """Take back one's own decision within seconds, before the author got mail of it.

    ``with_element`` takes back the element too that was approved with the work. Raises
    ConflictError when it is too late or was not this person's.
    """
    item = _decided_by(actor, item_id)
    if isinstance(item, Element) and has_published_work(item):
        raise ConflictError(N_("Er is al werk aan dit element goedgekeurd. Draai dat eerst terug."))
    decision = _take_back(item, actor=actor)
    if with_element and isinstance(item, MaintenanceLog):
        undo(item.element_id, actor=actor)
    return decision


def on_desk(item_id: uuid.UUID, *, actor: User) -> Submission:
    """Return an item that this person may decide on, locked; raises NotFoundError or NotAllowedError."""
    if not can_moderate(actor):
        raise NotAllowedError(N_("Alleen coördinatoren beslissen over inzendingen."))
    item = load(Submission, item_id)
    if item is None:
        raise NotFoundError
    coordinators = coordinators_of(item.municipality_code)
    if not is_on_desk_of(actor, item, coordinators=coordinators):
        raise NotAllowedError(N_("Deze inzending hoort bij een andere gemeente. Daar beslissen ze."))
    if not can_decide(actor, item, coordinators=coordinators):
        raise NotAllowedError(N_("Dit heb je zelf ingestuurd. Een andere coördinator beslist erover."))
    return item


def _decided_by(actor: User, item_id: uuid.UUID) -> Submission:
    """Return an item to take back: one's own decision may have moved it to another desk."""
    item = load(Submission, item_id)
    last = item.decisions[-1] if item is not None and item.decisions else None
    if item is not None and last is not None and last.actor_id == actor.id and can_moderate(actor):
        return item
    return on_desk(item_id, actor=actor)


def _same_click(item: Submission, verdict: Verdict, *, actor: User) -> Decision | None:
    """Return the decision that this very form already led to, if it did."""
    last = item.decisions[-1] if item.decisions else None
    if last is None or item.version != verdict.version + 1:
        return None
    same = (last.actor_id, last.step, last.reason) == (actor.id, verdict.step, verdict.reason)
    if verdict.step == "publish" and isinstance(item, Element) and isinstance(verdict.fixes, Fixes):
        same = same and is_fixed(item, verdict.fixes, last.changes)
    return last if same else None


def _check_seen(item: Submission, version: int) -> None:
    if item.version != version or item.state != State.PENDING:
        last = item.decisions[-1] if item.decisions else None
        name = last.actor.name if last is not None and last.actor is not None else ""
        sentence = SINCE.get(last.step, "") if last is not None and name else ""
        raise ConflictError(sentence or N_("Dit is intussen veranderd. Kijk opnieuw."), name=name)


def _element_first(log: MaintenanceLog, verdict: Verdict, *, actor: User) -> None:
    """Let work wait for the element it was done on, or approve that one now too."""
    element = load(Element, log.element_id)
    if element is None or element.state in {State.PUBLISHED, State.GONE}:
        return
    if verdict.element_version is None or element.state != State.PENDING:
        raise ConflictError(N_("Het landschapselement van dit werk is nog niet goedgekeurd. Doe dat eerst."))
    _check_seen(on_desk(element.id, actor=actor), verdict.element_version)
    _take(element, Verdict(id=element.id, version=element.version, step="publish"), actor=actor)


def _element_seen(item: ElementChange, verdict: Verdict) -> None:
    """Refuse to correct an element that is not as the coordinator saw it beside the correction."""
    element = load(Element, item.element_id)
    if element is not None and verdict.element_version != element.version:
        raise ConflictError(N_("Het element is intussen veranderd. Kijk opnieuw, en kies wat klopt."))


def _take(item: Submission, verdict: Verdict, *, actor: User) -> Decision:
    with db.session.no_autoflush:  # one UPDATE, so that the version rises by one
        changes = follow_decision(
            item, verdict.step, fixes=verdict.fixes, without=verdict.without, actor=actor
        )
        decision = item.take(
            verdict.step,
            actor=actor,
            reason=verdict.reason,
            changes=changes,
            answer=get_answer(verdict.answer_id),
        )
        show_or_hide(item)
    db.session.flush()
    queue.add("mails.decision", due_at=now() + MAIL_AFTER, decision_id=str(decision.id))
    learn_later(decision, due_at=now() + MAIL_AFTER)
    look_later(item.id)
    return decision


def _take_back(item: Submission, *, actor: User) -> Decision:
    last = item.decisions[-1] if item.decisions else None
    if last is None or last.actor_id != actor.id or last.step not in (*STEPS, "undo"):
        raise ConflictError(N_("Dit besluit kun je niet terugdraaien: er is daarna iets veranderd."))
    if last.step == "undo":
        return last
    if now() - last.at > UNDO_WITHIN:
        raise ConflictError(N_("Terugdraaien kan niet meer. De vrijwilliger krijgt al bericht."))
    back = {name: [new, old] for name, (old, new) in last.changes.items()}
    with db.session.no_autoflush:
        follow_undo(item, last.changes, actor=actor)
        decision = item.take("undo", actor=actor, changes=back)
        show_or_hide(item)
    look_later(item.id)
    return decision
