"""One chain of migrations for both databases: up, down, up, without drift and without loss."""

import alembic.config
import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from flask_migrate import check, downgrade, upgrade

from app.config import ROOT
from app.extensions import db
from tests.migrations.seeding import columns_of, contents, seed, tables

SCRIPTS = ScriptDirectory.from_config(
    alembic.config.Config(attributes={}, config_args={"script_location": str(ROOT / "migrations")})
)
REVISIONS = list(reversed(list(SCRIPTS.walk_revisions())))
SHAPES = {
    ("element", "shape"),
    ("element", "shape_3857"),
    ("area", "shape"),
    ("exact_place", "shape"),
    ("sighting", "shape"),
    ("sighting", "shape_3857"),
    ("walk_section", "shape"),
}


def names(engine):
    return {table.name for table in tables(engine)}


def indexed_shapes(engine):
    """Return table and column of every shape with a spatial index."""
    if engine.dialect.name == "sqlite":
        ask = (
            "SELECT f_table_name, f_geometry_column FROM geometry_columns "
            "WHERE spatial_index_enabled = 1 AND CheckSpatialIndex(f_table_name, f_geometry_column) = 1"
        )
    else:
        ask = (
            "SELECT t.relname, a.attname FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid "
            "JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam "
            "JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0] WHERE m.amname = 'gist'"
        )
    with engine.connect() as connection:
        return {tuple(row) for row in connection.execute(sa.text(ask))}


def test_there_is_one_chain():
    assert len(SCRIPTS.get_heads()) == 1
    assert len(SCRIPTS.get_bases()) == 1


@pytest.mark.D01
def test_up_down_up_and_no_drift(fresh):
    upgrade()
    check()  # raises SystemExit when models and migrations differ
    seed(fresh, rows=1)  # also what holds rows can be taken down
    downgrade(revision="base")
    assert names(fresh) == set()
    upgrade()
    check()
    assert names(fresh) == set(db.metadata.tables)


@pytest.mark.D01
def test_every_shape_has_its_spatial_index(fresh):
    upgrade()
    seed(fresh)
    assert indexed_shapes(fresh) == SHAPES
    geometries = {
        (table.name, column.name)
        for table in db.metadata.tables.values()
        for column in table.columns
        if column.type.__class__.__name__ == "Geometry"
    }
    assert geometries == SHAPES


@pytest.mark.D01
def test_the_database_knows_the_srid_of_every_shape(fresh):
    upgrade()
    srids = {
        (t.name, c.name): c.type.srid for t in tables(fresh) for c in t.columns if hasattr(c.type, "srid")
    }
    assert srids == {(table, name): 3857 if name.endswith("3857") else 4326 for table, name in SHAPES}


@pytest.mark.D02
@pytest.mark.parametrize("step", REVISIONS, ids=lambda step: step.revision)
def test_a_step_up_and_down_keeps_every_row(fresh, step):
    if step.down_revision:
        upgrade(revision=step.down_revision)
    had = contents(fresh)  # a step may put in rows itself
    seed(fresh)
    before, columns = contents(fresh), columns_of(fresh)
    assert all(count == had[name][0] + 3 for name, (count, _) in before.items())
    upgrade(revision=step.revision)
    if step.revision == "0008":  # where there are elements it asks for the work that it leaves
        with fresh.begin() as connection:
            asked = connection.exec_driver_sql("DELETE FROM job WHERE name = 'dues.refresh'")
            assert asked.rowcount == 1
    if step.revision == "0009":
        with fresh.begin() as connection:
            told = connection.exec_driver_sql("DELETE FROM map_layer WHERE name = 'reference'")
            assert told.rowcount == 1, "what all refer to is kept in memory from then on"
    assert contents(fresh, columns) == before
    downgrade(revision=step.down_revision or "base")
    assert contents(fresh) == before


@pytest.mark.D02
def test_the_last_step_is_taken_back_with_rows_in_its_own_tables(fresh):
    rest = REVISIONS[-1].down_revision
    upgrade(revision=rest)
    columns = columns_of(fresh)
    upgrade()
    seed(fresh)
    before = contents(fresh, columns)
    downgrade(revision=rest)
    kept = contents(fresh)
    assert kept
    assert kept == {name: before[name] for name in kept}
