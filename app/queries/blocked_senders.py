"""Who is blocked, and what stands on the list."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.addresses import covering
from app.extensions import db
from app.models import BlockedSender

MOST = 200


def is_blocked(email: str) -> bool:
    """Tell whether this address, its domain or one above that is blocked."""
    query = select(BlockedSender.id).where(
        BlockedSender.value.in_(covering(email)), BlockedSender.lifted_at.is_(None)
    )
    return db.session.scalar(query.limit(1)) is not None


def find_blocked(*, size: int = MOST) -> Sequence[BlockedSender]:
    """Return what was blocked, last first; what was taken back too."""
    query = select(BlockedSender).order_by(BlockedSender.blocked_at.desc(), BlockedSender.id).limit(size)
    return db.session.scalars(
        query.options(joinedload(BlockedSender.by), joinedload(BlockedSender.lifted_by))
    ).all()
