"""People."""

import factory

from app import models
from tests.database import ModelFactory


class UserFactory(ModelFactory):
    class Meta:
        model = models.User

    name = factory.Sequence(lambda n: f"Vrijwilliger {n} Voorbeeld")
    email = factory.Sequence(lambda n: f"vrijwilliger{n}@example.nl")
