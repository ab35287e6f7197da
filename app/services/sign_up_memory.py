"""What is forgotten of who came: names and numbers to call after four weeks; how many stays."""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import delete, select, update

from app.core.clock import now
from app.extensions import db
from app.models import Event, Going, SignUp
from app.transaction import transactional

KEPT: Final = timedelta(weeks=4)
UNCONFIRMED: Final = timedelta(days=1)  # after the link stopped working

sign_up: Any = SignUp.__table__
event: Any = Event.__table__


@transactional
def forget_details() -> int:
    """Blank what was asked for a day that is four weeks past; return of how many. Twice is once."""
    moment = now()
    stale = delete(sign_up).where(
        sign_up.c.going == Going.ASKED, sign_up.c.confirm_until < moment - UNCONFIRMED
    )
    db.session.execute(stale)
    past = select(event.c.id).where(event.c.ends_at < moment - KEPT)
    old = update(sign_up).where(sign_up.c.event_id.in_(past), sign_up.c.forgotten_at.is_(None))
    blank = {"name": "", "email": "", "phone": "", "organisation": "", "forgotten_at": moment}
    return db.session.connection().execute(old.values(blank)).rowcount
