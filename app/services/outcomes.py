"""What a decision of the desk means for each kind of submission; kept with it, so that it can be undone."""

from collections.abc import Callable, Collection
from typing import Any, Final

from app.models import (
    Element,
    ElementChange,
    Event,
    GroundClaim,
    Group,
    Idea,
    MaintenanceLog,
    PhotoReport,
    PresenceCheck,
    ProblemReport,
    Sighting,
    Submission,
    User,
    Walk,
)
from app.services.changes import apply_change, undo_change
from app.services.fixing import NO_FIXES, Fixes, fix, unfix
from app.services.ground import follow_claim, undo_claim
from app.services.group_start import begin_group, unbegin_group
from app.services.ideas import begin_term, unbegin_term
from app.services.naming import AS_CLAIMED, Naming, count_as_claimed, follow_sighting, undo_naming
from app.services.photo_reports import follow_report, undo_report
from app.services.presence import follow_presence, undo_presence
from app.services.publication import Changes, new_condition, put_back


def follow_decision(
    item: Submission,
    step: str,
    *,
    fixes: Fixes | Naming = NO_FIXES,
    without: Collection[str] = (),
    actor: User | None,
) -> Changes:
    """Apply what comes with a step, and return what that changes; ``without`` names fields not to correct.

    ``actor`` is None for a rule, which does no more than let an element stand as work left it, and a
    sighting count as what was claimed.
    """
    if step != "publish":
        return {}
    if actor is None:
        return _by_rule(item)
    if isinstance(item, ElementChange):
        return apply_change(item, without=without, actor=actor)
    if isinstance(item, Element):
        return fix(item, fixes if isinstance(fixes, Fixes) else NO_FIXES)
    if isinstance(item, Sighting):
        return follow_sighting(item, fixes if isinstance(fixes, Naming) else AS_CLAIMED)
    return FOLLOW[type(item)](item, actor)


def _by_rule(item: Submission) -> Changes:
    if isinstance(item, MaintenanceLog):
        return new_condition(item)
    return count_as_claimed(item) if isinstance(item, Sighting) else {}


def follow_undo(item: Submission, changes: Changes, *, actor: User) -> None:
    """Put back what the decision had changed."""
    if (undo := UNDO.get(type(item))) is None:
        put_back(item, changes)
    else:
        undo(item, changes, actor)


FOLLOW: Final[dict[type[Submission], Callable[[Any, User], Changes]]] = {
    MaintenanceLog: lambda item, _actor: new_condition(item),
    PresenceCheck: lambda item, actor: follow_presence(item, actor=actor),
    GroundClaim: lambda item, actor: follow_claim(item, actor=actor),
    PhotoReport: lambda item, _actor: follow_report(item),
    ProblemReport: lambda _item, _actor: {},
    Walk: lambda _item, _actor: {},
    Event: lambda _item, _actor: {},
    Group: lambda item, _actor: begin_group(item),
    Idea: lambda item, _actor: begin_term(item),
}
UNDO: Final[dict[type[Submission], Callable[[Any, Changes, User], None]]] = {
    ElementChange: lambda item, changes, actor: undo_change(item, changes, actor=actor),
    PresenceCheck: lambda item, changes, actor: undo_presence(item, changes, actor=actor),
    GroundClaim: lambda item, changes, actor: undo_claim(item, changes, actor=actor),
    PhotoReport: lambda item, changes, _actor: undo_report(item, changes),
    Sighting: lambda item, changes, _actor: undo_naming(item, changes),
    Element: lambda item, changes, _actor: unfix(item, changes),
    ProblemReport: lambda _item, _changes, _actor: None,  # its stage goes back with the step
    Group: lambda item, _changes, _actor: unbegin_group(item),
    Walk: lambda _item, _changes, _actor: None,  # its stage stays as it is
    Event: lambda _item, _changes, _actor: None,
    Idea: lambda item, _changes, _actor: unbegin_term(item),
}
