"""Which groups of species a coordinator looks after, and whether their desk opens with these.

And of which species on the Union list it was told that they are in a square.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "validator",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("species_group", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_validator_person_id")),
        sa.PrimaryKeyConstraint("person_id", "species_group", name=op.f("pk_validator")),
    )
    op.create_index(op.f("ix_validator_species_group"), "validator", ["species_group"])
    op.add_column(
        "person", sa.Column("desk_own_groups", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_table(
        "first_record",
        sa.Column("species_key", sa.String(), nullable=False),
        sa.Column("square", sa.String(), nullable=False),
        sa.Column("sighting_id", sa.Uuid(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["sighting_id"], ["sighting.id"], name=op.f("fk_first_record_sighting_id")),
        sa.ForeignKeyConstraint(["species_key"], ["species.key"], name=op.f("fk_first_record_species_key")),
        sa.PrimaryKeyConstraint("species_key", "square", name=op.f("pk_first_record")),
    )
    op.create_index(op.f("ix_first_record_sighting_id"), "first_record", ["sighting_id"])


def downgrade():
    op.drop_index(op.f("ix_first_record_sighting_id"), table_name="first_record")
    op.drop_table("first_record")
    op.drop_column("person", "desk_own_groups")
    op.drop_index(op.f("ix_validator_species_group"), table_name="validator")
    op.drop_table("validator")
