"""What a device's request reads before it writes holds nothing open on PostgreSQL."""

import pytest
from sqlalchemy import text

from app.extensions import db
from app.models import User
from app.services.desk import set_desk_keys
from app.spatial.engine import read_by_questions

STATES = text("SELECT state FROM pg_stat_activity WHERE pid = :pid")


@pytest.mark.D09
@pytest.mark.committed
def test_reading_question_by_question_begins_no_transaction_and_writing_after_it_does(app, anna):
    ident, sqlite = anna.id, db.engine.dialect.name == "sqlite"
    db.session.rollback()
    read_by_questions(db.session())
    person = db.session.get(User, ident)
    raw = db.session.connection().connection.driver_connection
    if sqlite:
        assert raw.in_transaction, "one view for all that is read"
    else:
        with db.engine.connect() as other:
            assert other.execute(STATES, {"pid": raw.info.backend_pid}).scalar() == "idle"
    set_desk_keys(on=True, actor=person)
    db.session.expire_all()
    assert db.session.get(User, ident).desk_keys
    assert not getattr(db.session.connection().connection.driver_connection, "autocommit", False)
