"""What a device may hear of what its owner handed in."""

import uuid

from sqlalchemy import select

from app.extensions import db
from app.models import Submission, User


def get_own_item(ident: uuid.UUID, *, viewer: User) -> Submission | None:
    """Return one's own submission; someone else's is as if it did not exist (A02)."""
    return db.session.scalar(
        select(Submission).where(Submission.id == ident, Submission.author_id == viewer.id)
    )
