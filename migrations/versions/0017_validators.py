"""Which groups of species a coordinator looks after, and whether their desk opens with these.

Revision ID: 0017
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0013"
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


def downgrade():
    op.drop_column("person", "desk_own_groups")
    op.drop_index(op.f("ix_validator_species_group"), table_name="validator")
    op.drop_table("validator")
