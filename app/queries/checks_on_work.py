"""What stands out in work that was logged: the element, the activity, the day, nests, amounts, doubles."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from sqlalchemy import and_, or_, select

from app.core.season import AMPHIBIANS, BIRDS, Reason, advise
from app.extensions import db
from app.models import MaintenanceLog, NestCheck, State
from app.queries.check import Check, good, look
from app.queries.checks_on_elements import on_consent
from app.queries.seasons import get_rules

ALIKE: Final = timedelta(days=14)
MANY: Final = 20  # logs of the same work at most that are looked at for a double
LONG_DAY_MIN: Final = 12 * 60
ROOM: Final = 1.1  # measured in the field, so a tenth more than the whole is still the whole
WHOLE: Final = {"m": ("length_m", "m"), "m2": ("area_m2", "m²")}  # unit: measure of the element, its sign
OPEN: Final = (State.PENDING, State.RETURNED, State.PUBLISHED)
BREEDING: Final = {Reason.BIRDS: BIRDS, Reason.AMPHIBIANS: AMPHIBIANS}


def on_work(log: MaintenanceLog) -> Iterator[Check]:
    """Look at all that one can know of work from its log."""
    yield from _on_its_element(log)
    yield from _on_season(log)
    nest = NestCheck(log.nest_check)
    yield (good if nest == NestCheck.NONE_SEEN else look)(f"nest.{nest}")
    yield from on_consent(log.element)
    yield from _on_amount(log)
    yield from _on_doubles(log)


def _on_its_element(log: MaintenanceLog) -> Iterator[Check]:
    state = log.element.state
    if state in {State.PENDING, State.RETURNED}:
        yield look("element.waits")
    elif state != State.PUBLISHED:
        yield look("element.not_public")


def _on_season(log: MaintenanceLog) -> Iterator[Check]:
    rules = get_rules(log.element.type_key, log.activity_key)
    yield good("work.usual") if rules.usual else look("work.unusual")
    because = [one for one in advise(rules, log.done_on).because if one.reason is not Reason.TYPE]
    for one in because:
        if one.reason in BREEDING:
            start, end = BREEDING[one.reason]
            yield look(f"season.{one.reason}.{one.advice}", start=start, end=end)
        else:
            yield look(f"season.{one.reason}", start=rules.start, end=rules.end)
    if not because:
        yield good("season.good")


def _on_amount(log: MaintenanceLog) -> Iterator[Check]:
    measure, sign = WHOLE.get(log.unit, ("", ""))
    whole = getattr(log.element, measure) if measure else None
    if whole and (log.amount or 0) > whole * ROOM:
        yield look("work.more_than_all", amount=round(log.amount or 0, 1), unit=sign, whole=round(whole, 1))
    if (log.minutes_each or 0) > LONG_DAY_MIN:
        yield look("work.long_day", hours=round((log.minutes_each or 0) / 60, 1))


def _on_doubles(log: MaintenanceLog) -> Iterator[Check]:
    """Look for the same work on the element: of someone else within 14 days, of this person on the day."""
    theirs = and_(
        MaintenanceLog.author_id != log.author_id,
        MaintenanceLog.done_on.between(log.done_on - ALIKE, log.done_on + ALIKE),
    )
    same_day = and_(MaintenanceLog.author_id == log.author_id, MaintenanceLog.done_on == log.done_on)
    alike = (
        select(MaintenanceLog.id, MaintenanceLog.done_on)
        .where(
            MaintenanceLog.element_id == log.element_id,
            MaintenanceLog.activity_key == log.activity_key,
            MaintenanceLog.id != log.id,
            MaintenanceLog.state.in_(OPEN),
            or_(theirs, same_day),
        )
        .order_by(MaintenanceLog.done_on, MaintenanceLog.id)
        .limit(MANY)
    )
    found = [(abs((day - log.done_on).days), ident) for ident, day in db.session.execute(alike)]
    if found:
        days, ident = min(found)
        yield look("work.same", days=days, log=str(ident)) if days else look("work.same_day", log=str(ident))
