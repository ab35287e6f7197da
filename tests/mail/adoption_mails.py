"""The mails about who looks after an element, each sent once."""

from datetime import UTC, date, datetime

import time_machine

from app.core.clock import today
from app.extensions import db
from app.jobs import adoptions
from app.models import Job, User
from app.services.handovers import offer
from tests.factories.adoptions import AdoptionFactory
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory

IN_SEASON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def send_all(reader: User, author: User) -> None:
    """Remind, ask and propose a handover, of an element that somebody else registered."""
    with time_machine.travel(IN_SEASON, tick=False):
        element = ElementFactory(author=author, published=True, type_key="wooded_bank")
        one = AdoptionFactory(element=element, person_id=reader.id, asked_on=today())
        done = {"activity_key": "coppicing", "done_on": date(2010, 1, 1), "share_num": 1, "share_den": 1}
        MaintenanceLogFactory(author=author, element=element, published=True, **done)
        for what in ("remind", "ask"):
            adoptions.tell(adoption_id=str(one.id), person_id=str(reader.id), what=what)
        offer(one.id, email="iemand@example.nl", actor=reader)
        for job in db.session.query(Job).filter_by(name="mails.adoption_offer"):
            adoptions.tell_offer(**job.payload)
