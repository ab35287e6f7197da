"""Pre-checks again, when something around an item changed; and what is learned from the desk."""

import uuid

from app.services.settling import look_again, look_at_all
from app.services.trust import learn as learn_from


def look(*, item_id: str) -> None:
    """Look again at an item and at what waits around it."""
    look_again(uuid.UUID(item_id))


def look_all(*, after: str = "") -> None:
    """Look again at all that waits, some at a time."""
    look_at_all(after)


def learn(*, decision_id: str) -> None:
    """Let trust follow from a decision."""
    learn_from(uuid.UUID(decision_id))
