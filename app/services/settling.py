"""What happens to an item after it came in: looked at again, and for those we trust, approved by a rule."""

import uuid
from typing import Final

from app import queue
from app.core.clock import now
from app.core.errors import N_, ConflictError
from app.extensions import db
from app.models import Decision, Element, Sighting, State, Submission, Tier, User
from app.policies.trust import KINDS, by_rule, is_sample, nobody_looked, rule_for
from app.queries.surroundings import find_around, find_waiting_ids
from app.services.checks import LOOK_ALL, look_later, store_checks
from app.services.first_records import note_first_record
from app.services.moderation import MAIL_AFTER, on_desk
from app.services.outcomes import follow_decision, follow_undo
from app.services.publication import has_published_work, show_or_hide
from app.services.trust import tier_of
from app.transaction import load, transactional

BATCH: Final = 100


def look_again(ident: uuid.UUID) -> None:
    """Look again at an item and at what waits around it, each in its own transaction; twice is once."""
    settle(ident)
    for other in find_around(ident):
        settle(other)


@transactional
def settle(ident: uuid.UUID) -> None:
    """Store what the pre-checks say of a waiting item; approve it by a rule when that holds for it.

    Of a sighting, waiting or not, coordinators hear when it is the first of a listed species in its square.
    """
    item = load(Submission, ident)
    if isinstance(item, Sighting):
        note_first_record(item)
    if item is None or not item.waits:
        return
    if (element_id := getattr(item, "element_id", None)) is not None:
        load(Element, element_id)  # locked, so that what is checked is what is approved
    store_checks(item)
    if (rule := _rule(item)) is not None:
        _approve(item, rule)


def look_at_all(after: str) -> None:
    """Look again at the next of all that waits, by id, and ask for those that follow."""
    found = find_waiting_ids(uuid.UUID(after) if after else None, limit=BATCH)
    for ident in found:
        settle(ident)
    if len(found) == BATCH:
        _continue(found[-1])


@transactional
def recall(ident: uuid.UUID, *, version: int, actor: User) -> Decision:
    """Take back what a rule approved: it waits again, and from now on only people decide on it.

    Raises NotFoundError and NotAllowedError by the policy, ConflictError when it is not as the
    coordinator saw it, or was not approved by a rule, or when work on it was approved since.
    """
    item = on_desk(ident, actor=actor)
    if item.version != version:
        raise ConflictError(N_("Dit is intussen veranderd. Kijk opnieuw."))
    if not by_rule(item):
        raise ConflictError(N_("Dit is niet vanzelf goedgekeurd. Terughalen kan niet."))
    if isinstance(item, Element) and has_published_work(item):
        raise ConflictError(N_("Er is al werk aan dit element goedgekeurd. Haal dat eerst terug."))
    last = item.decisions[-1]
    back = {name: [new, old] for name, (old, new) in last.changes.items()}
    with db.session.no_autoflush:  # one UPDATE, so that the version rises by one
        follow_undo(item, last.changes, actor=actor)
        decision = item.take("recall", actor=actor, changes=back)
        show_or_hide(item)
    look_later(item.id)
    return decision


@transactional
def _continue(last: uuid.UUID) -> None:
    queue.add(LOOK_ALL, after=str(last))
    queue.done()


def _rule(item: Submission) -> str | None:
    """Return the rule that approves an item now; the one in ten, and what needs a look, goes to the desk."""
    if item.kind not in KINDS or item.needs_look or is_sample(item.id) or not nobody_looked(item):
        return None
    if item.state != State.PENDING or not item.author.is_active:
        return None
    return rule_for(item, Tier(tier_of(item.author_id, item.kind)))


def _approve(item: Submission, rule: str) -> None:
    with db.session.no_autoflush:  # one UPDATE, so that the version rises by one
        changes = follow_decision(item, "publish", actor=None)
        decision = item.take("publish", rule=rule, changes=changes)
        show_or_hide(item)
    db.session.flush()
    queue.add("mails.decision", due_at=now() + MAIL_AFTER, decision_id=str(decision.id))
    look_later(item.id)  # what waits for it
