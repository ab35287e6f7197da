"""Who may see or change a photo: it follows the thing it belongs to, and its owner always sees it."""

from sqlalchemy import ColumnElement, and_, or_, select

from app.models import Photo, State, Submission, User
from app.policies import submissions
from app.policies.moderation import can_moderate


def can_see(user: User | None, photo: Photo, item: Submission | None) -> bool:
    """Tell whether someone may look; ``item`` is what the photo belongs to, if anything yet."""
    if user is not None and photo.owner_id == user.id:
        return True
    if photo.hidden_at is not None and not can_moderate(user):
        return False
    return item is not None and submissions.can_see(user, item)


def visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_see() says in Python; a test keeps the two equal."""
    through_item: ColumnElement[bool] = Photo.submission_id.in_(
        select(Submission.id).where(submissions.visible_to(user))
    )
    if not can_moderate(user):
        through_item = and_(through_item, Photo.hidden_at.is_(None))
    return through_item if user is None else or_(Photo.owner_id == user.id, through_item)


def can_change(user: User, photo: Photo, item: Submission | None) -> bool:
    """Tell whether someone may turn, describe or remove it: the owner, until the desk has decided."""
    if photo.owner_id != user.id:
        return False
    return item is None or item.state in {State.PENDING, State.RETURNED}
