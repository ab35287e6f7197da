"""What an author is told about a decision."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.i18n import in_language
from app.models import (
    Decision,
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
    Visibility,
    Walk,
    Wish,
)
from app.policies.elements import can_see
from app.policies.sightings import is_out
from app.wording import PROBLEMS, named, say

PATHS: Final[dict[type[Submission], str]] = {  # of what has a page of its own
    ProblemReport: "meldingen",
    Walk: "ommetjes",
    Event: "agenda",
    Group: "groepen",
    Idea: "ideeen",
}
FIXES: Final = ("type_key", "place_id", "owner_kind", "consent")


@dataclass(frozen=True, kw_only=True)
class News:
    """One decision that still stands; no place, and no name but the author's own."""

    author: User
    item_id: uuid.UUID
    decision_id: uuid.UUID
    at: datetime
    by_rule: bool  # published at once, as its author is trusted
    step: str  # publish, return or reject; of a problem also what was done about it
    kind: str  # element, maintenance, element_change …
    title: str
    path: str  # of the page that shows the thing, or of one's own of it when that is hidden by now
    answer_path: str  # of the page on which the author answers a question
    reason: str
    is_public: bool
    wish: Wish | None  # of an owner
    visibility: Visibility | None  # when the coordinator corrected it
    fixed: tuple[str, ...]  # what else they set right: type_key, place_id, owner_kind, consent
    planned_on: date | None = None  # of a problem, as are the next two
    handled_by: str = ""
    outcome: str = ""
    answer_by: date | None = None  # of an idea, as is the next
    became: str = ""  # what the day or the group is called


def get_news(decision_id: uuid.UUID) -> News | None:
    """Return what to tell, or None when the decision was taken back or something came after it."""
    query = select(Submission).join(Submission.decisions).where(Decision.id == decision_id)
    item = db.session.scalar(query.options(selectinload(Submission.decisions)))
    last = item.decisions[-1] if item is not None else None
    if item is None or last is None or last.id != decision_id or not item.author.is_active:
        return None
    with in_language(item.author.language):
        title, element = _about(item)
    problem = item if isinstance(item, ProblemReport) else None
    own = f"/account/inzendingen/{item.id}"
    corrected = last.changes.get("visibility")
    return News(
        author=item.author,
        item_id=item.id,
        decision_id=last.id,
        at=last.at,
        by_rule=last.rule is not None,
        step=last.step,
        kind=item.kind,
        title=title,
        path=_path(item, element) or own,
        answer_path=own,
        reason=last.reason,
        is_public=_is_public(item, element),
        wish=Wish(item.wish) if isinstance(item, GroundClaim) else None,
        visibility=Visibility(corrected[1]) if corrected else None,
        planned_on=problem.planned_on if problem else None,
        handled_by=problem.handled_by if problem else "",
        outcome=problem.outcome if problem else "",
        answer_by=item.answer_by if isinstance(item, Idea) else None,
        became=_became(item),
        fixed=tuple(name for name in FIXES if name in last.changes) if item.kind == "element" else (),
    )


def _became(item: Submission) -> str:
    if not isinstance(item, Idea):
        return ""
    if item.became_event is not None:
        return item.became_event.title
    return item.became_group.name if item.became_group is not None else ""


def _is_public(item: Submission, element: Element | None) -> bool:
    if isinstance(item, Group | Walk | Idea):
        return item.is_public
    if isinstance(item, Sighting):
        return is_out(item)
    return element is not None and element.is_public


def _path(item: Submission, element: Element | None) -> str:
    """Return the page that shows the thing; empty when its author may not see that any more."""
    if type(item) in PATHS:
        return f"/{PATHS[type(item)]}/{item.id}"
    if element is None:
        return f"/waarnemingen/{item.id}"
    return f"/elementen/{element.id}" if can_see(item.author, element) else ""


def _about(item: Submission) -> tuple[str, Element | None]:
    """Return what it is called, and the element that it is or is about; raises TypeError for other kinds."""
    if isinstance(item, Sighting | Event | Idea):
        return item.title_shown, None  # never its element: a mail would betray the place (J07)
    if isinstance(item, Group | Walk):
        return item.name, None
    if isinstance(item, MaintenanceLog):
        return f"{named(item.activity)}: {item.element.title_shown}", item.element
    if isinstance(item, Element):
        return item.title_shown, item
    if isinstance(item, ElementChange | PresenceCheck | GroundClaim | PhotoReport):
        return item.element.title_shown, item.element
    if isinstance(item, ProblemReport):
        return f"{say(PROBLEMS, item.problem)}: {item.where_shown}", item.element
    raise TypeError(item.kind)
