"""A database that was never migrated is recognised."""

import pytest

from app.spatial import safety


@pytest.mark.D17
def test_a_postgresql_without_postgis_is_refused(fresh):
    missing = ["PostGIS is missing in this database; run `flask db upgrade`"]
    with fresh.connect() as connection:  # on SQLite every connection has SpatiaLite from the start
        assert safety.complaints(connection) == ([] if fresh.dialect.name == "sqlite" else missing)
