"""App and database per run; a transaction (or, marked `committed`, real commits) per test."""

from collections.abc import Iterator
from contextlib import contextmanager

import hypothesis
import pytest
from flask_migrate import upgrade
from sqlalchemy import event

from app import create_app
from app.config import Settings
from app.extensions import db
from app.models import CannedAnswer, NameKind, Species, SpeciesName
from app.services.reference import load_reference
from app.spatial.triggers import (
    guard_decisions,
    guard_group_log,
    guard_people_log,
    guard_species_log,
    unguard_decisions,
    unguard_group_log,
    unguard_people_log,
    unguard_species_log,
)
from tests import databases
from tests.tripwire import stretch
from tests.visit import Visit

pytest_plugins = [
    "tests.backups",
    "tests.chromium",
    "tests.invariants",
    "tests.live",
    "tests.outbound",
    "tests.pdok",
    "tests.personas",
    "tests.smtp",
    "tests.stores",
]

hypothesis.settings.register_profile("ours", deadline=None)  # seconds are for the bench
hypothesis.settings.load_profile("ours")
ANSWERS = CannedAnswer.__table__.select().order_by("id")
REFERENCE = {"canned_answer", "element_type", "activity", "type_activity", "municipality", "place"}
REFERENCE |= {"species", "species_name", "species_word", "species_stem", "species_typo"}


def pytest_addoption(parser):
    parser.addoption("--database", choices=["spatialite", "postgis"], default="spatialite")
    parser.addoption("--every", action="store_true", help="also what the other database proves already")


def pytest_collection_modifyitems(config, items):
    """Try what drives a browser a second time, and leave out what the other database proves already."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
    if not config.getoption("--every"):
        again = [item for item in items if not is_for(item, config.getoption("--database"))]
        items[:] = [item for item in items if item not in again]
        config.hook.pytest_deselected(items=again)


def is_for(item, database: str) -> bool:
    """Tell whether a test runs here: ``once`` names the one database for it, else SpatiaLite."""
    once = item.get_closest_marker("once")
    return once is None or database == (once.args[0] if once.args else "spatialite")


@pytest.fixture(scope="session")
def database_url(request, tmp_path_factory) -> Iterator[str]:
    kind = request.config.getoption("--database")
    with getattr(databases, kind)(tmp_path_factory.mktemp("database")) as url:
        yield url


@pytest.fixture(scope="session")
def app(database_url, tmp_path_factory):
    settings = Settings(
        env="test",
        secret_key="a-secret-of-the-tests-" + "x" * 32,
        database_url=database_url,
        data_dir=tmp_path_factory.mktemp("data"),
        base_url="http://localhost",
        proxy_count=0,
    )
    app = create_app(settings)
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False  # pages of errors are part of what is tested
    app.test_client_class = Visit
    with app.app_context():
        upgrade()
        load_reference()
        stretch(db.engine)
        app.ready_answers = db.session.execute(ANSWERS).mappings().all()
        db.session.remove()
        db.session.configure(join_transaction_mode="create_savepoint")
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(autouse=True)
def database(app, request):
    """Undo all that a test did, its commits included."""
    real = request.node.get_closest_marker("committed") is not None
    with app.app_context():
        engine = db.engine
        try:
            if real:
                yield engine
                return
            with engine.connect() as connection:
                outer = connection.begin()
                db.engines[None] = connection  # Flask-SQLAlchemy has no other seam for this
                yield connection
                db.session.remove()
                outer.rollback()
        finally:
            db.session.remove()
            db.engines[None] = engine
            if real:
                empty(engine, app.ready_answers)


def empty(engine, ready_answers) -> None:
    """Delete what a test committed; reference data stays as it was loaded, the answers are put back."""
    with engine.begin() as connection:
        unguard_decisions(connection)
        unguard_group_log(connection)
        unguard_people_log(connection)
        unguard_species_log(connection)
        for table in reversed(db.metadata.sorted_tables):
            if table.name not in REFERENCE:
                connection.execute(table.delete())
        connection.execute(Species.__table__.delete().where(Species.source != ""))
        connection.execute(SpeciesName.__table__.delete().where(SpeciesName.kind == NameKind.SYNONYM))
        if connection.execute(ANSWERS).mappings().all() != ready_answers:
            connection.execute(CannedAnswer.__table__.delete())
            connection.execute(CannedAnswer.__table__.insert(), [dict(row) for row in ready_answers])
        guard_decisions(connection)
        guard_group_log(connection)
        guard_people_log(connection)
        guard_species_log(connection)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def count(database):
    """Collect the SQL that is sent while `with count() as sent:` is open."""

    @contextmanager
    def counting():
        sent = []

        def note(_connection, _cursor, statement, *_rest):
            sent.append(statement)

        event.listen(database, "before_cursor_execute", note)
        yield sent
        event.remove(database, "before_cursor_execute", note)

    return counting
