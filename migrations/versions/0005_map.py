"""The name of what a tile layer holds.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "map_layer",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_map_layer")),
    )
    op.create_index("ix_element_zoom", "element", ["is_public", "minzoom", "id"], unique=False)


def downgrade():
    op.drop_index("ix_element_zoom", table_name="element")
    op.drop_table("map_layer")
