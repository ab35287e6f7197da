"""/ the start page, for visitors and for people who are signed in; /vastleggen what to hand in."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.core.clock import now, today
from app.queries.adoptions import find_own
from app.queries.element_work import find_next
from app.queries.follows import find_followed
from app.queries.groups import find_groups_of
from app.queries.handovers import find_offers_to
from app.queries.hands import find_calls_for
from app.queries.home import mine_counts, newest_public
from app.queries.sign_ups import find_own_days
from app.routes._access import public, viewer
from app.routes._http import answer
from app.routes._kept import kept_for_visitors

bp = Blueprint("home", __name__)

NEWEST = 6


@bp.get("/")
@public
@kept_for_visitors
def index() -> ResponseReturnValue:
    """Show what one can do now, and what was added last."""
    person = viewer()
    newest = newest_public(NEWEST)
    if person is None:
        return answer("home/visitor.html", newest=newest)
    adoptions = find_own(person)
    return answer(
        "home/index.html",
        me=person,
        adoptions=adoptions,
        works=find_next([one.element for one in adoptions], today()) if adoptions else {},
        days=find_own_days(person),
        offers=find_offers_to(person),
        mine=mine_counts(person),
        groups=find_groups_of(person),
        calls=find_calls_for(person),
        newest=newest,
        today=now(),
    )


@bp.get("/vastleggen")
@public
def record() -> ResponseReturnValue:
    """Let someone choose between work on an element and a new element."""
    who = viewer()
    return answer("home/record.html", followed=find_followed(who) if who is not None else ())
