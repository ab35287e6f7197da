"""What people of the tests hand in: ids, facts with a photo, and the looking again that follows."""

import uuid
from datetime import date
from fractions import Fraction

import shapely
from sqlalchemy import select

from app.core.ids import new_id
from app.extensions import db
from app.models import (
    Consent,
    Job,
    NestCheck,
    Submission,
)
from app.queries.check import needs_look
from app.queries.checks import checks_on
from app.services.elements import ElementFacts
from app.services.maintenance import LogFacts
from app.services.photos import ChosenPhoto
from app.services.settling import look_again
from tests import pictures
from tests.factories.elements import ASSEN, place_named
from tests.factories.photos import ready_photo

BROKEN = pictures.jpeg((640, 480))[:-2000]


def ident(*, sample=False) -> uuid.UUID:
    """Return a random id that is the one in ten, or is not."""
    return next(one for one in iter(new_id, None) if (one.int % 10 == 0) is sample)


def element_facts(person, **changed) -> ElementFacts:
    told = {
        "type_key": "pond_small_historic_water",
        "place_id": place_named("Assen").id,
        "shape": shapely.Point(*ASSEN),
        "consent": Consent.YES,
        "photos": (ChosenPhoto(id=ready_photo(person).id),),
    }
    return ElementFacts(**(told | changed))


def log_facts(element, person, **changed) -> LogFacts:
    told = {
        "element_id": element.id,
        "activity_key": "pond_clearing",
        "done_on": date(2026, 9, 12),
        "people": 3,
        "nest_check": NestCheck.NONE_SEEN,
        "share": Fraction(1, 3),
        "photos": (ChosenPhoto(id=ready_photo(person).id),),
    }
    return LogFacts(**(told | changed))


def stored_is_live(item: Submission) -> bool:
    """Tell whether the row says what the pre-checks say now."""
    db.session.refresh(item)
    live = checks_on(item)
    return (item.checks, item.needs_look) == ([one.stored() for one in live], needs_look(live))


def look_codes(item) -> set[str]:
    return {one["code"] for one in item.checks if one["level"] == "look"}


def work_off() -> None:
    """Look again wherever that was asked, as the worker would."""
    for job in db.session.scalars(select(Job).where(Job.name == "checks.look")).all():
        item_id = uuid.UUID(job.payload["item_id"])
        db.session.delete(job)
        db.session.commit()
        look_again(item_id)
