"""Who may read the name of who handed something in."""

from app.models import Submission, User
from app.policies.moderation import can_moderate


def can_see_author(user: User | None, item: Submission) -> bool:
    """Tell whether the name may be read: the author chose so, or the author or a coordinator looks."""
    return item.author.show_name or can_moderate(user) or (user is not None and user.id == item.author_id)
