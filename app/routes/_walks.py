"""What the pages about one walk have in common."""

import uuid

from app.core.errors import NotAllowedError
from app.models import Walk
from app.policies.walks import can_change, can_know_owners
from app.queries.walks import get_walk
from app.routes._access import member


def own_walk_of(walk_id: uuid.UUID) -> Walk:
    """Return a walk that this member changes; raises NotFoundError or NotAllowedError."""
    walk = get_walk(walk_id, viewer=member())
    if not can_change(member(), walk):
        raise NotAllowedError
    return walk


def inside_walk(walk_id: uuid.UUID) -> Walk:
    """Return a walk of which this member may know whose ground it is; raises as own_walk_of() does."""
    walk = get_walk(walk_id, viewer=member())
    if not can_know_owners(member(), walk):
        raise NotAllowedError
    return walk
