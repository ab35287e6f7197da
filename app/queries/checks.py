"""What can be looked at in a submission before a person does: one list of pre-checks for each kind."""

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import select

from app.extensions import db
from app.models import (
    Element,
    ElementChange,
    Event,
    GroundClaim,
    Group,
    Idea,
    MaintenanceLog,
    Photo,
    PhotoReport,
    PhotoState,
    PresenceCheck,
    ProblemReport,
    Seen,
    Sighting,
    State,
    Submission,
    Walk,
)
from app.queries.check import Check, good, look
from app.queries.checks_on_elements import on_change, on_element
from app.queries.checks_on_place import on_area, on_municipality
from app.queries.checks_on_sightings import on_sighting
from app.queries.checks_on_time import on_time
from app.queries.checks_on_work import on_work
from app.spatial.shapes import unwrap

FOR_PEOPLE: Final[dict[type[Submission], str]] = {  # a person always decides on these
    GroundClaim: "person.ground",
    PhotoReport: "person.photo",
    ProblemReport: "person.problem",
    Walk: "person.walk",
    Event: "person.event",
    Group: "person.group",
    Idea: "person.idea",
}


def checks_on(item: Submission) -> Sequence[Check]:
    """Return what is fine and what to look at, as it is now."""
    return [
        *on_municipality(item),
        *_on_kind(item),
        *on_time(item),
        *checks_on_photos(item),
        *_on_author(item),
    ]


def _on_kind(item: Submission) -> Iterator[Check]:
    if isinstance(item, Element):
        yield from on_element(item)
    elif isinstance(item, MaintenanceLog):
        yield from on_work(item)
    elif isinstance(item, ElementChange):
        yield from on_change(item)
    elif isinstance(item, PresenceCheck):
        yield from _on_presence(item)
    elif isinstance(item, Sighting):
        yield from on_sighting(item)
    elif isinstance(item, tuple(FOR_PEOPLE)):
        if isinstance(item, Event | Walk) or (
            isinstance(item, ProblemReport | Idea) and item.element is None
        ):
            yield from on_area(unwrap(item.shape))
        yield look(FOR_PEOPLE[type(item)])


def _on_presence(check: PresenceCheck) -> Iterator[Check]:
    """Say what approving does to the element: that is for a person."""
    here = check.element.state == State.PUBLISHED
    if check.seen == Seen.GONE and here:
        yield look("person.gone")
    elif check.seen in {Seen.SAME, Seen.CHANGED} and not here:
        yield look("person.back")


def checks_on_photos(item: Submission) -> Iterator[Check]:
    """Say which photos still have to come, or cannot be read."""
    if item.photos_due:
        yield look("photos.coming", come=len(item.manifest) - item.photos_due, all=len(item.manifest))
    states = set(db.session.scalars(select(Photo.state).where(Photo.submission_id == item.id)))
    if PhotoState.UNREADABLE in states:
        yield look("photos.unreadable")
    elif PhotoState.RECEIVED in states:
        yield look("photos.waiting")
    elif states and not item.photos_due:
        yield good("photos.ready")
    elif not states and not item.photos_due and _should_have_photos(item):
        yield look("photos.none")


def _should_have_photos(item: Submission) -> bool:
    if isinstance(item, PresenceCheck):
        return item.seen in {Seen.CHANGED, Seen.GONE}
    return isinstance(item, Element | MaintenanceLog | Sighting)


def _on_author(item: Submission) -> Iterator[Check]:
    approved = select(Submission.id).where(
        Submission.author_id == item.author_id, Submission.state == State.PUBLISHED, Submission.id != item.id
    )
    if db.session.scalar(approved.limit(1)) is None:
        yield look("author.first")
