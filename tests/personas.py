"""The people of the tests: Anna and Bram (volunteers), Chris (coordinator), Dirk (admin)."""

import pytest

from app.core.ids import digest, secret_token
from app.extensions import db
from app.models import CoordinatorArea, Role, Session, User
from tests.factories.people import UserFactory

ASSEN, AA_EN_HUNZE = "GM0106", "GM1680"


def sign_in(client, person: User) -> None:
    """Give this browser a session, as the right code would."""
    token = secret_token()
    db.session.add(Session(person_id=person.id, token_sha256=digest(token)))
    db.session.commit()
    client.set_cookie("aanmelding", token)


@pytest.fixture
def anna(database) -> User:
    return UserFactory(name="Anna Voorbeeld", email="anna@example.nl")


@pytest.fixture
def bram(database) -> User:
    return UserFactory(name="Bram Voorbeeld", email="bram@example.nl")


@pytest.fixture
def chris(database) -> User:
    """A coordinator of Assen and of Aa en Hunze."""
    areas = [CoordinatorArea(municipality_code=code) for code in (ASSEN, AA_EN_HUNZE)]
    return UserFactory(name="Chris Voorbeeld", email="chris@example.nl", role=Role.COORDINATOR, areas=areas)


@pytest.fixture
def dirk(database) -> User:
    return UserFactory(name="Dirk Voorbeeld", email="dirk@example.nl", role=Role.ADMIN)
