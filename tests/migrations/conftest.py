"""A database of its own, empty, for tests that migrate."""

import uuid

import pytest
import sqlalchemy as sa

from app import create_app
from app.config import Settings
from app.extensions import db


@pytest.fixture
def empty_url(database_url, tmp_path):
    """Return the address of a database without tables, of the kind that the run is about."""
    if database_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    cluster = sa.create_engine(database_url, isolation_level="AUTOCOMMIT")
    name = f"migrations_{uuid.uuid4().hex}"
    with cluster.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield database_url.replace("/postgres?", f"/{name}?")
    with cluster.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    cluster.dispose()


@pytest.fixture
def fresh(empty_url, tmp_path):
    """An app on that database; yields its engine inside an app context."""
    settings = Settings(env="test", secret_key="x" * 40, database_url=empty_url, data_dir=tmp_path)
    app = create_app(settings)
    with app.app_context():
        yield db.engine
        db.session.remove()
        db.engine.dispose()
