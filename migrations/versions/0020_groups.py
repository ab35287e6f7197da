"""Groups of residents, and who is in them.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

from app.spatial.triggers import guard_group_log, unguard_group_log

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

STEPS = (
    *("asked", "joined", "admitted", "refused", "left", "removed", "raised", "lowered", "handed_over"),
    *("appointed", "rested", "woken", "invited", "revoked"),
)
HANDS = ("outdoors", "tools", "driving", "coffee", "planning", "writing", "counting", "other")
KINDS = ("village", "street", "crew", "school", "association", "company", "farmers")


def upgrade():
    def choice(name, *words):
        return sa.Enum(*words, name=name, native_enum=False, length=None)

    op.create_table(
        "village_group",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("group_kind", choice("groupkind", *KINDS), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("joining", choice("joining", "open", "request", "invitation"), nullable=False),
        sa.Column("resting_on", sa.Date(), nullable=True),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["submission.id"], name=op.f("fk_village_group_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_village_group_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_village_group")),
    )
    op.create_index(op.f("ix_village_group_place_id"), "village_group", ["place_id"])
    op.create_index("ix_village_group_list", "village_group", ["is_public", "name", "id"])
    op.create_table(
        "membership",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("part", choice("part", "asked", "member", "organiser"), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["village_group.id"], name=op.f("fk_membership_group_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id")),
        sa.PrimaryKeyConstraint("group_id", "person_id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_person_id"), "membership", ["person_id"])
    op.create_table(
        "group_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("step", choice("groupstep", *STEPS), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["village_group.id"], name=op.f("fk_group_event_group_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_group_event_person_id")),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_group_event_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_event")),
    )
    op.create_index("ix_group_event_list", "group_event", ["group_id", "at", "id"])
    guard_group_log(op.get_bind())
    op.create_table(
        "group_invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["village_group.id"], name=op.f("fk_group_invitation_group_id")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_group_invitation_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_invitation")),
    )
    op.create_index(op.f("ix_group_invitation_group_id"), "group_invitation", ["group_id"])
    op.create_table(
        "group_call",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hands", choice("hands", *HANDS), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["village_group.id"], name=op.f("fk_group_call_group_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_group_call_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_call")),
    )
    op.create_index(op.f("ix_group_call_group_id"), "group_call", ["group_id"])
    op.create_index("ix_group_call_list", "group_call", ["until", "id"])
    op.create_table(
        "group_offer",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("with_address", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["group_call.id"], name=op.f("fk_group_offer_call_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_group_offer_person_id")),
        sa.PrimaryKeyConstraint("call_id", "person_id", name=op.f("pk_group_offer")),
    )
    op.create_index(op.f("ix_group_offer_person_id"), "group_offer", ["person_id"])
    whose = sa.ForeignKey("village_group.id", name=op.f("fk_element_group_id"))
    op.add_column("element", sa.Column("group_id", sa.Uuid(), whose, nullable=True), inline_references=True)
    op.create_index(op.f("ix_element_group_id"), "element", ["group_id"])


def downgrade():
    op.drop_index(op.f("ix_element_group_id"), table_name="element")
    op.drop_column("element", "group_id")
    op.drop_index(op.f("ix_group_offer_person_id"), table_name="group_offer")
    op.drop_table("group_offer")
    op.drop_index("ix_group_call_list", table_name="group_call")
    op.drop_index(op.f("ix_group_call_group_id"), table_name="group_call")
    op.drop_table("group_call")
    op.drop_index(op.f("ix_group_invitation_group_id"), table_name="group_invitation")
    op.drop_table("group_invitation")
    unguard_group_log(op.get_bind())
    op.drop_index("ix_group_event_list", table_name="group_event")
    op.drop_table("group_event")
    op.drop_index(op.f("ix_membership_person_id"), table_name="membership")
    op.drop_table("membership")
    op.drop_index("ix_village_group_list", table_name="village_group")
    op.drop_index(op.f("ix_village_group_place_id"), table_name="village_group")
    op.drop_table("village_group")
