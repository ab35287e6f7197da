"""What people do with events: plan one, or propose it; change it, take a proposal back."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from shapely import Point
from sqlalchemy.orm.attributes import flag_modified

from app.core.clock import now
from app.core.device_clock import DeviceClock
from app.core.errors import N_, ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.core.event_words import RISKS
from app.extensions import db
from app.models import Consent, Event, EventKind, Group, State, User
from app.policies.elements import CHANGEABLE
from app.policies.events import can_edit, can_manage
from app.policies.groups import organises
from app.policies.moderation import can_moderate
from app.queries.event_hosts import find_host_choices
from app.queries.events import get_event
from app.queries.known_places import nearest_village
from app.services.checks import look_later
from app.services.photos import ChosenPhoto
from app.services.places import move_up
from app.services.public_place import near_village
from app.services.submissions import (
    Values,
    change,
    differences,
    envelope,
    keep_clock,
    same_or_conflict,
    take_back,
    told,
)
from app.transaction import load, transactional

MAX_TITLE: Final = 120
MAX_LINE: Final = 200
MAX_TEXT: Final = 2000
MAX_PEOPLE: Final = 500
MAX_AGE: Final = 99
LONGEST: Final = timedelta(days=3)
AHEAD: Final = timedelta(days=2 * 366)
FAR_M: Final = 20_000.0  # from the nearest village of Drenthe
BY_RULE: Final = "organiser"
LINES: Final = ("pause", "meeting", "parking", "leader", "first_aider", "phone", "catering", "permit",
                "nest_look", "insurance")  # fmt: skip
TEXTS: Final = ("about", "aim", "tools", "bring", "safety")


@dataclass(frozen=True, kw_only=True)
class EventFacts:
    """What is told about an event; the models say what each fact means. ``hosts`` are ids of groups."""

    title: str
    event_kind: EventKind
    starts_at: datetime
    ends_at: datetime
    lon: float
    lat: float
    accuracy_m: float | None = None
    hosts: tuple[uuid.UUID, ...] = ()
    about: str = ""
    aim: str = ""
    pause: str = ""
    rain_on: date | None = None
    meeting: str = ""
    parking: str = ""
    toilet: bool = False
    wheelchair: bool = False
    no_reception: bool = False
    leader: str = ""
    first_aider: str = ""
    phone: str = ""
    maximum: int | None = None
    min_age: int | None = None
    child_age: int | None = None
    tools: str = ""
    bring: str = ""
    catering: str = ""
    risks: tuple[str, ...] = ()
    safety: str = ""
    light_work: bool = False
    own_pace: bool = False
    insurance: str = ""
    consent: Consent = Consent.UNKNOWN
    permit: str = ""
    nest_look: str = ""
    photos: tuple[ChosenPhoto, ...] = ()  # the pictures are those of the elements


@transactional
def plan_event(
    ident: uuid.UUID, facts: EventFacts, *, clock: DeviceClock | None = None, actor: User
) -> Event:
    """Store an event once, however often its form is sent.

    One of an organiser, in the name of their group, or of a coordinator is on the agenda at once; anyone
    else's waits for the desk. Raises InvalidError with a sentence per field, ConflictError when the id came
    with other content.
    """
    sha256 = envelope(facts, actor=actor)
    if (known := same_or_conflict(Event, ident, sha256, actor=actor)) is not None:
        return known
    _check(facts)
    if facts.starts_at < now():
        raise InvalidError(N_("Deze dag is al geweest. Kies een dag die nog komt."), field="day")
    values = _values(facts, _hosts(facts, actor=actor))
    village, town = near_village(Point(facts.lon, facts.lat))
    event = Event(id=ident, author=actor, envelope_sha256=sha256, village=village, **values)
    event.municipality_code = town
    keep_clock(event, clock)
    db.session.add(event)
    event.note("submit", actor=actor)
    if publishes_at_once(actor, facts.hosts):
        event.take("publish", rule=BY_RULE)
    else:
        look_later(ident)
    return event


@transactional
def edit_event(ident: uuid.UUID, facts: EventFacts, *, version: int, answer: str = "", actor: User) -> Event:
    """Change what one organises while it is to come, or one's own proposal before the desk has decided.

    Raises as plan_event() does, NotAllowedError for another's, ConflictError when it is over.
    """
    event = managed(ident, actor=actor, proposals=True)
    if not can_edit(actor, event):
        raise ConflictError(N_("Deze dag is voorbij of afgelast. Je kunt hem niet meer veranderen."))
    _check(facts)
    hosts = _hosts(facts, event, actor=actor)
    values = _values(facts, hosts)
    values["village"], values["municipality_code"] = near_village(Point(facts.lon, facts.lat))
    changes = differences(event, values)
    with db.session.no_autoflush:  # one UPDATE, so that the version rises by one
        if "hosts" in changes:
            flag_modified(event, "title")
        change(event, facts, changes, version=version, answer=answer, actor=actor)
    move_up(event)  # there may be more room now
    return event


@transactional
def withdraw_event(ident: uuid.UUID, *, actor: User) -> Event:
    """Take back one's own proposal before the desk has decided. Twice is once."""
    event = managed(ident, actor=actor, proposals=True)
    if event.author_id != actor.id:
        raise NotAllowedError(N_("Alleen wie het heeft ingestuurd, kan dit intrekken."))
    if event.state not in CHANGEABLE | {State.WITHDRAWN}:
        raise ConflictError(N_("Dit staat al in de agenda. Je kunt de dag nog wel afgelasten."))
    take_back([event], actor=actor)
    return event


