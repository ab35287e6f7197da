"""Some six hundred times that people worked, in the season of the work."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from app.core.clock import HOME, now, today
from app.core.ids import digest, new_id
from app.extensions import db
from app.models import Condition, Element, MaintenanceLog, NestCheck, State, TypeActivity, User
from app.services.demo.cast import Stage
from app.services.demo.pictures import before_and_after, hang, pick
from app.services.demo.steps import pick_state, walk
from app.services.dues import tell_first

LOGS: Final = 600
SHARES: Final = ((1, 1), (1, 2), (1, 3), (1, 4))
NOTES: Final = (
    "",
    "",
    "Met de buren gewerkt, daarna soep. (voorbeeld)",
    "Het takkenhout ligt op een ril. (voorbeeld)",
    "Aan de noordkant is nog werk voor volgend jaar. (voorbeeld)",
    "Natte grond, de kruiwagen bleef thuis. (voorbeeld)",
)


def make_logs(elements: Sequence[Element], stage: Stage) -> list[MaintenanceLog]:
    """Add work on public elements, done after they were handed in."""
    public, dice = [element for element in elements if element.is_public], stage.dice
    made: list[MaintenanceLog] = []
    while len(made) < LOGS:
        element = dice.choice(public)
        each = dice.choice(stage.usual[element.type.key])
        days = list(days_in_season(each, element.received_at.astimezone(HOME).date()))
        if not days:
            continue
        log = make_log(element, each, dice.choice(days), dice.choice(stage.people), dice)
        coordinator = stage.coordinators[element.place.municipality_code]
        at = evening_after(log.done_on, dice)
        walk(log, pick_state(dice), coordinator=coordinator, at=at, stage=stage)
        if dice.random() < 0.4:  # noqa: PLR2004 (not everyone takes photos)
            family = element.type.family
            pair = before_and_after(stage.pictures, family, dice)
            chosen = pair or pick(stage.pictures, family, dice, most=1)
            hang(log, chosen, log.received_at, with_moment=True)
        made.append(log)
    db.session.add_all(made)
    return made


def evening_after(done_on: date, dice: Random) -> datetime:
    """Return when the work was handed in: the evening of the day, or some days later."""
    start = datetime.combine(done_on, time(17), HOME)
    at = start + timedelta(hours=dice.choice((1, 2, 26, 50)), minutes=dice.randint(0, 59))
    return min(at, now() - timedelta(hours=3))


def days_in_season(each: TypeActivity, first: date) -> Iterator[date]:
    """Yield days between ``first`` and yesterday that lie in the usual season."""
    begin, end = each.season_start, each.season_end
    day = first
    while day < today():
        here = f"{day:%m-%d}"
        if begin <= here <= end if begin <= end else here >= begin or here <= end:
            yield day
        day += timedelta(days=3)


def make_log(element: Element, each: TypeActivity, day: date, author: User, dice: Random) -> MaintenanceLog:
    """Return work of that day, not handed in yet."""
    ident = new_id()
    share = dice.choice(SHARES)
    return MaintenanceLog(
        id=ident,
        author=author,
        envelope_sha256=digest(str(ident)),
        municipality_code=element.municipality_code,
        element=element,
        activity=each.activity,
        done_on=day,
        share_num=share[0],
        share_den=share[1],
        unit="",
        people=dice.choice((1, 1, 2, 3, 4, 6, 9)),
        minutes_each=dice.choice((45, 60, 90, 120, 150, 240)),
        nest_check=dice.choices(list(NestCheck), [8, 1, 2])[0],
        condition_after=dice.choice((Condition.GOOD, Condition.GOOD, Condition.FAIR)),
        notes=dice.choice(NOTES),
    )


def settle_elements(elements: Sequence[Element], logs: Sequence[MaintenanceLog]) -> None:
    """Let each element stand as its last approved work left it, and come due when its cycle says so."""
    db.session.flush()
    for element in elements:
        tell_first(element)
    for log in sorted(logs, key=lambda one: one.done_on):
        if log.state == State.PUBLISHED and log.condition_after is not None:
            log.element.condition = log.condition_after
    db.session.flush()
