"""Days on the agenda, in Assen and in every state, each with some work."""

import uuid
from datetime import timedelta
from typing import Any

from app.config import settings
from app.core.clock import now
from app.core.sign_up_key import sign_up_key
from app.extensions import db
from app.models import Element, EventTask, Going, SignUp, User
from app.services.sign_ups import LIVES
from tests.factories.events import EventFactory, join
from tests.factories.groups import GroupFactory
from tests.factories.people import UserFactory

HOUR = timedelta(hours=1)
Ids = dict[str, uuid.UUID]


def said(kind: str, column: str) -> str:
    """Return the word that only this thing says."""
    return f"kanarie-{kind}-{column}-einde"


def settle_events(
    states: dict[str, dict[str, Any]], mine: User, anna: User, *, element: uuid.UUID
) -> dict[str, Ids]:
    """Return days, their work and a group; ``hosted`` is another's, today, of Anna's group."""
    group = GroupFactory(published=True, village="Assen")
    join(anna, group)
    events, tasks = {}, {}
    columns = {column: how for column, how in states.items() if column not in {"hidden", "gone"}}
    columns["hosted"] = states["published"]
    for column, how in columns.items():
        task = EventTask(element=db.session.get(Element, element), activity_key="mowing_removal")
        event = EventFactory(
            author={"own": mine, "hosted": UserFactory()}.get(column, anna),
            hosts=[group] if column == "hosted" else [],
            municipality_code="GM0114" if column == "elsewhere" else "GM0106",
            starts_at=now() + (-HOUR if column == "hosted" else 14 * 24 * HOUR),
            tasks=[task], about=said("event", column), lon=6.5625, lat=52.9967, **how,
        )  # fmt: skip
        events[column], tasks[column] = event.id, task.id
    db.session.add(SignUp(event_id=events["hosted"], person=anna, going=Going.GOING, rank=1, present=True))
    return {"event": events, "task": tasks, "host": {"agreed": group.id}}


def by_mail(event_id: uuid.UUID) -> str:
    """Return the key of someone without an account who asked to come."""
    asked = SignUp(event_id=event_id, name="Eva", email="eva@example.nl", confirm_until=now() + LIVES)
    db.session.add(asked)
    db.session.flush()
    return sign_up_key(asked.id, secret=settings().secret_key)
