"""What an author is called on the page of this viewer."""

from app.i18n import _
from app.models import Submission
from app.policies.authors import can_see_author
from app.routes._access import viewer


def author_name(item: Submission) -> str:
    """Return the author's name, or "een vrijwilliger" for those who may not read it."""
    return item.author.name if can_see_author(viewer(), item) else str(_("een vrijwilliger"))
