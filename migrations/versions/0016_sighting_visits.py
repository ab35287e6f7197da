"""Sightings of one visit are found by it.

Revision ID: 0016
Revises: 0015
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_sighting_visit", "sighting", ["visit_id"])


def downgrade():
    op.drop_index("ix_sighting_visit", table_name="sighting")
