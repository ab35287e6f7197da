"""first

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry
from sqlalchemy.dialects import postgresql

from app.spatial.triggers import guard_decisions, unguard_decisions

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
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
        "attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key_sha256", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
    )
    op.create_index("ix_attempt_at", "attempt", ["at"], unique=False)
    op.create_index("ix_attempt_count", "attempt", ["kind", "key_sha256", "at"], unique=False)
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
        "job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("host", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(), nullable=False),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index("ix_job_due", "job", ["parked_at", "due_at", "created_at"], unique=False)
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
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column(
            "role",
            sa.Enum("volunteer", "coordinator", "admin", name="role", native_enum=False, length=None),
            nullable=False,
        ),
        sa.Column("show_name", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "sign_in_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("browser_sha256", sa.String(), nullable=False),
        sa.Column("next_url", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("proven_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_code")),
    )
    op.create_index(op.f("ix_sign_in_code_browser_sha256"), "sign_in_code", ["browser_sha256"], unique=False)
    op.create_index(op.f("ix_sign_in_code_email"), "sign_in_code", ["email"], unique=False)
    op.create_index(op.f("ix_sign_in_code_expires_at"), "sign_in_code", ["expires_at"], unique=False)
    op.create_table(
        "coordinator_area",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipality.code"], name=op.f("fk_coordinator_area_municipality_code")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_coordinator_area_person_id")),
        sa.PrimaryKeyConstraint("person_id", "municipality_code", name=op.f("pk_coordinator_area")),
    )
    op.create_index(
        op.f("ix_coordinator_area_municipality_code"), "coordinator_area", ["municipality_code"], unique=False
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
    op.create_table(
        "session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_session_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_session_token_sha256")),
    )
    op.create_index(op.f("ix_session_person_id"), "session", ["person_id"], unique=False)
    op.create_table(
        "submission",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "published",
                "returned",
                "rejected",
                "withdrawn",
                name="state",
                native_enum=False,
                length=None,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("device_time", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checks", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("envelope_sha256", sa.String(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_submission_author_id")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipality.code"], name=op.f("fk_submission_municipality_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    op.create_index("ix_submission_author", "submission", ["author_id", "received_at", "id"], unique=False)
    op.create_index(
        op.f("ix_submission_municipality_code"), "submission", ["municipality_code"], unique=False
    )
    op.create_index("ix_submission_queue", "submission", ["waits", "received_at", "id"], unique=False)
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
        "decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("rule", sa.String(), nullable=True),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("changes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "after NOT IN ('rejected', 'returned') OR reason <> '' OR erased_at IS NOT NULL",
            name=op.f("ck_decision_has_words"),
        ),
        sa.CheckConstraint(
            "(actor_id IS NULL) <> (rule IS NULL)", name=op.f("ck_decision_by_person_or_rule")
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_decision_actor_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_decision_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_actor_id"), "decision", ["actor_id"], unique=False)
    op.create_index(op.f("ix_decision_submission_id"), "decision", ["submission_id"], unique=False)
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
        "photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "moment",
            sa.Enum("", "before", "after", name="moment", native_enum=False, length=None),
            nullable=False,
        ),
        sa.Column("alt", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("received", "ready", "unreadable", name="photostate", native_enum=False, length=None),
            nullable=False,
        ),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("sent_sha256", sa.String(), nullable=False),
        sa.Column("sent_bytes", sa.Integer(), nullable=False),
        sa.Column("sent_type", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("master_sha256", sa.String(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state <> 'ready' OR master_sha256 IS NOT NULL", name=op.f("ck_photo_ready_has_master")
        ),
        sa.CheckConstraint("turn IN (0, 90, 180, 270)", name=op.f("ck_photo_quarter_turns")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_photo_owner_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_photo_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
    )
    op.create_index(op.f("ix_photo_owner_id"), "photo", ["owner_id"], unique=False)
    op.create_index(op.f("ix_photo_submission_id"), "photo", ["submission_id"], unique=False)
    op.create_index("ix_photo_unattached", "photo", ["submission_id", "created_at"], unique=False)
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
    op.create_table(
        "rendition",
        sa.Column("photo_id", sa.Uuid(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name=op.f("fk_rendition_photo_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("photo_id", "size", name=op.f("pk_rendition")),
    )
    guard_decisions(op.get_bind())


def downgrade():
    unguard_decisions(op.get_bind())
    op.drop_table("rendition")
    op.drop_index("ix_maintenance_log_history", table_name="maintenance_log")
    op.drop_index(op.f("ix_maintenance_log_activity_key"), table_name="maintenance_log")
    op.drop_table("maintenance_log")
    op.drop_index("ix_photo_unattached", table_name="photo")
    op.drop_index(op.f("ix_photo_submission_id"), table_name="photo")
    op.drop_index(op.f("ix_photo_owner_id"), table_name="photo")
    op.drop_table("photo")
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
    op.drop_index(op.f("ix_decision_submission_id"), table_name="decision")
    op.drop_index(op.f("ix_decision_actor_id"), table_name="decision")
    op.drop_table("decision")
    op.drop_index(op.f("ix_type_activity_activity_key"), table_name="type_activity")
    op.drop_table("type_activity")
    op.drop_index("ix_submission_queue", table_name="submission")
    op.drop_index(op.f("ix_submission_municipality_code"), table_name="submission")
    op.drop_index("ix_submission_author", table_name="submission")
    op.drop_table("submission")
    op.drop_index(op.f("ix_session_person_id"), table_name="session")
    op.drop_table("session")
    op.drop_index(op.f("ix_place_municipality_code"), table_name="place")
    op.drop_table("place")
    op.drop_index(op.f("ix_coordinator_area_municipality_code"), table_name="coordinator_area")
    op.drop_table("coordinator_area")
    op.drop_index(op.f("ix_sign_in_code_expires_at"), table_name="sign_in_code")
    op.drop_index(op.f("ix_sign_in_code_email"), table_name="sign_in_code")
    op.drop_index(op.f("ix_sign_in_code_browser_sha256"), table_name="sign_in_code")
    op.drop_table("sign_in_code")
    op.drop_table("person")
    op.drop_table("municipality")
    op.drop_index("ix_job_due", table_name="job")
    op.drop_table("job")
    op.drop_table("element_type")
    op.drop_index("ix_attempt_count", table_name="attempt")
    op.drop_index("ix_attempt_at", table_name="attempt")
    op.drop_table("attempt")
    op.drop_table("activity")
