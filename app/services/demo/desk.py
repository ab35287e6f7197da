"""What else lies on the desk: what people say of a thing that stands, and an evening of one person's work."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from shapely import affinity
from sqlalchemy import select

from app.core.clock import HOME, now, today
from app.core.ids import new_id
from app.extensions import db
from app.models import (
    Condition,
    Element,
    MaintenanceLog,
    NestCheck,
    PhotoWrong,
    Seen,
    State,
    Submission,
    Tier,
    User,
    Wish,
)
from app.services.changes import ChangeFacts, propose_change
from app.services.checks import store_checks
from app.services.demo.adoptions import make_adoptions
from app.services.demo.cast import NORTH, Stage
from app.services.demo.events import make_events
from app.services.demo.groups import make_groups
from app.services.demo.ideas import make_ideas
from app.services.demo.logs import days_in_season, evening_after, make_log
from app.services.demo.pictures import hang, pick
from app.services.demo.problems import make_problems
from app.services.demo.sightings import make_sightings
from app.services.demo.steps import walk
from app.services.demo.walks import make_walks
from app.services.desk import assign
from app.services.ground import GroundFacts, claim_ground
from app.services.photo_reports import ReportFacts, report_photo
from app.services.plain import plain_of
from app.services.presence import PresenceFacts, report_presence
from app.services.trust import give_trust
from app.spatial.reading import geojson_of
from app.spatial.shapes import unwrap

IN_ONE_EVENING: Final = 5
UNDECIDED: Final = (State.PENDING, State.RETURNED, State.REJECTED)  # may come before the desk, again


def fill_desk(elements: Sequence[Element], stage: Stage) -> list[MaintenanceLog]:
    """Let people hand in what is neither an element nor usual work; return the work among it.

    All of it lies in the north, so that one coordinator sees every kind, and one person has some of each.
    """
    chris = stage.coordinators[NORTH[0]]
    north = [one for one in elements if one.municipality_code in NORTH]
    stands = [one for one in north if one.is_public]
    teller = _teller(north, elements, stage)
    others = [person for person in stage.people if person is not teller]
    _correct(_other(stands, teller, shape="LineString"), teller)
    _look(stands, others, chris, stage)
    _claim(_other(stands, others[2]), others[2])
    _report(_other((one for one in stands if one.photos), teller), teller)
    make_problems(stands, others, chris)
    north_places = [one for one in stage.places if one.municipality_code in NORTH]
    make_walks(north_places, stage.people[0], chris)
    make_adoptions(stands, others[:3], make_groups(stage, chris))
    make_events(stands, chris)
    make_ideas(stands, others, chris)
    make_sightings(elements, stage, second=teller)
    waits = next(one for one in north if one.waits)
    assign(waits.id, chris.id, actor=chris)
    give_trust(others[3].id, "maintenance", Tier.KNOWN, actor=chris)
    return _evening(stands, teller, stage)


def look_at_all() -> None:
    """Store what the pre-checks say of all that may still come before the desk."""
    for item in db.session.scalars(select(Submission).where(Submission.state.in_(UNDECIDED))).all():
        store_checks(item)


def _teller(north: Iterable[Element], elements: Iterable[Element], stage: Stage) -> User:
    """Return someone who waits for the desk and, if there is one, is asked something by it."""
    asked = {one.author_id for one in elements if one.state == State.RETURNED}
    waiting = [one.author for one in north if one.waits and one.photos]
    return next((person for person in waiting if person.id in asked), stage.people[0])


def _other(elements: Iterable[Element], person: User, *, shape: str = "") -> Element:
    """Return the first that someone else handed in, of a kind of shape."""
    return next(
        one
        for one in elements
        if one.author_id != person.id and shape in {"", unwrap(one.shape).geom_type} and not one.is_rough
    )


def _correct(element: Element, person: User) -> None:
    """Draw the line longer, and tell that it stands otherwise."""
    shape = unwrap(element.shape)
    longer = affinity.scale(shape, 1.2, 1.2, origin=shape.coords[0])
    base = plain_of(element)
    condition = Condition.FAIR if element.condition != Condition.FAIR else Condition.POOR
    facts = ChangeFacts(
        element_id=element.id,
        base_version=element.version,
        base=base,
        wanted={"shape": geojson_of(longer), "condition": str(condition)},
        why="Hij loopt door tot aan de weg. (voorbeeld)",
    )
    propose_change(new_id(), facts, actor=person)


def _claim(element: Element, person: User) -> None:
    facts = GroundFacts(
        element_id=element.id,
        wish=Wish.HIDE,
        contact=person.email or "",
        notes="Dit is mijn erf. (voorbeeld)",
    )
    claim_ground(new_id(), facts, actor=person)


def _report(element: Element, person: User) -> None:
    photo, notes = element.photos[0], "Dit is een andere plek. (voorbeeld)"
    facts = ReportFacts(photo_id=photo.id, wrong=PhotoWrong.OTHER_PLACE, notes=notes)
    report_photo(new_id(), facts, actor=person)


def _look(stands: Sequence[Element], people: Sequence[User], chris: User, stage: Stage) -> None:
    """Let two people go and look: what stood as it was is approved, what changed waits."""
    looked = ((Seen.SAME, "(voorbeeld)"), (Seen.CHANGED, "Aan één kant is er gekapt. (voorbeeld)"))
    for person, (seen, notes) in zip(people, looked, strict=False):
        element = _other(stands, person)
        facts = PresenceFacts(
            element_id=element.id, seen=seen, seen_on=today() - timedelta(days=1), notes=notes
        )
        check = report_presence(new_id(), facts, actor=person)
        if seen == Seen.SAME:
            check.take("publish", actor=chris)
        else:
            hang(check, pick(stage.pictures, element.type.family, stage.dice, most=1), now())


def _evening(stands: Sequence[Element], person: User, stage: Stage) -> list[MaintenanceLog]:
    """Let one person tell of several days of work in one village, all as it should be."""
    agreed = [one for one in stands if one.consent == "yes" and one.condition != Condition.POOR]
    villages = [one.place_id for one in agreed]
    village = max(villages, key=villages.count)
    made: list[MaintenanceLog] = []
    for element in [one for one in agreed if one.place_id == village] * IN_ONE_EVENING:
        each = stage.usual[element.type.key][0]
        taken = {log.done_on for log in made}
        first = element.received_at.astimezone(HOME).date()
        days: list[date] = [day for day in days_in_season(each, first) if day not in taken]
        if not days or len(made) == IN_ONE_EVENING:
            continue
        log = make_log(element, each, days[-1], person, stage.dice)
        log.nest_check = NestCheck.NONE_SEEN
        db.session.add(log)
        walk(log, State.PENDING, coordinator=person, at=evening_after(log.done_on, stage.dice), stage=stage)
        hang(log, pick(stage.pictures, element.type.family, stage.dice, most=1), log.received_at)
        made.append(log)
    return made
