"""What coordinators changed about a species, checklists that they hand in, and sightings that must follow.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from app.spatial.triggers import guard_species_log, unguard_species_log

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB, "postgresql")
STATES = ("reading", "checked", "failed", "applying", "applied")


def upgrade():
    op.add_column("species", sa.Column("withheld", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("species", sa.Column("regrade_id", sa.Uuid(), nullable=True))
    op.create_index(
        "ix_species_withheld",
        "species",
        ["key"],
        sqlite_where=sa.text("withheld = 1"),
        postgresql_where=sa.text("withheld"),
    )
    op.create_table(
        "species_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("species_key", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("changes", JSON, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_species_change_actor_id")),
        sa.ForeignKeyConstraint(["species_key"], ["species.key"], name=op.f("fk_species_change_species_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_species_change")),
    )
    op.create_index("ix_species_change_species", "species_change", ["species_key", "at"])
    guard_species_log(op.get_bind())
    op.create_table(
        "checklist_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="checkliststate", native_enum=False, length=None),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("counts", JSON, nullable=False),
        sa.Column("report", JSON, nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_checklist_import_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_import")),
    )
    op.create_index(op.f("ix_checklist_import_actor_id"), "checklist_import", ["actor_id"])


def downgrade():
    op.drop_index(op.f("ix_checklist_import_actor_id"), table_name="checklist_import")
    op.drop_table("checklist_import")
    unguard_species_log(op.get_bind())
    op.drop_index("ix_species_change_species", table_name="species_change")
    op.drop_table("species_change")
    op.drop_index("ix_species_withheld", table_name="species")
    for name in ("regrade_id", "withheld"):
        op.drop_column("species", name)
