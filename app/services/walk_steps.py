"""How a walk goes on, from a line to a path that is open, and closed again."""

import uuid
from typing import Final

from app.core.errors import N_, ConflictError, InvalidError, NotFoundError
from app.extensions import db
from app.models import WALK_STAGES, State, User, Walk, WalkStage
from app.services.checks import look_later
from app.services.walks import going_on
from app.transaction import transactional

MAX_WHY: Final = 300
ASK: Final = "ask"
NEEDS_CONSENT: Final = frozenset({"agree", "open", "open_again", ASK})
MOVES: Final = ("agree", "lay_out", ASK, "open", "open_again", "shut", "redraw", "lapse")
READY: Final = frozenset({WalkStage.AGREED, WalkStage.LAID_OUT})


@transactional
def move_walk(ident: uuid.UUID, step: str, *, why: str = "", version: int, actor: User) -> Walk:
    """Take one step of MOVES with a walk of oneself or one's group.

    Raises ConflictError with the reason why it may not be taken now, InvalidError when closing says no why.
    """
    if step not in MOVES:
        raise NotFoundError
    walk = going_on(ident, version=version, actor=actor)
    if (sentence := hindrance(walk, step)) is not None:
        raise ConflictError(sentence)
    _check(step, why)
    with db.session.no_autoflush:  # one UPDATE, so that the version rises by one
        if step == ASK:
            walk.waits = True
            walk.note(step, actor=actor)
            look_later(walk.id)
        else:
            _move(walk, step, why, actor=actor)
    return walk


def steps_of(walk: Walk) -> list[str]:
    """Return the steps that a walk may take by its stage; a hindrance may still be in the way."""
    allowed = [step for step in MOVES if step != ASK and WALK_STAGES.allows(WalkStage(walk.stage), step)]
    asks = walk.stage in READY and walk.state == State.PENDING and not walk.waits
    return [step for step in MOVES if step in allowed or (step == ASK and asks)]


def hindrance(walk: Walk, step: str) -> str | None:
    """Return the sentence that says why a step may not be taken now; None when it may."""
    if step not in steps_of(walk):
        return N_("Dit kan nu niet meer. Iemand was je voor.")
    if step in NEEDS_CONSENT and not walk.is_clear:
        return N_("Niet elk deel heeft toestemming of is een openbare weg.")
    if step == "open" and walk.state != State.PUBLISHED:
        return N_("Een coördinator moet eerst akkoord zijn. Vraag om controle.")
    return None


def _move(walk: Walk, step: str, why: str, *, actor: User) -> None:
    before, walk.stage = walk.stage, WALK_STAGES.next_state(WalkStage(walk.stage), step)
    walk.closed_why = why if step == "shut" else ""
    changes = {"stage": [str(before), str(walk.stage)]}
    if step == "redraw" and walk.state == State.PUBLISHED:
        walk.take("recall", actor=actor, changes=changes)
    else:
        walk.note(step, actor=actor, changes=changes)
    if step in {"redraw", "lapse"}:
        walk.waits = False
    walk.is_public = walk.public_by_rule()


def _check(step: str, why: str) -> None:
    if step == "shut" and not why:
        raise InvalidError(N_("Schrijf waarom het dicht is. Wandelaars lezen dit."), field="why")
    if len(why) > MAX_WHY:
        sentence = N_("Maak de tekst korter: hoogstens %(most)s tekens.")
        raise InvalidError(sentence, field="why", most=MAX_WHY)
