"""What a device hands in: its own key, the bytes as they came, and the photos that are on their way.

And which work is done most on a type: the form of work fills that in. What everything refers to gets a
token, by which it is kept in memory; without one it is read anew in each transaction.

Revision ID: 0009
Revises: 0008
"""

import uuid

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

layer = sa.table("map_layer", sa.column("name"), sa.column("token"))
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade():
    op.add_column("session", sa.Column("upload_sha256", sa.String(), nullable=True))
    op.create_index("ix_session_upload_sha256", "session", ["upload_sha256"], unique=True)
    op.add_column("submission", sa.Column("body_sha256", sa.String(), nullable=True))
    op.add_column("submission", sa.Column("manifest", JSON, server_default="[]", nullable=False))
    op.add_column("submission", sa.Column("photos_due", sa.Integer(), server_default="0", nullable=False))
    op.drop_index("ix_photo_owner_id", table_name="photo")
    op.create_index("ix_photo_owner", "photo", ["owner_id", "created_at"])
    op.create_index("ix_element_due_type", "element_due", ["type_key", "activity_key"])
    op.execute(layer.delete().where(layer.c.name == "reference"))  # a way back leaves it: nobody read it
    op.execute(layer.insert().values(name="reference", token=uuid.uuid4().hex))


def downgrade():
    op.drop_index("ix_element_due_type", table_name="element_due")
    op.drop_index("ix_photo_owner", table_name="photo")
    op.create_index("ix_photo_owner_id", "photo", ["owner_id"])
    for name in ("photos_due", "manifest", "body_sha256"):
        op.drop_column("submission", name)
    op.drop_index("ix_session_upload_sha256", table_name="session")
    op.drop_column("session", "upload_sha256")
