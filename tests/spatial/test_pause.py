"""A connection that lay unused is asked whether its server is still there."""

import pytest
from sqlalchemy import text

from app.extensions import db
from app.spatial import engine


@pytest.mark.D09
@pytest.mark.committed
def test_a_connection_whose_server_is_gone_is_replaced_before_anyone_gets_it(app, monkeypatch):
    monkeypatch.setattr(engine, "PAUSE_S", 0)
    db.session.rollback()
    db.engine.dispose()  # so that the connection which ends is the next to be given, and to nobody after this
    with db.engine.connect() as keeper:
        with db.engine.connect() as other:
            if db.engine.dialect.name != "sqlite":  # which has no server to lose
                pid = other.connection.driver_connection.info.backend_pid
        if db.engine.dialect.name != "sqlite":
            keeper.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
        with db.engine.connect() as again:
            assert again.execute(text("SELECT 1")).scalar() == 1
