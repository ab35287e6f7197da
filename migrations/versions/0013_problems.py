"""Problem reports: what is wrong at an element, and what is done about it.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

PROBLEMS = (
    "obstacle", "damage", "waste", "invasive", "bottleneck", "animals", "sign", "drying", "nutrients", "acid",
    "fragments", "light", "noise", "other",
)  # fmt: skip
STAGES = ("reported", "accepted", "planned", "solved", "passed_on", "declined")


def upgrade():
    def choice(name, *words):
        return sa.Enum(*words, name=name, native_enum=False, length=None)

    op.create_table(
        "problem_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("element_id", sa.Uuid(), nullable=False),
        sa.Column("problem", choice("problem", *PROBLEMS), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("stage", choice("stage", *STAGES), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("handled_by", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["element_id"], ["element.id"], name=op.f("fk_problem_report_element_id")),
        sa.ForeignKeyConstraint(["id"], ["submission.id"], name=op.f("fk_problem_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem_report")),
    )
    op.create_index(op.f("ix_problem_report_element_id"), "problem_report", ["element_id"])
    op.create_index("ix_problem_report_list", "problem_report", ["position", "id"])
    op.create_index("ix_problem_report_stage", "problem_report", ["stage", "position", "id"])
    op.create_index("ix_problem_report_problem", "problem_report", ["problem", "position", "id"])


def downgrade():
    for name in ("problem", "stage", "list", "element_id"):
        op.drop_index(f"ix_problem_report_{name}", table_name="problem_report")
    op.drop_table("problem_report")
