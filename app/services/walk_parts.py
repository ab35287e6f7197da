"""Put stops along a walk and say in which weeks it is closed; each is one thing, however often it is sent."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from shapely import Point
from sqlalchemy.orm.attributes import flag_modified

from app.core.errors import N_, ConflictError, InvalidError, NotFoundError
from app.extensions import db
from app.models import User, Walk, WalkClosure, WalkStop
from app.policies.walks import can_reword
from app.queries.elements import get_element
from app.services.walks import going_on
from app.spatial.areas import middle_of
from app.spatial.shapes import unwrap
from app.spatial.walk_lines import metres_along, point_at
from app.transaction import transactional

MAX_NAME: Final = 80
MAX_TEXT: Final = 600
MAX_WHY: Final = 300
MOST: Final = 40
FAR_M: Final = 200.0
LEAP_YEAR: Final = 2024  # in which each day of any year is one


@dataclass(frozen=True, kw_only=True)
class StopFacts:
    """A stop: where it is by a point (degrees of WGS84), by metres from the start, or by its element."""

    name: str
    text: str = ""
    element_id: uuid.UUID | None = None
    spot: Point | None = None
    along_m: float | None = None


@dataclass(frozen=True, kw_only=True)
class ClosureFacts:
    """Weeks of each year, from (month, day) up to (month, day), and why."""

    first: tuple[int, int]
    last: tuple[int, int]
    why: str


@transactional
def put_stop(ident: uuid.UUID, stop_id: uuid.UUID, facts: StopFacts, *, version: int, actor: User) -> Walk:
    """Add a stop, or change the one with this id.

    Raises InvalidError with a sentence per field, also for a place that is far from the route.
    """
    walk = going_on(ident, version=version, actor=actor)
    _may_reword(walk, actor)
    stop = next((one for one in walk.stops if one.id == stop_id), None)
    if stop is None and db.session.get(WalkStop, stop_id) is not None:
        raise NotFoundError
    _check_room(len(walk.stops) + (stop is None), facts.name, facts.text)
    lon, lat, along = _where(walk, facts, stop, actor)
    with db.session.no_autoflush:
        if stop is None:
            stop = WalkStop(id=stop_id)
            walk.stops.append(stop)
        stop.name, stop.text, stop.element_id = facts.name, facts.text, facts.element_id
        stop.lon, stop.lat, stop.along_m = lon, lat, along
        _keep(walk, "stop", actor=actor)
    return walk


@transactional
def drop_stop(ident: uuid.UUID, number: int, *, version: int, actor: User) -> Walk:
    """Take a stop away, by its number from 1."""
    walk = going_on(ident, version=version, actor=actor)
    _may_reword(walk, actor)
    walk.stops.remove(nth(walk.stops, number))
    _keep(walk, "drop_stop", actor=actor)
    return walk


@transactional
def close_yearly(
    ident: uuid.UUID, closure_id: uuid.UUID, facts: ClosureFacts, *, version: int, actor: User
) -> Walk:
    """Say that a walk is closed in some weeks of each year. Raises InvalidError with a sentence per field."""
    walk = going_on(ident, version=version, actor=actor)
    if db.session.get(WalkClosure, closure_id) is not None:
        return walk
    if facts.first == facts.last:
        raise InvalidError(N_("Kies een andere dag dan het begin."), field="last")
    if not facts.why:
        raise InvalidError(N_("Schrijf waarom het dicht is. Wandelaars lezen dit."), field="why")
    _check_room(len(walk.closures) + 1, facts.why, "")
    (month, day), (to_month, to_day) = facts.first, facts.last
    closure = WalkClosure(id=closure_id, first_month=month, first_day=day, why=facts.why)
    closure.last_month, closure.last_day = to_month, to_day
    with db.session.no_autoflush:
        walk.closures.append(closure)
        _keep(walk, "close_yearly", actor=actor)
    return walk


@transactional
def drop_closure(ident: uuid.UUID, number: int, *, version: int, actor: User) -> Walk:
    """Let a walk be open in those weeks again, by their number from 1."""
    walk = going_on(ident, version=version, actor=actor)
    walk.closures.remove(nth(walk.closures, number))
    _keep(walk, "drop_closure", actor=actor)
    return walk


def nth(parts: list[Any], number: int) -> Any:
    """Return the part of a walk with this number, from 1; raises NotFoundError."""
    if not 0 < number <= len(parts):
        raise NotFoundError
    return parts[number - 1]


def day_of_year(month: int, day: int) -> bool:
    """Tell whether there is such a day in some year."""
    try:
        date(LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True


def _where(walk: Walk, facts: StopFacts, before: WalkStop | None, actor: User) -> tuple[float, float, float]:
    """Return longitude, latitude and metres from the start; raises InvalidError."""
    line = walk.line
    if line is None:
        raise ConflictError(N_("Teken eerst de route. Daarna zet je er stops langs."))
    if facts.spot is None and facts.along_m is not None:
        if facts.along_m > (walk.length_m or 0):
            sentence = N_("De route is %(length)s meter lang. Kies een plek daarop.")
            raise InvalidError(sentence, field="along_m", length=round(walk.length_m or 0))
        lon, lat = point_at(line, facts.along_m)
        return lon, lat, facts.along_m
    spot = facts.spot
    if spot is None and facts.element_id is not None:
        spot = middle_of(unwrap(get_element(facts.element_id, viewer=actor).shape))
    if spot is None and before is not None:
        return before.lon, before.lat, before.along_m
    if spot is None:
        raise InvalidError(N_("Geef aan waar de stop is."), field="shape")
    along, away = metres_along(line, spot)
    if away > FAR_M:
        sentence = N_("Deze plek ligt %(away)s meter van de route. Een stop ligt hoogstens 200 meter ervan.")
        raise InvalidError(sentence, field="shape", away=round(away))
    return spot.x, spot.y, along


def _may_reword(walk: Walk, actor: User) -> None:
    if not can_reword(actor, walk):
        raise ConflictError(
            N_("Een coördinator heeft dit al bekeken. Een organisator van de groep kan het veranderen.")
        )


def _check_room(number: int, name: str, text: str) -> None:
    if number > MOST:
        raise InvalidError(N_("Er passen hoogstens 40 bij één ommetje."), field="name")
    if not name:
        raise InvalidError(N_("Geef de stop een naam."), field="name")
    for field, said, most in (("name", name, MAX_WHY), ("text", text, MAX_TEXT)):
        if len(said) > most:
            sentence = N_("Maak de tekst korter: hoogstens %(most)s tekens.")
            raise InvalidError(sentence, field=field, most=most)


def _keep(walk: Walk, step: str, *, actor: User) -> None:
    flag_modified(walk, "stage")  # what hangs below raises the version too
    walk.note(step, actor=actor)
