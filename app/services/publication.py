"""Who sees a thing after a step, and what else of an element follows from it."""

from typing import Any, Final

from sqlalchemy import select

from app.extensions import db
from app.models import Condition, Element, MaintenanceLog, State, Submission, Visibility
from app.services.ranks import rank

Changes = dict[str, Any]  # field: [old, new]; "element.…" is a field of the element that was worked on
ON_ELEMENT: Final = "element."


def put_back(item: Submission, changes: Changes) -> None:
    """Put back what the decision had changed."""
    for name, (old, new) in changes.items():
        on_element = name.startswith(ON_ELEMENT)
        target = getattr(item, "element", item) if on_element else item
        field = name.removeprefix(ON_ELEMENT)
        if getattr(target, field) == new:  # nobody changed it since
            setattr(target, field, old)


def show_or_hide(item: Submission) -> None:
    """Repeat, after a step was taken, the rule of what is public; the map follows."""
    if isinstance(item, Element):
        was_public, item.is_public = item.is_public, item.public_by_rule()
        if was_public or item.is_public:
            rank(item)


def has_published_work(element: Element) -> bool:
    """Tell whether work on the element was approved."""
    work = select(MaintenanceLog.id).where(
        MaintenanceLog.element_id == element.id, MaintenanceLog.state == State.PUBLISHED
    )
    return bool(db.session.scalar(select(work.exists())))


def correct_visibility(element: Element, wanted: Visibility | None) -> Changes:
    """Let the desk choose who sees it."""
    if wanted is None or wanted == element.visibility:
        return {}
    old, element.visibility = element.visibility, wanted
    return {"visibility": [str(old), str(wanted)]}


def new_condition(log: MaintenanceLog) -> Changes:
    """Let the element stand as it was left, unless later work on it was approved before."""
    if log.condition_after is None or _is_overtaken(log):
        return {}
    element, changes = log.element, Changes()
    old = (element.condition, element.overdue)
    element.condition, element.overdue = Condition(log.condition_after), log.overdue_after
    if old[0] != element.condition:
        changes["element.condition"] = [old[0] and str(old[0]), str(element.condition)]
    if old[1] != element.overdue:
        changes["element.overdue"] = [old[1], element.overdue]
    return changes


def _is_overtaken(log: MaintenanceLog) -> bool:
    later = select(MaintenanceLog.id).where(
        MaintenanceLog.element_id == log.element_id,
        MaintenanceLog.done_on > log.done_on,
        MaintenanceLog.state == State.PUBLISHED,
        MaintenanceLog.condition_after.is_not(None),
    )
    return bool(db.session.scalar(select(later.exists())))
