"""Events: when and where people meet, which groups invite, which work is planned, and who comes.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
WORDS = ("pause", "village", "meeting", "parking", "leader", "first_aider", "phone", "tools", "bring",
         "catering", "safety", "insurance", "permit", "nest_look", "accident")  # fmt: skip
DETAILS = ("name", "email", "phone", "organisation", "language")
TICKS = ("toilet", "wheelchair", "no_reception", "light_work", "own_pace", "is_public")


def upgrade():
    def choice(name, *words):
        return sa.Enum(*words, name=name, native_enum=False, length=None)

    op.create_table(
        "event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("event_kind", choice("eventkind", "workday", "walk", "course", "meeting"), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("aim", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rain_on", sa.Date(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("accuracy_m", sa.Double(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in WORDS),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in TICKS),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("maximum", "min_age", "child_age")),
        sa.Column("risks", JSON, nullable=False),
        sa.Column("consent", choice("consent", "yes", "asked", "no", "unknown"), nullable=False),
        sa.Column("stage", choice("eventstage", "planned", "on", "off", "closed"), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_event_ends_after_start")),
        sa.CheckConstraint("maximum IS NULL OR maximum > 0", name=op.f("ck_event_maximum_positive")),
        sa.ForeignKeyConstraint(["id"], ["submission.id"], name=op.f("fk_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index("ix_event_list", "event", ["is_public", "starts_at", "id"])
    op.create_index("ix_event_ends_at", "event", ["ends_at"])
    op.create_table(
        "event_host",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_host_event_id")),
        sa.ForeignKeyConstraint(["group_id"], ["village_group.id"], name=op.f("fk_event_host_group_id")),
        sa.PrimaryKeyConstraint("event_id", "group_id", name=op.f("pk_event_host")),
    )
    op.create_index(op.f("ix_event_host_group_id"), "event_host", ["group_id"])
    op.create_table(
        "event_task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("element_id", sa.Uuid(), nullable=False),
        sa.Column("activity_key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_task_event_id")),
        sa.ForeignKeyConstraint(["element_id"], ["element.id"], name=op.f("fk_event_task_element_id")),
        sa.ForeignKeyConstraint(["activity_key"], ["activity.key"], name=op.f("fk_event_task_activity_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_task")),
    )
    for name in ("event_id", "element_id"):
        op.create_index(op.f(f"ix_event_task_{name}"), "event_task", [name])
    op.create_table(
        "sign_up",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in DETAILS),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("certified", sa.Boolean(), nullable=False),
        sa.Column("going", choice("going", "asked", "going", "waiting", "cancelled"), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirm_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("present", sa.Boolean(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("walk_in", sa.Boolean(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("people >= 1 AND children >= 0", name=op.f("ck_sign_up_some_people")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_sign_up_event_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_up_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up")),
        sa.UniqueConstraint("event_id", "person_id", name=op.f("uq_sign_up_event_id_person_id")),
    )
    op.create_index(op.f("ix_sign_up_person_id"), "sign_up", ["person_id"])
    op.create_index("ix_sign_up_event", "sign_up", ["event_id", "going", "rank"])
    op.create_index("ix_sign_up_asked_at", "sign_up", ["forgotten_at", "asked_at"])


def downgrade():
    for name in ("asked_at", "event", "person_id"):
        op.drop_index(f"ix_sign_up_{name}", table_name="sign_up")
    op.drop_table("sign_up")
    for name in ("element_id", "event_id"):
        op.drop_index(f"ix_event_task_{name}", table_name="event_task")
    op.drop_table("event_task")
    op.drop_index("ix_event_host_group_id", table_name="event_host")
    op.drop_table("event_host")
    for name in ("ends_at", "list"):
        op.drop_index(f"ix_event_{name}", table_name="event")
    op.drop_table("event")
