"""Which work is planned for an event, element by element."""

import uuid
from typing import Final

from sqlalchemy.orm.attributes import flag_modified

from app.core.errors import N_, ConflictError, InvalidError
from app.extensions import db
from app.models import Event, EventTask, User
from app.policies.events import can_edit
from app.queries.elements import get_element
from app.queries.kept_reference import reference
from app.services.events import managed
from app.transaction import transactional

MOST: Final = 30


@transactional
def add_task(
    event_id: uuid.UUID, ident: uuid.UUID, *, element_id: uuid.UUID, activity_key: str, actor: User
) -> EventTask:
    """Plan one kind of work on one element. The same form twice, or the same work again, is one task.

    Raises NotFoundError for an event or element that one may not see, NotAllowedError for another's event,
    InvalidError for work that nobody knows, ConflictError when the event is over.
    """
    event = _open(event_id, actor=actor)
    element = get_element(element_id, viewer=actor)
    if activity_key not in reference().activities:
        raise InvalidError(N_("Kies het werk."), field="activity_key")
    same = (element.id, activity_key)
    known = next(
        (one for one in event.tasks if one.id == ident or (one.element_id, one.activity_key) == same), None
    )
    if known is not None:
        return known
    if len(event.tasks) >= MOST:
        raise InvalidError(
            N_("Er passen hoogstens %(most)s klussen in een dag."), field="element_id", most=MOST
        )
    position = max((one.position for one in event.tasks), default=0) + 1
    task = EventTask(id=ident, element=element, activity_key=activity_key, position=position)
    event.tasks.append(task)
    flag_modified(event, "title")  # so that the version rises
    return task


@transactional
def drop_task(event_id: uuid.UUID, task_id: uuid.UUID, *, actor: User) -> None:
    """Plan it no longer. Twice is once."""
    event = _open(event_id, actor=actor)
    task = db.session.get(EventTask, task_id)
    if task is not None and task.event_id == event.id:
        event.tasks.remove(task)
        flag_modified(event, "title")


def _open(event_id: uuid.UUID, *, actor: User) -> Event:
    event = managed(event_id, actor=actor, proposals=True)
    if not can_edit(actor, event):
        raise ConflictError(N_("Deze dag is voorbij of afgelast. Je kunt hem niet meer veranderen."))
    return event
