"""Kinds of elements and work, and where in Drenthe.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "element_type",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_nl", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("index_status", sa.String(), nullable=False),
        sa.Column("geometry", sa.String(), nullable=False),
        sa.Column("alt_geometries", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("network", sa.String(), nullable=False),
        sa.Column("structure_class", sa.String(), nullable=False),
        sa.Column("in_vision", sa.Boolean(), nullable=False),
        sa.Column("typical_size", sa.String(), nullable=False),
        sa.Column("bird_sensitive", sa.Boolean(), nullable=False),
        sa.Column("amphibian_sensitive", sa.Boolean(), nullable=False),
        sa.Column("volunteer_level", sa.String(), nullable=False),
        sa.Column("glb_code", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("notes_nl", sa.String(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_element_type")),
    )
    op.create_table(
        "activity",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name_nl", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("explanation_nl", sa.String(), nullable=False),
        sa.Column("tools", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("ppe", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("season_start", sa.String(), nullable=False),
        sa.Column("season_end", sa.String(), nullable=False),
        sa.Column("strict_window", sa.Boolean(), nullable=False),
        sa.Column("bird_rule", sa.String(), nullable=False),
        sa.Column("amphibian_rule", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("min_age", sa.Integer(), nullable=False),
        sa.Column("needs_certificate", sa.Boolean(), nullable=False),
        sa.Column("risk", sa.String(), nullable=False),
        sa.Column("permission_nl", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_activity")),
    )
    op.create_table(
        "type_activity",
        sa.Column("type_key", sa.String(), nullable=False),
        sa.Column("activity_key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("cycle_min_years", sa.Integer(), nullable=True),
        sa.Column("cycle_max_years", sa.Integer(), nullable=True),
        sa.Column("season_start", sa.String(), nullable=False),
        sa.Column("season_end", sa.String(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "cycle_min_years IS NULL OR cycle_max_years >= cycle_min_years",
            name=op.f("ck_type_activity_cycle_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["activity_key"], ["activity.key"], name=op.f("fk_type_activity_activity_key")
        ),
        sa.ForeignKeyConstraint(["type_key"], ["element_type.key"], name=op.f("fk_type_activity_type_key")),
        sa.PrimaryKeyConstraint("type_key", "activity_key", name=op.f("pk_type_activity")),
    )
    op.create_index(op.f("ix_type_activity_activity_key"), "type_activity", ["activity_key"], unique=False)
    op.create_table(
        "municipality",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("west", sa.Double(), nullable=False),
        sa.Column("south", sa.Double(), nullable=False),
        sa.Column("east", sa.Double(), nullable=False),
        sa.Column("north", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_municipality")),
        sa.UniqueConstraint("name", name=op.f("uq_municipality_name")),
    )
    op.create_table(
        "place",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(lon IS NULL) = (lat IS NULL)", name=op.f("ck_place_whole_spot")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipality.code"], name=op.f("fk_place_municipality_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("name", "municipality_code", name=op.f("uq_place_name_municipality_code")),
    )
    op.create_index(op.f("ix_place_municipality_code"), "place", ["municipality_code"], unique=False)


def downgrade():
    op.drop_index(op.f("ix_place_municipality_code"), table_name="place")
    op.drop_table("place")
    op.drop_table("municipality")
    op.drop_index(op.f("ix_type_activity_activity_key"), table_name="type_activity")
    op.drop_table("type_activity")
    op.drop_table("activity")
    op.drop_table("element_type")
