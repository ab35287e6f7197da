"""Working at the desk: for whom an item is, several approved at once, and whether keys decide."""

import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from sqlalchemy import select, update

from app.core.errors import N_, ConflictError, DomainError, InvalidError, NotAllowedError
from app.extensions import db
from app.models import Certainty, Submission, User
from app.policies.moderation import can_assign
from app.queries.batches import APART, SIGHTING
from app.queries.moderation import coordinators_of
from app.services.moderation import decide, on_desk, undo
from app.services.naming import Naming
from app.services.verdicts import Verdict
from app.transaction import transactional

submission: Any = Submission.__table__
GONE: Final = N_("Dit is er niet meer.")
HOW_SURE: Final = (Certainty.SURE, Certainty.LIKELY)  # of what is approved unseen of the rest


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one of several; a sentence for the edge to translate when it did not happen."""

    id: uuid.UUID
    done: bool
    sentence: str = ""
    values: dict[str, object] = field(default_factory=dict)


def decide_many(verdicts: Collection[Verdict], *, naming: Naming | None = None, actor: User) -> list[Outcome]:
    """Approve several, each checked by itself in its own transaction; what is refused stops no other.

    Sightings come alone, and with how sure their names are (zeker or waarschijnlijk) or one other name for
    all. Raises InvalidError when they are mixed with other kinds, or that is missing or does not belong;
    then nothing is decided.
    """
    _check_kinds([one.id for one in verdicts], naming)
    if naming is not None:
        verdicts = [replace(one, fixes=naming) for one in verdicts]
    return [_one(verdict.id, partial(_approve_fine, verdict, actor=actor)) for verdict in verdicts]


def undo_many(ids: Iterable[uuid.UUID], *, actor: User) -> list[Outcome]:
    """Take back several of one's own decisions, each within its seconds."""
    return [_one(ident, partial(undo, ident, actor=actor)) for ident in ids]


@transactional
def assign(item_id: uuid.UUID, person_id: uuid.UUID | None, *, actor: User) -> None:
    """Say for whom an item that waits is: oneself, a coordinator of its municipality, or nobody.

    The column is written alone, without a new version: whoever looks at it sees the same thing.
    Raises NotFoundError and NotAllowedError by the policy, ConflictError when it no longer waits.
    """
    item = on_desk(item_id, actor=actor)
    if not item.waits:
        raise ConflictError(N_("Dit wacht niet meer. Er is al over beslist."))
    person = db.session.get(User, person_id) if person_id is not None else None
    unknown = person_id is not None and person is None
    coordinators = coordinators_of(item.municipality_code)
    if unknown or not can_assign(actor, item, person, coordinators=coordinators):
        raise NotAllowedError(N_("Kies een coördinator van deze gemeente die dit niet zelf instuurde."))
    db.session.execute(update(submission).where(submission.c.id == item_id).values(assignee_id=person_id))
    db.session.expire(item, ["assignee_id", "assignee"])


@transactional
def set_desk_keys(*, on: bool, actor: User) -> None:
    """Let single keys decide on this person's desk, or not."""
    actor.desk_keys = on


def _check_kinds(ids: Collection[uuid.UUID], naming: Naming | None) -> None:
    kinds = set(db.session.scalars(select(submission.c.kind).where(submission.c.id.in_(ids))))
    others = kinds - {SIGHTING}
    if others and (SIGHTING in kinds or naming is not None):
        sentence = N_("Over waarnemingen beslis je apart. Kies alleen waarnemingen, of alleen iets anders.")
        raise InvalidError(sentence, field="item")
    if SIGHTING in kinds and (naming is None or naming.certainty not in HOW_SURE):
        raise InvalidError(N_("Kies hoe zeker de naam is: zeker of waarschijnlijk."), field="certainty")


def _one(ident: uuid.UUID, act: Callable[[], object]) -> Outcome:
    try:
        act()
    except DomainError as error:
        return Outcome(id=ident, done=False, sentence=error.sentence or GONE, values=error.values)
    return Outcome(id=ident, done=True)


@transactional
def _approve_fine(verdict: Verdict, *, actor: User) -> None:
    """Approve what was offered as fine, if it still is now that nobody else can change it."""
    item = on_desk(verdict.id, actor=actor)
    if item.waits and (item.needs_look or item.kind in APART):
        raise ConflictError(N_("Hier is nu iets om op te letten. Bekijk dit apart."))
    decide(verdict, actor=actor)
