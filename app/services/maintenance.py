"""What people do with work: log it, change it, take it back."""

import uuid
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from app.core.cycles import counts_pieces, share_of
from app.core.device_clock import DeviceClock
from app.core.errors import N_, ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.core.season import Advice, advise
from app.extensions import db
from app.models import Condition, Element, MaintenanceLog, NestCheck, State, User
from app.policies import elements as element_policy
from app.policies import maintenance as policy
from app.queries.kept_reference import reference
from app.queries.maintenance import get_log
from app.queries.seasons import get_rules
from app.services.checks import look_later
from app.services.photos import ChosenPhoto, attach_photos
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

MAX_NOTES: Final = 4000
MAX_PEOPLE: Final = 500
MAX_MINUTES: Final = 24 * 60
MAX_WHY: Final = 1000
EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2199, 12, 31)  # a day to come is looked at by the desk; this far off nobody means it


@dataclass(frozen=True, kw_only=True)
class LogFacts:
    """What a person tells about work. ``share`` is of the whole, ``amount`` in the activity's unit."""

    element_id: uuid.UUID
    activity_key: str
    done_on: date
    people: int
    nest_check: NestCheck
    share: Fraction | None = None
    amount: float | None = None
    minutes_each: int | None = None
    condition_after: Condition | None = None
    overdue_after: bool = False
    notes: str = ""
    season_why: str = ""  # why it was done when the advice is: nu niet
    photos: tuple[ChosenPhoto, ...] = ()


@transactional
def log_maintenance(
    ident: uuid.UUID, facts: LogFacts, *, clock: DeviceClock | None = None, actor: User
) -> MaintenanceLog:
    """Store work once, however often its form is sent; it waits for the desk.

    Raises InvalidError with a sentence per field, NotFoundError for an element that the actor may not
    see, NotAllowedError for one that no longer stands, ConflictError when the id came with other content.
    """
    sha256 = envelope(facts, actor=actor)
    if (known := same_or_conflict(MaintenanceLog, ident, sha256, actor=actor)) is not None:
        return known
    element = _workable(facts.element_id, actor=actor)
    values = _values(facts, element)
    log = MaintenanceLog(id=ident, author=actor, element=element, envelope_sha256=sha256, **values)
    log.municipality_code = element.municipality_code
    keep_clock(log, clock)
    db.session.add(log)
    log.note("submit", actor=actor)
    attach_photos(log, facts.photos, actor=actor)
    look_later(ident)
    return log


@transactional
def edit_log(
    ident: uuid.UUID, facts: LogFacts, *, version: int, answer: str = "", actor: User
) -> MaintenanceLog:
    """Change one's own work before the desk has decided; a returned one goes back to the desk.

    The element stays the same. Raises NotFoundError, NotAllowedError, ConflictError or InvalidError.
    """
    log = _own(ident, actor=actor)
    if not policy.can_edit(actor, log):
        raise ConflictError(N_("Een coördinator heeft dit al bekeken. Je kunt het niet meer veranderen."))
    facts = replace(facts, element_id=log.element_id)
    changes = differences(log, _values(facts, log.element))
    change(log, facts, changes, version=version, answer=answer, actor=actor)
    return log


@transactional
def withdraw_log(ident: uuid.UUID, *, actor: User) -> MaintenanceLog:
    """Take back one's own work, also when it is published. Twice is once."""
    log = _own(ident, actor=actor)
    if log.state != State.WITHDRAWN and not policy.can_withdraw(actor, log):
        raise ConflictError(N_("Dit is afgewezen. Je hoeft het niet meer in te trekken."))
    take_back([log], actor=actor)
    return log


def _own(ident: uuid.UUID, *, actor: User) -> MaintenanceLog:
    get_log(ident, viewer=actor)  # asks alike about what is not there and what is not theirs to see (A02)
    log = load(MaintenanceLog, ident)
    if log is None:
        raise NotFoundError
    if log.author_id != actor.id:
        raise NotAllowedError(N_("Alleen wie het heeft vastgelegd, kan dit veranderen."))
    return log


def _workable(ident: uuid.UUID, *, actor: User) -> Element:
    element = load(Element, ident)
    if element is None or not element_policy.can_see(actor, element):
        raise NotFoundError
    if not element_policy.can_log_work(actor, element):
        raise NotAllowedError(N_("Dit element is ingetrokken of afgewezen. Werk vastleggen kan niet."))
    return element


def _values(facts: LogFacts, element: Element) -> Values:
    """Return the columns, and what follows from them."""
    activity = reference().activities.get(facts.activity_key)
    if activity is None:
        raise InvalidError(N_("Kies wat je hebt gedaan."), field="activity_key")
    _check(facts)
    values = told(facts) | {"share": _share(facts, element)}
    values["unit"] = activity.unit if facts.amount is not None else ""
    if advise(get_rules(element.type_key, activity.key), facts.done_on).advice is not Advice.NO:
        values["season_why"] = ""  # the question was for another day or other work
    del values["element_id"]  # which is the element itself, and stays
    return values


def _share(facts: LogFacts, element: Element) -> Fraction:
    """Return the share of the whole; a number tells it only of work that is done piece by piece."""
    amount, count = facts.amount, element.count
    if amount and count and counts_pieces(facts.activity_key) and amount > count:
        raise InvalidError(N_("Er staan er maar %(count)s."), field="amount", count=count)
    share = share_of(facts.activity_key, share=facts.share, amount=amount, count=count)
    if share is None:
        raise InvalidError(N_("Zeg ook welk deel van het geheel dat is."), field="share")
    return share


def _check(facts: LogFacts) -> None:
    """Raise InvalidError for the first thing that cannot be right."""
    share, amount, minutes = facts.share, facts.amount, facts.minutes_each
    rules = (
        (facts.done_on <= LATEST, "done_on", N_("Deze dag komt nog lang niet. Kijk het jaar na.")),
        (facts.done_on >= EARLIEST, "done_on", N_("Deze dag is te lang geleden. Kijk het jaar na.")),
        (share or amount, "share", N_("Kies welk deel klaar is, of vul een aantal in.")),
        (share is None or 0 < share <= 1, "share", N_("Kies een deel van het geheel.")),
        (amount is None or amount > 0, "amount", N_("Vul een getal in dat groter is dan 0.")),
        (1 <= facts.people <= MAX_PEOPLE, "people", N_("Vul in met hoeveel mensen: 1 tot 500.")),
        (0 <= (minutes or 0) <= MAX_MINUTES, "hours", N_("Vul hoogstens 24 uur per persoon in.")),
        (len(facts.notes) <= MAX_NOTES, "notes", N_("Maak de tekst korter: hoogstens 4000 tekens.")),
        (len(facts.season_why) <= MAX_WHY, "season_why", N_("Maak de tekst korter: hoogstens 1000 tekens.")),
    )
    for right, field, sentence in rules:
        if not right:
            raise InvalidError(sentence, field=field)
