"""The way of an item past the desk, at moments in the past and without mails."""

from datetime import datetime, timedelta
from random import Random

from app.core.clock import now
from app.models import Decision, State, Submission, User
from app.queries.answers import text_of
from app.services.demo.cast import Stage

REASON = "Dit staat al op de kaart. Dank je wel voor het kijken. (voorbeeld)"
STEPS = {
    State.PUBLISHED: ("publish", ""),
    State.REJECTED: ("reject", REASON),
}
ALIVE = {State.PENDING: 30, State.RETURNED: 12, State.REJECTED: 8, State.WITHDRAWN: 5}  # of every 400


def pick_state(dice: Random) -> State:
    """Return mostly published, so that the map is full, and enough of the others for the desk."""
    rest = 400 - sum(ALIVE.values())
    return dice.choices([*ALIVE, State.PUBLISHED], [*ALIVE.values(), rest])[0]


def walk(item: Submission, state: State, *, coordinator: User, at: datetime, stage: Stage) -> None:
    """Hand the item in at ``at`` and take it to its state; what waits came in the last two weeks."""
    dice = stage.dice
    if state == State.PENDING:
        at = max(at, now() - timedelta(hours=dice.uniform(1, 14 * 24)))
    item.received_at = at
    item.state = State.PENDING
    item.note("submit", actor=item.author).at = at
    later = min(at + timedelta(hours=dice.uniform(2, 120)), now() - timedelta(minutes=1))
    if state == State.WITHDRAWN:
        item.take("withdraw", actor=item.author).at = later
    elif state == State.RETURNED:
        _ask(item, coordinator, stage).at = later
    elif state != State.PENDING:
        step, reason = STEPS[state]
        item.take(step, actor=coordinator, reason=reason).at = later


def _ask(item: Submission, coordinator: User, stage: Stage) -> Decision:
    """Send the item back with a ready question, which its author answers in one tap."""
    fitting = [one for one in stage.questions if item.kind in one.kinds]  # not of photos: there may be none
    question = stage.dice.choice(fitting)
    words = text_of(question, name=item.author.name, language=item.author.language)
    return item.take("return", actor=coordinator, reason=words, answer=question)
