"""Landscape elements and the work done on them.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_geospatial_table(
        "element",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("type_key", sa.String(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "owner_kind",
            sa.Enum(
                "municipality",
                "water_board",
                "province",
                "site_manager",
                "farmer",
                "private",
                "unknown",
                name="owner",
                native_enum=False,
                length=None,
            ),
            nullable=False,
        ),
        sa.Column(
            "consent",
            sa.Enum("yes", "asked", "no", "unknown", name="consent", native_enum=False, length=None),
            nullable=False,
        ),
        sa.Column(
            "visibility",
            sa.Enum("everyone", "group", "coordinators", name="visibility", native_enum=False, length=None),
            nullable=False,
        ),
        sa.Column(
            "condition",
            sa.Enum("good", "fair", "poor", name="condition", native_enum=False, length=None),
            nullable=True,
        ),
        sa.Column("overdue", sa.Boolean(), nullable=False),
        sa.Column(
            "age",
            sa.Enum(
                "unknown",
                "under_10",
                "from_10",
                "from_50",
                "over_200",
                name="ageclass",
                native_enum=False,
                length=None,
            ),
            nullable=False,
        ),
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("width_m", sa.Double(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("length_m", sa.Double(), nullable=True),
        sa.Column("area_m2", sa.Double(), nullable=True),
        sa.Column("accuracy_m", sa.Double(), nullable=True),
        sa.Column("square", sa.String(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("minzoom", sa.Integer(), nullable=False),
        sa.Column(
            "shape",
            Geometry(
                srid=4326,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeomFromEWKT",
                name="geometry",
                nullable=False,
            ),
            nullable=False,
        ),
        sa.Column(
            "shape_3857",
            Geometry(
                srid=3857,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeomFromEWKT",
                name="geometry",
                nullable=False,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("accuracy_m IS NULL OR accuracy_m > 0", name=op.f("ck_element_accuracy_positive")),
        sa.CheckConstraint("count IS NULL OR count > 0", name=op.f("ck_element_count_positive")),
        sa.CheckConstraint("width_m IS NULL OR width_m > 0", name=op.f("ck_element_width_positive")),
        sa.ForeignKeyConstraint(["id"], ["submission.id"], name=op.f("fk_element_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_element_place_id")),
        sa.ForeignKeyConstraint(["type_key"], ["element_type.key"], name=op.f("fk_element_type_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_element")),
    )
    op.create_geospatial_index(
        "idx_element_shape", "element", ["shape"], unique=False, postgresql_using="gist", postgresql_ops={}
    )
    op.create_geospatial_index(
        "idx_element_shape_3857",
        "element",
        ["shape_3857"],
        unique=False,
        postgresql_using="gist",
        postgresql_ops={},
    )
    op.create_index("ix_element_list", "element", ["is_public", "title", "id"], unique=False)
    op.create_index(
        "ix_element_list_place", "element", ["is_public", "place_id", "title", "id"], unique=False
    )
    op.create_index("ix_element_list_type", "element", ["is_public", "type_key", "title", "id"], unique=False)
    op.create_index(op.f("ix_element_place_id"), "element", ["place_id"], unique=False)
    op.create_index(op.f("ix_element_square"), "element", ["square"], unique=False)
    op.create_index(op.f("ix_element_type_key"), "element", ["type_key"], unique=False)
    op.create_table(
        "maintenance_log",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("element_id", sa.Uuid(), nullable=False),
        sa.Column("activity_key", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("share_num", sa.Integer(), nullable=True),
        sa.Column("share_den", sa.Integer(), nullable=True),
        sa.Column("amount", sa.Double(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("minutes_each", sa.Integer(), nullable=True),
        sa.Column(
            "nest_check",
            sa.Enum(
                "none_seen", "nest_seen", "not_checked", name="nestcheck", native_enum=False, length=None
            ),
            nullable=False,
        ),
        sa.Column(
            "condition_after",
            sa.Enum("good", "fair", "poor", name="condition", native_enum=False, length=None),
            nullable=True,
        ),
        sa.Column("overdue_after", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(share_num IS NULL) = (share_den IS NULL)", name=op.f("ck_maintenance_log_share_whole")
        ),
        sa.CheckConstraint("amount IS NULL OR amount > 0", name=op.f("ck_maintenance_log_amount_positive")),
        sa.CheckConstraint(
            "minutes_each IS NULL OR minutes_each >= 0", name=op.f("ck_maintenance_log_minutes_not_negative")
        ),
        sa.CheckConstraint("people >= 1", name=op.f("ck_maintenance_log_people_positive")),
        sa.CheckConstraint(
            "share_num IS NOT NULL OR amount IS NOT NULL", name=op.f("ck_maintenance_log_some_amount")
        ),
        sa.CheckConstraint(
            "share_num IS NULL OR (share_num > 0 AND share_num <= share_den)",
            name=op.f("ck_maintenance_log_share_to_one"),
        ),
        sa.ForeignKeyConstraint(
            ["activity_key"], ["activity.key"], name=op.f("fk_maintenance_log_activity_key")
        ),
        sa.ForeignKeyConstraint(["element_id"], ["element.id"], name=op.f("fk_maintenance_log_element_id")),
        sa.ForeignKeyConstraint(["id"], ["submission.id"], name=op.f("fk_maintenance_log_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maintenance_log")),
    )
    op.create_index(
        op.f("ix_maintenance_log_activity_key"), "maintenance_log", ["activity_key"], unique=False
    )
    op.create_index(
        "ix_maintenance_log_history", "maintenance_log", ["element_id", "done_on", "id"], unique=False
    )


def downgrade():
    op.drop_index("ix_maintenance_log_history", table_name="maintenance_log")
    op.drop_index(op.f("ix_maintenance_log_activity_key"), table_name="maintenance_log")
    op.drop_table("maintenance_log")
    op.drop_index(op.f("ix_element_type_key"), table_name="element")
    op.drop_index(op.f("ix_element_square"), table_name="element")
    op.drop_index(op.f("ix_element_place_id"), table_name="element")
    op.drop_index("ix_element_list_type", table_name="element")
    op.drop_index("ix_element_list_place", table_name="element")
    op.drop_index("ix_element_list", table_name="element")
    op.drop_geospatial_index(
        "idx_element_shape_3857", table_name="element", postgresql_using="gist", column_name="shape_3857"
    )
    op.drop_geospatial_index(
        "idx_element_shape", table_name="element", postgresql_using="gist", column_name="shape"
    )
    op.drop_geospatial_table("element")
