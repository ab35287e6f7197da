"""What became of someone's rights is written once and stays (M02)."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.extensions import db
from app.models import PersonEvent, PersonStep

CHANGES = (
    "UPDATE person_event SET step = 'restored'",
    "UPDATE person_event SET actor_id = NULL",
    "DELETE FROM person_event",
)


@pytest.mark.M02
@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_to_change_the_log(anna, dirk, change):
    db.session.add(PersonEvent(person_id=anna.id, actor_id=dirk.id, step=PersonStep.SUSPENDED))
    db.session.commit()
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(text(change))
    db.session.rollback()
    assert db.session.query(PersonEvent).one().step == PersonStep.SUSPENDED
