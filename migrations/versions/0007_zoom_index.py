"""Place and first zoom in one index, on SQLite.

Revision ID: 0007
Revises: 0006
"""

from alembic import op

from app.spatial.zooms import index_zooms, unindex_zooms

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    index_zooms(op.get_bind())


def downgrade():
    unindex_zooms(op.get_bind())
