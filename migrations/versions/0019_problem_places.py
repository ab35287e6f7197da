"""A problem may lie at a free place, with no element; and the reporter may say that it is not solved.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

PLACED = "element_id IS NOT NULL OR (lon IS NOT NULL AND lat IS NOT NULL)"
report = sa.table("problem_report", sa.column("element_id"))


def upgrade():
    with op.batch_alter_table("problem_report") as table:
        table.alter_column("element_id", existing_type=sa.Uuid(), nullable=True)
        for name in ("lon", "lat", "accuracy_m"):
            table.add_column(sa.Column(name, sa.Double(), nullable=True))
        table.add_column(sa.Column("village", sa.String(), server_default="", nullable=False))
        table.add_column(sa.Column("reopened", sa.Boolean(), server_default=sa.false(), nullable=False))
        table.create_check_constraint(op.f("ck_problem_report_placed"), PLACED)
    op.create_index("ix_problem_report_reopened", "problem_report", ["reopened", "position", "id"])


def downgrade():
    free = sa.select(sa.func.count()).select_from(report).where(report.c.element_id.is_(None))
    if op.get_bind().scalar(free):
        raise RuntimeError("There are reports without an element; the version before cannot keep them.")
    op.drop_index("ix_problem_report_reopened", table_name="problem_report")
    with op.batch_alter_table("problem_report") as table:
        table.drop_constraint(op.f("ck_problem_report_placed"), type_="check")
        for name in ("reopened", "village", "accuracy_m", "lat", "lon"):
            table.drop_column(name)
        table.alter_column("element_id", existing_type=sa.Uuid(), nullable=False)
