"""Groups of residents; by default Anna's kind of dorpsgroep in Assen, waiting, with nobody in it."""

from datetime import timedelta

import factory

from app import models
from app.core.clock import today
from app.extensions import db
from tests.database import ModelFactory
from tests.factories.elements import SubmissionFactory, place_named


class GroupFactory(SubmissionFactory):
    """``led_by`` is its organiser, ``joined_by`` a member."""

    class Meta:
        model = models.Group
        exclude = ("village",)

    village = "Assen"
    name = factory.Sequence(lambda n: f"Groen Westeres {n} (voorbeeld)")
    group_kind = models.GroupKind.VILLAGE
    about = "Wij knotten de wilgen langs de beek."
    place_id = factory.LazyAttribute(lambda o: place_named(o.village).id)
    municipality_code = factory.LazyAttribute(lambda o: place_named(o.village).municipality_code)
    is_public = factory.LazyAttribute(lambda o: getattr(o, "state", None) == models.State.PUBLISHED)

    @factory.post_generation
    def led_by(self, _create, person, **_more):
        add_to(self, person, models.Part.ORGANISER)

    @factory.post_generation
    def joined_by(self, _create, person, **_more):
        add_to(self, person, models.Part.MEMBER)


def add_to(group: models.Group, person: models.User | None, part: models.Part) -> None:
    if person is not None:
        group.memberships.append(models.Membership(person_id=person.id, part=part))
        db.session.commit()


class HelpCallFactory(ModelFactory):
    """Asked until the end of the year by someone who organises the group."""

    class Meta:
        model = models.HelpCall

    group = factory.SubFactory(GroupFactory, published=True)
    made_by_id = factory.LazyAttribute(lambda o: o.group.author_id)
    hands = models.Hands.OUTDOORS
    words = "Wilgen knotten langs de beek."
    until = factory.LazyFunction(lambda: today() + timedelta(days=30))
