"""Who looks after an element: for two years from today on."""

import factory

from app import models
from app.core.clock import today
from app.services.adoptions import years_on
from tests.database import ModelFactory
from tests.factories.elements import ElementFactory


class AdoptionFactory(ModelFactory):
    """Give it ``person_id`` or ``group_id``."""

    class Meta:
        model = models.Adoption

    element = factory.SubFactory(ElementFactory, published=True)
    years = 2
    from_on = factory.LazyFunction(today)
    until_on = factory.LazyAttribute(lambda one: years_on(one.from_on, one.years))
