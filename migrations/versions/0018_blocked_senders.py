"""Blocked senders: an address or a domain from which nobody comes in any more.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "blocked_sender",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_by_id", sa.Uuid(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_blocked_sender_by_id")),
        sa.ForeignKeyConstraint(["lifted_by_id"], ["person.id"], name=op.f("fk_blocked_sender_lifted_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocked_sender")),
    )
    op.create_index(op.f("ix_blocked_sender_value"), "blocked_sender", ["value"])


def downgrade():
    op.drop_index(op.f("ix_blocked_sender_value"), table_name="blocked_sender")
    op.drop_table("blocked_sender")
