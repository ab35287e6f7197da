"""What became of who is in a group is written once and stays."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.extensions import db
from app.models import GroupEvent, GroupStep
from tests.factories.groups import GroupFactory


@pytest.mark.parametrize(
    "change",
    ["UPDATE group_event SET step = 'left'", "UPDATE group_event SET at = NULL", "DELETE FROM group_event"],
)
def test_the_database_refuses_to_change_the_log(anna, change):
    group = GroupFactory(author=anna)
    db.session.add(GroupEvent(group_id=group.id, actor_id=anna.id, step=GroupStep.RESTED))
    db.session.commit()
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(text(change))
    db.session.rollback()
    assert db.session.query(GroupEvent).one().step == GroupStep.RESTED
