"""Exports: which files with sightings people asked for.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade():
    def choice(name, *words):
        return sa.Enum(*words, name=name, native_enum=False, length=None)

    op.create_table(
        "export",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", choice("exportkind", "csv", "darwin_core"), nullable=False),
        sa.Column(
            "state",
            choice("exportstate", "waiting", "making", "ready", "expired", "failed"),
            nullable=False,
        ),
        sa.Column("asked", JSON, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("more", sa.Boolean(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_export_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export")),
    )
    op.create_index("ix_export_person", "export", ["person_id", "asked_at"])
    op.create_index("ix_export_state", "export", ["state", "expires_at"])


def downgrade():
    for name in ("state", "person"):
        op.drop_index(f"ix_export_{name}", table_name="export")
    op.drop_table("export")
