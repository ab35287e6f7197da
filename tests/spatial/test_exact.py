"""Nothing reads true places by accident."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from app.extensions import db
from app.models.exact_places import ExactPlace
from app.spatial.exact import reading_exact_places
from tests.factories.sightings import sighting

WAYS = [
    lambda: db.session.scalars(select(ExactPlace)).all(),
    lambda: db.session.execute(select(ExactPlace.__table__.c.shape)).all(),
    lambda: db.session.query(ExactPlace.accuracy_m).all(),
]


@pytest.mark.L02
@pytest.mark.parametrize("way", WAYS)
def test_with_the_gate_closed_the_database_itself_refuses(anna, way):
    sighting(anna)
    with reading_exact_places():
        assert way()
    with pytest.raises(DatabaseError, match=r"not authorized|prohibited|permission denied"):
        way()
    db.session.rollback()


@pytest.mark.L02
def test_the_gate_closes_again_whatever_happens(anna):
    sighting(anna)
    with pytest.raises(ZeroDivisionError), reading_exact_places():
        raise ZeroDivisionError
    with pytest.raises(DatabaseError):
        WAYS[0]()
    db.session.rollback()
