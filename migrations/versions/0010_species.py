"""Species: the list that ships, and room for a checklist.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade():
    op.create_table(
        "species",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("dutch_name", sa.String(), nullable=False),
        sa.Column("scientific_name", sa.String(), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("red_list", sa.String(), nullable=False),
        sa.Column("red_list_year", sa.Integer(), nullable=True),
        sa.Column("red_list_certainty", sa.String(), nullable=False),
        sa.Column("vision_named", sa.Boolean(), nullable=False),
        sa.Column("typical", sa.Boolean(), nullable=False),
        sa.Column("union_list_year", sa.Integer(), nullable=True),
        sa.Column("exotic", sa.Boolean(), nullable=False),
        sa.Column("blur_km", sa.Integer(), nullable=False),
        sa.Column("blur_reason_nl", sa.String(), nullable=False),
        sa.Column("nest_category", sa.Integer(), nullable=True),
        sa.Column("protection", sa.String(), nullable=False),
        sa.Column("guild", sa.String(), nullable=False),
        sa.Column("type_keys", JSON, nullable=False),
        sa.Column("notes_nl", sa.String(), nullable=False),
        sa.Column("source", sa.String(), server_default="", nullable=False),
        sa.Column("taxon_id", sa.String(), server_default="", nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_species")),
        sa.UniqueConstraint("scientific_name", name=op.f("uq_species_scientific_name")),
        sa.CheckConstraint("blur_km IN (0, 1, 5)", name=op.f("ck_species_blur_known")),
        sa.CheckConstraint(
            "nest_category IS NULL OR nest_category BETWEEN 1 AND 5",
            name=op.f("ck_species_nest_category_known"),
        ),
    )
    op.create_index(op.f("ix_species_group"), "species", ["group"])


def downgrade():
    op.drop_index(op.f("ix_species_group"), table_name="species")
    op.drop_table("species")
