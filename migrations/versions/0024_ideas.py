"""Ideas: what someone would like at a place, who else would, and what became of it.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

PLACED = "element_id IS NOT NULL OR (lon IS NOT NULL AND lat IS NOT NULL)"
LINKED = "stage <> 'became' OR became_event_id IS NOT NULL OR became_group_id IS NOT NULL"
POINTS = {"element_id": "element", "became_event_id": "event", "became_group_id": "village_group"}


def upgrade():
    stages = sa.Enum(
        "open", "answered", "became", "declined", name="ideastage", native_enum=False, length=None
    )
    op.create_table(
        "idea",
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=True) for name in POINTS),
        *(sa.Column(name, sa.Double(), nullable=True) for name in ("lon", "lat", "accuracy_m")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("village", "title", "about")),
        sa.Column("stage", stages, nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.CheckConstraint(PLACED, name=op.f("ck_idea_placed")),
        sa.CheckConstraint(LINKED, name=op.f("ck_idea_linked")),
        sa.ForeignKeyConstraint(["id"], ["submission.id"], name=op.f("fk_idea_id")),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_idea_{name}"))
            for name, table in POINTS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea")),
    )
    for name in POINTS:
        op.create_index(op.f(f"ix_idea_{name}"), "idea", [name])
    op.create_index("ix_idea_list", "idea", ["is_public", "told_at", "id"])
    op.create_index("ix_idea_stage", "idea", ["is_public", "stage", "told_at", "id"])
    op.create_table(
        "idea_join",
        sa.Column("idea_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_idea_join_idea_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_idea_join_person_id")),
        sa.PrimaryKeyConstraint("idea_id", "person_id", name=op.f("pk_idea_join")),
    )
    op.create_index(op.f("ix_idea_join_person_id"), "idea_join", ["person_id"])


def downgrade():
    op.drop_index("ix_idea_join_person_id", table_name="idea_join")
    op.drop_table("idea_join")
    for name in ("stage", "list", *POINTS):
        op.drop_index(f"ix_idea_{name}", table_name="idea")
    op.drop_table("idea")
