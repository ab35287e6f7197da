"""What was held back until a day appears on that day: by the date itself, so only kept pages need to know."""

from datetime import timedelta
from typing import Final

from sqlalchemy import select

from app.core.clock import today
from app.extensions import db
from app.models import PAGES, Sighting, State
from app.models.map import renew
from app.transaction import transactional

LOOK_BACK: Final = timedelta(days=7)  # the worker may have been away


@transactional
def show_what_was_held_back() -> None:
    """Have pages made anew when an embargo ended lately; twice does no harm."""
    ended = select(Sighting.id).where(
        Sighting.embargo_until.between(today() - LOOK_BACK, today()), Sighting.state == State.PUBLISHED
    )
    if db.session.scalar(ended.limit(1)) is not None:
        renew(db.session.connection(), PAGES)
