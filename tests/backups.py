"""Backups in tests: made and restored as people do, into a place that is empty."""

import hashlib
import re
from contextlib import contextmanager
from dataclasses import replace

import pytest
import sqlalchemy as sa

from app import create_app
from app.core.ids import new_id
from app.extensions import db
from app.spatial.exact import reading_exact_places


@pytest.fixture
def run(app):
    """Run a command of `flask` here; returns its exit code and what it said."""

    def running(*words):
        db.session.rollback()
        answer = app.test_cli_runner().invoke(args=[str(word) for word in words])
        assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
        return answer.exit_code, answer.output

    return running


@pytest.fixture
def outside(tmp_path_factory):
    """Return a folder that is not in the data folder of the test."""
    return tmp_path_factory.mktemp("outside")


@pytest.fixture
def empty_database(app, database, outside):
    """Return the address of an empty database of the kind of the run; the test is marked ``committed``."""
    if database.dialect.name == "sqlite":
        yield f"sqlite:///{outside / 'new' / 'haarvaten.db'}"
        return
    name = f"new_{new_id().hex}"
    with database.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield database.url.set(database=name).render_as_string(hide_password=False)
    with database.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def opened(app, folder, url):
    """Open what was restored, as an app of its own."""
    other = create_app(replace(app.config["SETTINGS"], data_dir=folder, database_url=url))
    with other.app_context():
        yield other
        db.session.remove()
        db.engine.dispose()


def print_of(engine, folder) -> str:
    """Return a hash of every row of every table, and of every file in a folder."""
    digest = hashlib.sha256()
    with engine.connect() as connection, reading_exact_places():
        for table in db.metadata.sorted_tables:
            for row in connection.execute(sa.select(table).order_by(*table.primary_key)):
                digest.update(repr([getattr(value, "data", value) for value in row]).encode())
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}".encode())
    return digest.hexdigest()


def commands_of(page: str, heading: str) -> list[str]:
    """Return the lines of the blocks of code below a heading."""
    section = re.split(rf"^## {heading}$", page, flags=re.MULTILINE)[1].split("\n## ")[0]
    blocks = re.findall(r"^```\n(.*?)^```", section, flags=re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]
