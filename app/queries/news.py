"""What an author is told about a decision."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.models import Decision, Element, MaintenanceLog, Submission, User, Visibility


@dataclass(frozen=True, kw_only=True)
class News:
    """One decision that still stands; no place, and no name but the author's own."""

    author: User
    step: str  # publish, return or reject
    kind: str  # element or maintenance
    title: str
    path: str  # of the page of the thing
    reason: str
    is_public: bool
    visibility: Visibility | None  # when the coordinator corrected it


def get_news(decision_id: uuid.UUID) -> News | None:
    """Return what to tell, or None when the decision was taken back or something came after it."""
    query = select(Submission).join(Submission.decisions).where(Decision.id == decision_id)
    item = db.session.scalar(query.options(selectinload(Submission.decisions)))
    last = item.decisions[-1] if item is not None else None
    if item is None or last is None or last.id != decision_id or not item.author.is_active:
        return None
    title, element = _about(item)
    corrected = last.changes.get("visibility")
    return News(
        author=item.author,
        step=last.step,
        kind=item.kind,
        title=title,
        path=f"/elementen/{element.id}",
        reason=last.reason,
        is_public=element.is_public,
        visibility=Visibility(corrected[1]) if corrected else None,
    )


def _about(item: Submission) -> tuple[str, Element]:
    """Return what it is called and the element that it is, or is about; raises TypeError for other kinds."""
    if isinstance(item, MaintenanceLog):
        return f"{item.activity.name_nl}: {item.element.title}", item.element
    if isinstance(item, Element):
        return item.title, item
    raise TypeError(item.kind)
