"""Who may see what was handed in, over all kinds."""

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, or_, select, true

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
    State,
    Submission,
    User,
    Walk,
)
from app.policies import (
    corrections,
    elements,
    events,
    groups,
    ideas,
    maintenance,
    problems,
    sightings,
    walks,
)
from app.policies.moderation import can_moderate


def can_see(user: User | None, item: Submission) -> bool:
    """Tell whether someone may see the item: public, made by this person, or on a desk."""
    seen = SEES.get(type(item))
    return seen is not None and seen(user, item)


def open_word(item: Submission) -> Decision | None:
    """Return what the author may answer: a question, or a rejection that they did not answer before."""
    last = next((one for one in reversed(item.decisions) if one.step in {"return", "reject"}), None)
    if last is None or item.state != last.after:
        return None
    answered = any(one.step == "resubmit" and one.before == State.REJECTED for one in item.decisions)
    return None if last.step == "reject" and answered else last


def visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_see() says in Python; a test keeps the two equal."""
    if can_moderate(user):
        return true()
    seen = elements.seen_ids(user)
    below = [  # what joined the history of an element that one sees
        select(kind.id).where(kind.element_id.in_(seen))
        for kind in (MaintenanceLog.__table__.c, PresenceCheck.__table__.c)
    ]
    reports = ProblemReport.__table__.c
    placed = or_(reports.element_id.is_(None), reports.element_id.in_(seen))
    below.append(select(reports.id).where(placed, reports.problem.not_in(problems.NOT_PUBLIC)))
    wishes = Idea.__table__.c
    below.append(select(wishes.id).where(or_(wishes.element_id.is_(None), wishes.element_id.in_(seen))))
    joined = and_(Submission.state == State.PUBLISHED, or_(*(Submission.id.in_(one) for one in below)))
    out = select(Sighting.id).where(sightings.out()).correlate(None)
    agenda = Event.__table__.c
    days = select(agenda.id).where(or_(agenda.is_public, agenda.id.in_(events.organised_by(user))))
    group = Group.__table__.c
    agreed = select(group.id).where(group.is_public)
    walked = select(Walk.__table__.c.id).where(walks.shared_with(user))
    public = or_(*(Submission.id.in_(one) for one in (seen, out, days, agreed, walked)), joined)
    return public if user is None else or_(public, Submission.author_id == user.id)


SEES: Final[dict[type[Submission], Callable[[User | None, Any], bool]]] = {
    Element: elements.can_see,
    MaintenanceLog: maintenance.can_see,
    ElementChange: corrections.can_see,
    PresenceCheck: corrections.can_see,
    GroundClaim: corrections.can_see,
    PhotoReport: corrections.can_see,
    Sighting: sightings.can_see,
    ProblemReport: problems.can_see,
    Group: groups.can_see,
    Event: events.can_see,
    Idea: ideas.can_see,
    Walk: walks.can_see,
}
