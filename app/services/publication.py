"""Who sees a thing after a step, and what else of an element follows from it."""

from typing import Any, Final

from sqlalchemy import select

from app.core.clock import today
from app.extensions import db
from app.models import Condition, Element, Group, MaintenanceLog, Sighting, State, Submission, Walk
from app.services.dues import follow, ticked_with
from app.services.exports import expire_exports
from app.services.ranks import rank
from app.transaction import load

Changes = dict[str, Any]  # field: [old, new]; "element.…" is a field of the element that was worked on
ON_ELEMENT: Final = "element."


def put_back(item: Submission, changes: Changes) -> None:
    """Put back what the decision had changed."""
    if isinstance(item, MaintenanceLog):
        load(Element, item.element_id)
    for name, (old, new) in changes.items():
        on_element = name.startswith(ON_ELEMENT)
        target = getattr(item, "element", item) if on_element else item
        field = name.removeprefix(ON_ELEMENT)
        if getattr(target, field) == new:  # nobody changed it since
            setattr(target, field, old)


def show_or_hide(item: Submission) -> None:
    """Repeat, after a step was taken, what follows: what is public and what is due; the map follows."""
    if isinstance(item, MaintenanceLog) and State.PUBLISHED in {item.state, item.decisions[-1].before}:
        if not db.session.is_modified(item.element):
            load(Element, item.element_id)
        follow(item)
    if isinstance(item, Element):
        was_public, item.is_public = item.is_public, item.public_by_rule()
        if was_public or item.is_public:
            rank(item)
    if isinstance(item, Group | Walk):
        item.is_public = item.public_by_rule()
    if isinstance(item, Sighting) and item.decisions[-1].before == State.PUBLISHED:
        expire_exports()


def has_published_work(element: Element) -> bool:
    """Tell whether work on the element was approved."""
    work = select(MaintenanceLog.id).where(
        MaintenanceLog.element_id == element.id, MaintenanceLog.state == State.PUBLISHED
    )
    return bool(db.session.scalar(select(work.exists())))


def new_condition(log: MaintenanceLog) -> Changes:
    """Let the element stand as it was left, unless later work on it was approved before.

    Whether it is overdue follows from all that was told, whatever the order of approving.
    """
    element, changes = log.element, Changes()
    load(Element, element.id)
    if log.condition_after is not None and not _is_overtaken(log):
        old, element.condition = element.condition, Condition(log.condition_after)
        if old != element.condition:
            changes["element.condition"] = [old and str(old), str(element.condition)]
    if (ticked := ticked_with(log)) != element.overdue:
        changes["element.overdue"] = [element.overdue, ticked]
    return changes


def _is_overtaken(log: MaintenanceLog) -> bool:
    later = select(MaintenanceLog.id).where(
        MaintenanceLog.element_id == log.element_id,
        MaintenanceLog.done_on > log.done_on,
        MaintenanceLog.done_on <= today(),  # what must still come overtakes nothing
        MaintenanceLog.state == State.PUBLISHED,
        MaintenanceLog.condition_after.is_not(None),
    )
    return bool(db.session.scalar(select(later.exists())))
