"""The places of an event: given in order, and passed on by themselves. Always with the event locked."""

from typing import Any, Final

from sqlalchemy import Select, func, select

from app import queue
from app.extensions import db
from app.models import Event, Going, SignUp

MAIL: Final = "mails.sign_up"


def take_place(event: Event, sign_up: SignUp) -> None:
    """Give the next place, or the next place in the line; nobody passes who waits already."""
    sign_up.rank = (db.session.scalar(_of(event, func.max(SignUp.rank))) or 0) + 1
    waits = db.session.scalar(_of(event, func.count()).where(SignUp.going == Going.WAITING))
    free = _free(event)
    fits = free is None or sign_up.size <= free
    sign_up.going = Going.GOING if fits and not waits else Going.WAITING
    db.session.flush()
    tell(sign_up, "placed")


def move_up(event: Event) -> None:
    """Let those who wait in, in order, as far as there is room; who does not fit holds the others up."""
    db.session.flush()
    line = select(SignUp).where(SignUp.event_id == event.id, SignUp.going == Going.WAITING)
    for one in db.session.scalars(line.order_by(SignUp.rank)):
        free = _free(event)
        if free is not None and one.size > free:
            return
        one.going = Going.GOING
        db.session.flush()
        tell(one, "moved_up")


def tell(sign_up: SignUp, what: str) -> None:
    """Have them mailed; the mail tells how it is by then."""
    queue.add(MAIL, sign_up_id=str(sign_up.id), what=what)


def _free(event: Event) -> int | None:
    """Return how many places are left; None without a maximum."""
    if event.maximum is None:
        return None
    taken = _of(event, func.sum(SignUp.people + SignUp.children)).where(SignUp.going == Going.GOING)
    return event.maximum - (db.session.scalar(taken) or 0)


def _of(event: Event, what: Any) -> Select[Any]:
    return select(what).select_from(SignUp).where(SignUp.event_id == event.id)
