"""The one session that tests and factories share."""

import uuid

import factory

from app.extensions import db


class ModelFactory(factory.alchemy.SQLAlchemyModelFactory):
    """Commits what it makes; the outer transaction of the test is never kept."""

    class Meta:
        abstract = True
        sqlalchemy_session = db.session  # the scoped one itself, never what it returns
        sqlalchemy_session_persistence = "commit"

    id = factory.LazyFunction(uuid.uuid4)