def managed(ident: uuid.UUID, *, actor: User, proposals: bool = False) -> Event:
    """Return an event that someone runs, locked; with ``proposals`` also their own.

    Raises NotFoundError for what one may not see, NotAllowedError for another's.
    """
    seen = get_event(ident, viewer=actor)  # asks alike about what is not there and what is not theirs (A02)
    if not can_manage(actor, seen) and not (proposals and seen.author_id == actor.id):
        raise NotAllowedError(N_("Alleen de organisatoren en coördinatoren kunnen dit."))
    event = load(Event, ident)
    if event is None:
        raise NotFoundError
    return event


def publishes_at_once(user: User, hosts: tuple[uuid.UUID, ...]) -> bool:
    """Tell whether what this person plans in the name of these groups is on the agenda without the desk."""
    return can_moderate(user) or any(organises(user, ident) for ident in hosts)


def _hosts(facts: EventFacts, event: Event | None = None, *, actor: User) -> list[Group]:
    offered = {group.id: group for group in find_host_choices(actor, event)}
    if not set(facts.hosts) <= offered.keys():
        raise InvalidError(N_("Kies een groep waar je bij hoort."), field="hosts")
    return sorted((offered[ident] for ident in facts.hosts), key=lambda group: group.name)


def _values(facts: EventFacts, hosts: list[Group]) -> Values:
    return told(facts) | {"hosts": hosts, "risks": list(facts.risks)}


def _check(facts: EventFacts) -> None:
    """Raise InvalidError for the first thing that is missing or cannot be."""
    if not facts.title:
        raise InvalidError(N_("Geef de dag een titel."), field="title")
    _check_lengths(facts)
    _check_times(facts)
    if nearest_village(Point(facts.lon, facts.lat)).metres > FAR_M:
        raise InvalidError(N_("Deze plek ligt ver buiten Drenthe. Kies een plek dichterbij."), field="shape")
    if not set(facts.risks) <= RISKS.keys():
        raise InvalidError(N_("Kies uit de lijst."), field="risks")
    _between(facts.maximum, 1, MAX_PEOPLE, "maximum")
    _between(facts.min_age, 0, MAX_AGE, "min_age")
    _between(facts.child_age, 0, MAX_AGE, "child_age")


def _check_lengths(facts: EventFacts) -> None:
    limits: dict[str, int] = {"title": MAX_TITLE} | dict.fromkeys(LINES, MAX_LINE)
    for field, most in (limits | dict.fromkeys(TEXTS, MAX_TEXT)).items():
        text: Any = getattr(facts, field)
        if len(text) > most:
            raise InvalidError(N_("Maak de tekst korter: hoogstens %(most)s tekens."), field=field, most=most)


def _check_times(facts: EventFacts) -> None:
    if facts.ends_at <= facts.starts_at:
        raise InvalidError(N_("De eindtijd moet na de begintijd liggen."), field="ends")
    if facts.ends_at - facts.starts_at > LONGEST or facts.starts_at > now() + AHEAD:
        raise InvalidError(N_("Kies een dag in de komende twee jaar."), field="day")


def _between(value: int | None, low: int, high: int, field: str) -> None:
    if value is not None and not low <= value <= high:
        sentence = N_("Vul een getal in van %(low)s tot %(high)s.")
        raise InvalidError(sentence, field=field, low=low, high=high)
