"""Adoptions: who looks after an element, for how long, and to whom it is handed over.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

PARENTS = {
    "element_id": "element",
    "person_id": "person",
    "group_id": "village_group",
    "offer_person_id": "person",
}
DAYS = ("ended_on", "reminded_on", "asked_on", "answered_on")


def upgrade():
    def choice(name, *words):
        return sa.Enum(*words, name=name, native_enum=False, length=None)

    op.create_table(
        "adoption",
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=name != "element_id") for name in PARENTS),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column(
            "state", choice("adoptionstate", "active", "lapsed", "handed_over", "ended"), nullable=False
        ),
        sa.Column("why", choice("ending", "own", "element", "silence", "term"), nullable=True),
        *(sa.Column(name, sa.Date(), nullable=True) for name in DAYS),
        sa.Column("offer_id", sa.Uuid(), nullable=True),
        sa.Column("offer_email", sa.String(), nullable=False),
        sa.Column("offer_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(person_id IS NULL) <> (group_id IS NULL)", name=op.f("ck_adoption_one_adopter")),
        sa.CheckConstraint("years BETWEEN 1 AND 5", name=op.f("ck_adoption_some_years")),
        *(
            sa.ForeignKeyConstraint([name], [f"{parent}.id"], name=op.f(f"fk_adoption_{name}"))
            for name, parent in PARENTS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption")),
        sa.UniqueConstraint("offer_id", name=op.f("uq_adoption_offer_id")),
    )
    for name in PARENTS:
        op.create_index(op.f(f"ix_adoption_{name}"), "adoption", [name])
    active = sa.text("state = 'active'")
    for name in ("person_id", "group_id"):
        op.create_index(
            f"ix_adoption_active_{name}",
            "adoption",
            ["element_id", name],
            unique=True,
            sqlite_where=active,
            postgresql_where=active,
        )
    op.create_index("ix_adoption_until", "adoption", ["state", "until_on"])


def downgrade():
    op.drop_index("ix_adoption_until", table_name="adoption")
    for name in ("group_id", "person_id"):
        op.drop_index(f"ix_adoption_active_{name}", table_name="adoption")
    for name in PARENTS:
        op.drop_index(f"ix_adoption_{name}", table_name="adoption")
    op.drop_table("adoption")
