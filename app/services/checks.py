"""Keep on each submission what the pre-checks say, so that the desk can filter by it.

These columns are written alone, without a new version: what people see and judge is the same thing,
and a form that is open stays good.
"""

import uuid
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import update
from sqlalchemy.orm.attributes import set_committed_value

from app import queue
from app.extensions import db
from app.models import Submission
from app.queries.check import Check, needs_look
from app.queries.checks import checks_on, checks_on_photos

LOOK: Final = "checks.look"
LOOK_ALL: Final = "checks.look_all"
submission: Any = Submission.__table__


def keep_checks(item: Submission) -> None:
    """Look at an item inside the use case that changes it, and again around it by a job.

    What is new is looked at by the job alone: people hand in one after the other, and nobody is kept
    waiting in that line by what only the desk needs. Until then it needs a look.
    """
    look_later(item.id)  # first, so that it is written together with the item
    store_checks(item)


def look_later(item_id: uuid.UUID) -> None:
    """Ask, in the running use case, to look again at an item and at what waits around it."""
    queue.add(LOOK, item_id=str(item_id))


def store_checks(item: Submission) -> None:
    """Store what the pre-checks say now, when that is something else."""
    db.session.flush()
    _store(item, checks_on(item))


def store_photo_checks(item: Submission) -> None:
    """Store what they say of its photos; a photo that comes in changes nothing of the others.

    Nothing is stored of what nobody has looked at yet: its photos alone would make it look fine.
    """
    db.session.flush()
    if not item.looked_at:
        return
    known = [Check(**stored) for stored in item.checks]
    place = next((at for at, check in enumerate(known) if check.on_photos), len(known))
    rest = [check for check in known if not check.on_photos]
    _store(item, [*rest[:place], *checks_on_photos(item), *rest[place:]])


def _store(item: Submission, found: Sequence[Check]) -> None:
    values = {"checks": [check.stored() for check in found], "needs_look": needs_look(found)}
    if all(getattr(item, name) == value for name, value in values.items()):
        return
    db.session.execute(update(submission).where(submission.c.id == item.id).values(values))
    for name, value in values.items():
        set_committed_value(item, name, value)
