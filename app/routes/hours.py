"""/account/uren: the time that someone gave, per year, and the same as a PDF."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from app.core.clock import today
from app.core.errors import N_, InvalidError
from app.exports.hours import HoursLine, exact, hours_statement
from app.models import MaintenanceLog, State
from app.queries.hours import Year, find_all_hours, find_hours, find_years
from app.routes._access import member, members_only, nothing_read
from app.routes._http import answer
from app.wording import named

bp = Blueprint("hours", __name__, url_prefix="/account/uren")

MOST = 2000  # lines of one statement: some five a day
MANY = N_("In %(year)s staan meer dan %(most)s regels. Zoveel past niet in één overzicht.")


@bp.get("")
@members_only
def index() -> ResponseReturnValue:
    """Show the hours of one year, and the way to the others."""
    years = find_years(member())
    chosen = _chosen(years)
    after = request.args.get("na", "")
    page = find_hours(member(), year=chosen.year, after=after)
    return answer("hours/index.html", years=years, chosen=chosen, page=page, after=after, exact=exact)


@bp.get("/overzicht.pdf")
@members_only
def statement() -> ResponseReturnValue:
    """Make the statement of one year; nothing of the database is held meanwhile."""
    person, year = member(), _chosen(find_years(member())).year
    name, logs = person.name, find_all_hours(person, year=year, most=MOST)
    if len(logs) > MOST:
        raise InvalidError(MANY, year=year, most=MOST)
    lines = [_line(log) for log in logs]
    with nothing_read(person):
        pdf = hours_statement(name, lines, year=year, on=today())
    response = Response(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="haarvaten-uren-{year}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _chosen(years: list[Year]) -> Year:
    """Return the year in the address if someone worked in it, else the last in which they did."""
    asked = request.args.get("jaar", "")
    newest = years[0] if years else Year(year=today().year)
    return next((one for one in years if str(one.year) == asked), newest)


def _line(log: MaintenanceLog) -> HoursLine:
    return HoursLine(
        done_on=log.done_on,
        element=log.element.title_shown,
        work=named(log.activity),
        minutes=log.minutes_each or 0,
        waits=log.state == State.PENDING,
    )
