"""Alembic set-up: one chain for both databases; leaves SpatiaLite's and PostGIS's own tables alone."""

from typing import Any

import sqlalchemy as sa
from alembic import context
from geoalchemy2 import alembic_helpers

from app.extensions import UtcDateTime, db
from app.spatial import engine as spatial


def include_name(name: str | None, type_: str, _parents: Any) -> bool:
    """Admit only our own tables."""
    return type_ != "table" or name in db.metadata.tables


def render_item(type_: str, obj: Any, autogen: Any) -> Any:
    """Write UtcDateTime as what it is in the database."""
    if type_ == "type" and isinstance(obj, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if type_ == "type" and isinstance(obj, sa.JSON):  # Alembic forgets to import Text
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return alembic_helpers.render_item(type_, obj, autogen)


def run() -> None:
    """Run the steps in one transaction on the app's own engine."""
    with db.engine.connect() as connection:
        with connection.begin():
            spatial.make_spatial(connection)
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            include_name=include_name,
            include_object=alembic_helpers.include_object,
            process_revision_directives=alembic_helpers.writer,
            render_item=render_item,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
