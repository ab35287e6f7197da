"""What a decision of the desk means for each kind of submission; kept with it, so that it can be undone."""

from app.models import (
    Element,
    ElementChange,
    GroundClaim,
    MaintenanceLog,
    PresenceCheck,
    Submission,
    User,
    Visibility,
)
from app.services.publication import Changes, correct_visibility, new_condition, put_back


def follow_decision(
    item: Submission, step: str, *, visibility: Visibility | None = None, actor: User
) -> Changes:
    """Apply what comes with a step, and return what that changes."""
    if step != "publish":
        return {}
    if isinstance(item, Element):
        return correct_visibility(item, visibility)
    return new_condition(item) if isinstance(item, MaintenanceLog) else {}


def follow_undo(item: Submission, changes: Changes, *, actor: User) -> None:
    """Put back what the decision had changed."""
    put_back(item, changes)
