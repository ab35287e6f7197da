"""Two days on the agenda at elements that stand: one soon, one with its work for later in the year."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy import select

from app.core.clock import HOME, today
from app.core.ids import new_id
from app.extensions import db
from app.models import Consent, Element, EventKind, Group, User
from app.queries.kept_reference import reference
from app.services.event_tasks import add_task
from app.services.events import EventFacts, plan_event
from app.spatial.areas import middle_of
from app.spatial.shapes import unwrap

DAYS: Final = (
    (EventKind.WORKDAY, 15, "Samen aan het werk (voorbeeld)", True),
    (EventKind.WALK, 29, "Wandelen met een gids (voorbeeld)", False),
)


def make_events(stands: Sequence[Element], coordinator: User) -> None:
    """Plan a work day and a walk, each near another element."""
    towns = {area.municipality_code for area in coordinator.areas}
    agreed = select(Group.id).where(Group.is_public.is_(True), Group.municipality_code.in_(towns))
    hosts = tuple(db.session.scalars(agreed.order_by(Group.name).limit(1)))
    near = [one for one in stands if one.municipality_code in towns and one.is_public and not one.is_rough]
    for element, (kind, days, title, works) in zip(near, DAYS, strict=False):
        day = today() + timedelta(days=days)
        spot = middle_of(unwrap(element.shape))
        facts = EventFacts(
            title=title,
            event_kind=kind,
            starts_at=datetime.combine(day, time(9, 30), tzinfo=HOME),
            ends_at=datetime.combine(day, time(12, 30), tzinfo=HOME),
            hosts=hosts,
            lon=spot.x,
            lat=spot.y,
            about="Je hoeft geen ervaring te hebben. Dit is een voorbeeld: er gebeurt niets.",
            pause="om 11.00 uur",
            meeting="Bij het bord (voorbeeld)",
            leader="De dorpsgroep (voorbeeld)",
            first_aider="Iemand met een EHBO-tas (voorbeeld)",
            maximum=12,
            min_age=16,
            child_age=12,
            bring="Stevige schoenen en een lange broek\nWerkhandschoenen" if works else "Stevige schoenen",
            tools="Zagen en helmen uit het depot" if works else "",
            catering="Soep krijg je van ons",
            risks=("saws", "ticks", "weather") if works else ("ticks",),
            consent=Consent.YES,
            light_work=works,
            own_pace=True,
        )
        event = plan_event(new_id(), facts, actor=coordinator)
        usual = list(reference().usual_on(element.type_key))
        if works and usual:
            add_task(event.id, new_id(), element_id=element.id, activity_key=usual[0], actor=coordinator)
