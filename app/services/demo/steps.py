"""The way of an item past the desk, at moments in the past and without mails."""

from datetime import datetime, timedelta
from random import Random

from app.core.clock import now
from app.models import State, Submission, User

QUESTION = "Aan welke kant van het pad is dit? Zet de plek nog eens goed. (voorbeeld)"
REASON = "Dit staat al op de kaart. Dank je wel voor het kijken. (voorbeeld)"
STEPS = {
    State.PUBLISHED: ("publish", ""),
    State.RETURNED: ("return", QUESTION),
    State.REJECTED: ("reject", REASON),
}
ALIVE = {State.PENDING: 30, State.RETURNED: 12, State.REJECTED: 8, State.WITHDRAWN: 5}  # of every 400


def pick_state(dice: Random) -> State:
    """Return mostly published, so that the map is full, and enough of the others for the desk."""
    rest = 400 - sum(ALIVE.values())
    return dice.choices([*ALIVE, State.PUBLISHED], [*ALIVE.values(), rest])[0]


def walk(item: Submission, state: State, *, coordinator: User, at: datetime, dice: Random) -> None:
    """Hand the item in at ``at`` and take it to its state; what waits came in the last two weeks."""
    if state == State.PENDING:
        at = now() - timedelta(hours=dice.uniform(1, 14 * 24))
    item.received_at = at
    item.state = State.PENDING
    item.note("submit", actor=item.author).at = at
    later = min(at + timedelta(hours=dice.uniform(2, 120)), now() - timedelta(minutes=1))
    if state == State.WITHDRAWN:
        item.take("withdraw", actor=item.author).at = later
    elif state != State.PENDING:
        step, reason = STEPS[state]
        item.take(step, actor=coordinator, reason=reason).at = later
