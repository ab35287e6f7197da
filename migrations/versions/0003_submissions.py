"""What is handed in, its photos, and the log of decisions.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.spatial.triggers import guard_decisions, unguard_decisions

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
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
        sa.Column("turned", sa.Integer(), nullable=False),
        sa.Column("sent_sha256", sa.String(), nullable=False),
        sa.Column("sent_bytes", sa.Integer(), nullable=False),
        sa.Column("sent_type", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("master_sha256", sa.String(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
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
    op.drop_index("ix_photo_unattached", table_name="photo")
    op.drop_index(op.f("ix_photo_submission_id"), table_name="photo")
    op.drop_index(op.f("ix_photo_owner_id"), table_name="photo")
    op.drop_table("photo")
    op.drop_index(op.f("ix_decision_submission_id"), table_name="decision")
    op.drop_index(op.f("ix_decision_actor_id"), table_name="decision")
    op.drop_table("decision")
    op.drop_index("ix_submission_queue", table_name="submission")
    op.drop_index(op.f("ix_submission_municipality_code"), table_name="submission")
    op.drop_index("ix_submission_author", table_name="submission")
    op.drop_table("submission")
