"""When work comes due, what the desk needs all day, trust, ready answers, mail settings and site notices.

Revision ID: 0008
Revises: 0007
"""

import uuid
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.spatial.triggers import guard_people_log, unguard_people_log

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def choice(name, *words):
    return sa.Enum(*words, name=name, native_enum=False, length=None)


def moment(name, *, nullable=True):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade():
    op.create_table(
        "canned_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("kinds", JSON, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label_nl", sa.String(), nullable=False),
        sa.Column("label_en", sa.String(), nullable=False),
        sa.Column("text_nl", sa.String(), nullable=False),
        sa.Column("text_en", sa.String(), nullable=False),
        sa.Column("replies_nl", JSON, nullable=False),
        sa.Column("replies_en", JSON, nullable=False),
        moment("edited_at"),
        moment("retired_at"),
        sa.CheckConstraint(
            "step IN ('publish', 'return', 'reject')", name=op.f("ck_canned_answer_known_step")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_canned_answer"),
    )
    op.create_table(
        "site_notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("level", choice("noticelevel", "info", "warning"), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("title_nl", "title_en", "text_nl", "text_en")
        ),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        moment("created_at", nullable=False),
        moment("ended_at"),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_site_notice_days_in_order")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_site_notice_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_site_notice"),
    )
    op.create_table(
        "trust",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("tier", choice("tier", "new", "known", "trusted"), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("given_by_id", sa.Uuid(), nullable=True),
        moment("changed_at", nullable=False),
        sa.ForeignKeyConstraint(["given_by_id"], ["person.id"], name="fk_trust_given_by_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_trust_person_id"),
        sa.PrimaryKeyConstraint("person_id", "kind", name="pk_trust"),
    )
    op.create_table(
        "element_due",
        sa.Column("element_id", sa.Uuid(), nullable=False),
        sa.Column("activity_key", sa.String(), nullable=False),
        sa.Column("type_key", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("due_from", sa.Date(), nullable=False),
        sa.Column("overdue_from", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["activity_key"], ["activity.key"], name="fk_element_due_activity_key"),
        sa.ForeignKeyConstraint(["element_id"], ["element.id"], name="fk_element_due_element_id"),
        sa.ForeignKeyConstraint(["type_key"], ["element_type.key"], name="fk_element_due_type_key"),
        sa.PrimaryKeyConstraint("element_id", "activity_key", name="pk_element_due"),
    )
    op.create_index("ix_element_due_overdue", "element_due", ["overdue_from", "element_id", "activity_key"])
    op.create_index("ix_element_due_list", "element_due", ["due_from", "element_id", "activity_key"])
    op.create_table(
        "photo_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("element_id", sa.Uuid(), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=False),
        sa.Column(
            "wrong",
            choice("photowrong", "person", "other_place", "not_own", "offensive", "other"),
            nullable=False,
        ),
        sa.Column("notes", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["submission.id"], name="fk_photo_report_id"),
        sa.ForeignKeyConstraint(["element_id"], ["element.id"], name="fk_photo_report_element_id"),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="fk_photo_report_photo_id"),
        sa.PrimaryKeyConstraint("id", name="pk_photo_report"),
    )
    op.create_index("ix_photo_report_photo", "photo_report", ["photo_id"])
    op.create_index("ix_photo_report_element", "photo_report", ["element_id"])
    _log_people()
    _widen()
    _tell_what_is_due()


def _tell_what_is_due():
    """Keep the ticks that stand, and ask for the rest: due dates follow from logs, and a job works them out."""
    # since when is not known; the day it came in is the least that is true
    at = "(SELECT {} FROM submission WHERE submission.id = element.id)"
    since = at.format("DATE(received_at)")
    days = ", ".join(f"{name} = {since}" for name in ("overdue_since", "due_from", "overdue_from"))
    op.execute(f"UPDATE element SET {days} WHERE overdue")  # noqa: S608 (our own)
    told = f"told_overdue = overdue, told_at = {at.format('received_at')}"
    op.execute(f"UPDATE element SET {told} WHERE overdue OR condition IS NOT NULL")  # noqa: S608 (our own)
    job = sa.table(
        "job",
        sa.column("id", sa.Uuid()),
        sa.column("payload", JSON),
        *(sa.column(name, sa.DateTime(timezone=True)) for name in ("created_at", "due_at")),
        *(sa.column(name) for name in ("name", "lane", "tries", "last_error")),
    )
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM (SELECT id FROM element LIMIT 1) AS one")):
        moments = dict.fromkeys(("created_at", "due_at"), datetime.now(UTC))
        values = {"id": uuid.uuid4(), "name": "dues.refresh", "lane": "dues", "payload": {}}
        op.bulk_insert(job, [values | moments | {"tries": 0, "last_error": ""}])


def _log_people():
    """Keep who changed whose rights, and that a job was done."""
    op.create_table(
        "person_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("step", choice("personstep", "role", "suspended", "restored", "trust"), nullable=False),
        sa.Column("before", JSON, nullable=False),
        sa.Column("after", JSON, nullable=False),
        moment("at", nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_person_event_actor_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_person_event_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person_event"),
    )
    op.create_index("ix_person_event_person_id", "person_event", ["person_id"])
    guard_people_log(op.get_bind())
    op.create_table(
        "job_done",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        moment("at", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_job_done"),
    )
    op.create_index("ix_job_done_at", "job_done", ["at"])


def _widen():
    answer = sa.ForeignKey("canned_answer.id", name="fk_decision_answer_id")
    op.add_column(
        "decision", sa.Column("answer_id", sa.Uuid(), answer, nullable=True), inline_references=True
    )
    for name in ("overdue_since", "due_from", "overdue_from"):
        op.add_column("element", sa.Column(name, sa.Date(), nullable=True))
    op.add_column("element", sa.Column("told_overdue", sa.Boolean(), nullable=True))
    op.add_column("element", moment("told_at"))
    op.create_index("ix_element_overdue_since", "element", ["overdue_since", "id"])
    op.add_column("maintenance_log", sa.Column("season_why", sa.String(), server_default="", nullable=False))
    op.create_index("ix_element_list_due", "element", ["is_public", "due_from", "id"])
    op.create_index("ix_element_list_overdue", "element", ["is_public", "overdue_from", "id"])
    when = choice("mailwhen", "each", "daily", "none")
    op.add_column("person", sa.Column("mail_when", when, server_default="each", nullable=False))
    op.add_column("person", moment("mailed_at"))
    op.add_column("person", sa.Column("desk_mailed_on", sa.Date(), nullable=True))
    op.add_column("person", sa.Column("desk_keys", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column(
        "submission", sa.Column("needs_look", sa.Boolean(), server_default=sa.true(), nullable=False)
    )
    op.add_column("submission", sa.Column("clock_skew_s", sa.Integer(), nullable=True))
    whose = sa.ForeignKey("person.id", name="fk_submission_assignee_id")
    op.add_column(
        "submission", sa.Column("assignee_id", sa.Uuid(), whose, nullable=True), inline_references=True
    )
    op.create_index("ix_submission_assignee_id", "submission", ["assignee_id"])
    line = [
        "urgency",
        "received_at",
        "id",
        "municipality_code",
        "author_id",
        "needs_look",
        "assignee_id",
        "kind",
    ]
    op.drop_index("ix_submission_queue", table_name="submission")
    op.create_index(
        "ix_submission_queue",
        "submission",
        line,
        sqlite_where=sa.text("waits = 1"),
        postgresql_where=sa.text("waits"),
    )
    op.drop_index("ix_decision_actor_id", table_name="decision")
    op.create_index("ix_decision_actor", "decision", ["actor_id", "at"])


def downgrade():
    op.execute("DELETE FROM job WHERE name IN ('dues.refresh', 'dues.day')")
    unguard_people_log(op.get_bind())
    op.drop_index("ix_decision_actor", table_name="decision")
    op.create_index("ix_decision_actor_id", "decision", ["actor_id"])
    op.drop_index("ix_submission_queue", table_name="submission")
    op.create_index("ix_submission_queue", "submission", ["waits", "urgency", "received_at", "id"])
    op.drop_index("ix_submission_assignee_id", table_name="submission")
    for name in ("assignee_id", "clock_skew_s", "needs_look"):
        op.drop_column("submission", name)
    for name in ("desk_keys", "desk_mailed_on", "mailed_at", "mail_when"):
        op.drop_column("person", name)
    op.drop_column("maintenance_log", "season_why")
    for name in ("ix_element_overdue_since", "ix_element_list_overdue", "ix_element_list_due"):
        op.drop_index(name, table_name="element")
    for name in ("told_at", "told_overdue", "overdue_from", "due_from", "overdue_since"):
        op.drop_column("element", name)
    op.drop_column("decision", "answer_id")
    for name in (
        "job_done",
        "person_event",
        "photo_report",
        "element_due",
        "trust",
        "site_notice",
        "canned_answer",
    ):
        op.drop_table(name)
