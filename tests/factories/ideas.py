"""Ideas: near Anloo on no element, or on a public poel; they wait."""

import factory

from app import models
from app.core.clock import now
from app.extensions import db
from tests.factories.elements import ElementFactory, SubmissionFactory


class IdeaFactory(SubmissionFactory):
    """Waits for the desk; ``published=True`` is on view."""

    class Meta:
        model = models.Idea

    title = "Een rij fruitbomen"
    about = "Langs het Kerkpad stonden vroeger appelbomen."
    lon, lat, village, municipality_code = 6.7012, 53.0421, "Anloo", "GM1680"
    told_at = factory.LazyFunction(now)


class IdeaOnFactory(IdeaFactory):
    """On an element."""

    element = factory.SubFactory(ElementFactory, published=True)
    lon = lat = None
    village = ""
    municipality_code = factory.LazyAttribute(lambda o: o.element.municipality_code)


def like(person: models.User, idea: models.Idea) -> None:
    """Let someone join in."""
    db.session.add(models.IdeaJoin(idea_id=idea.id, person_id=person.id))
    db.session.commit()
