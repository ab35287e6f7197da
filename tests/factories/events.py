"""A work day of a group near Anloo, in two weeks."""

import datetime as dt

import factory

from app import models
from app.core.clock import now
from app.extensions import db
from tests.factories.elements import SubmissionFactory


class EventFactory(SubmissionFactory):
    """Waits for the desk; ``published=True`` stands on the agenda."""

    class Meta:
        model = models.Event

    title = "Knotten aan de Lage Dijk"
    event_kind = models.EventKind.WORKDAY
    starts_at = factory.LazyFunction(lambda: now() + dt.timedelta(days=14))
    ends_at = factory.LazyAttribute(lambda o: o.starts_at + dt.timedelta(hours=3))
    lon, lat, village, municipality_code = 6.7012, 53.0421, "Anloo", "GM1680"


def join(person: models.User, group: models.Group, part: models.Part = models.Part.ORGANISER) -> None:
    """Put someone in a group."""
    db.session.add(models.Membership(group=group, person=person, part=part))
    db.session.flush()
