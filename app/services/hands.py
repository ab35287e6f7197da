"""Hands asked by a group, and people who can help."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app import queue
from app.core.clock import now, today
from app.core.errors import N_, ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import Group, Hands, HelpCall, HelpOffer, User
from app.policies import groups as policy
from app.queries.groups import find_organisers
from app.services.members import public_group
from app.transaction import load, transactional

MAX_WORDS: Final = 1000
MAX_NOTE: Final = 500
MOST_MINUTES: Final = 24 * 60
LONGEST: Final = timedelta(days=366)
ALL_DAYS: Final = range(1, 8)


@dataclass(frozen=True, kw_only=True)
class CallFacts:
    """What is asked: on one day, or on some weekday (1 is Monday, None any) until the last day."""

    hands: Hands
    words: str
    on_day: date | None = None
    weekday: int | None = None
    minutes: int | None = None
    until: date | None = None


@transactional
def ask_hands(ident: uuid.UUID, group_id: uuid.UUID, facts: CallFacts, *, actor: User) -> HelpCall:
    """Ask for hands once, however often the form is sent.

    Raises InvalidError with a sentence per field, NotFoundError or NotAllowedError by the policy, and
    ConflictError while the group rests or when the id is that of something else.
    """
    group = _led(group_id, actor)
    known = load(HelpCall, ident)
    if known is not None:
        if known.made_by_id != actor.id or known.group_id != group.id:
            raise NotFoundError
        return known
    if group.resting_on is not None:
        raise ConflictError(N_("Deze groep rust nu. Laat hem eerst weer verder gaan."))
    until = _last_day(facts)
    if not facts.words:
        raise InvalidError(N_("Schrijf wat er te doen is."), field="words")
    if len(facts.words) > MAX_WORDS:
        raise _too_long("words", MAX_WORDS)
    if facts.minutes is not None and not 0 < facts.minutes <= MOST_MINUTES:
        raise InvalidError(N_("Vul uren in, hoogstens 24."), field="hours")
    call = HelpCall(id=ident, group_id=group.id, made_by_id=actor.id, hands=facts.hands, words=facts.words)
    call.on_day, call.until, call.minutes = facts.on_day, until, facts.minutes
    call.weekday = facts.on_day.isoweekday() if facts.on_day is not None else facts.weekday
    db.session.add(call)
    return call


@transactional
def close_call(ident: uuid.UUID, *, actor: User) -> HelpCall:
    """Ask no longer. Twice is once. Raises NotFoundError or NotAllowedError by the policy."""
    call = load(HelpCall, ident)
    if call is None:
        raise NotFoundError
    _led(call.group_id, actor)
    call.closed_at = call.closed_at or now()
    return call


@transactional
def offer_help(ident: uuid.UUID, *, note: str = "", with_address: bool = False, actor: User) -> HelpOffer:
    """Say that one can help; the organisers get mail of it. Twice is once.

    Raises NotFoundError, ConflictError for what is over, InvalidError for words that are too long.
    """
    call = load(HelpCall, ident)
    if call is None:
        raise NotFoundError
    group = public_group(call.group_id, actor=actor)
    known = db.session.get(HelpOffer, (ident, actor.id))
    if known is not None:
        return known
    if not is_open(call, group):
        raise ConflictError(N_("Dit is voorbij. Kijk of deze groep nog iets anders vraagt."))
    if len(note) > MAX_NOTE:
        raise _too_long("note", MAX_NOTE)
    offer = HelpOffer(call_id=ident, person_id=actor.id, note=note, with_address=with_address)
    db.session.add(offer)
    for organiser in find_organisers(group):
        queue.add(
            "mails.hands_offered",
            call_id=str(ident),
            helper_id=str(actor.id),
            person_id=str(organiser.id),
        )
    return offer


def is_open(call: HelpCall, group: Group) -> bool:
    """Tell whether hands are still asked."""
    return call.closed_at is None and call.until >= today() and group.resting_on is None


def _led(group_id: uuid.UUID, actor: User) -> Group:
    group = public_group(group_id, actor=actor)
    if not policy.organises(actor, group.id):
        raise NotAllowedError(N_("Alleen organisatoren van deze groep kunnen dit."))
    return group


def _last_day(facts: CallFacts) -> date:
    """Return until when it is asked; raises InvalidError for days that cannot be."""
    field = "on_day" if facts.on_day is not None else "until"
    last = facts.on_day or facts.until
    if last is None:
        raise InvalidError(N_("Kies een dag, of tot wanneer je mensen zoekt."), field="on_day")
    if last < today():
        raise InvalidError(N_("Deze dag is al voorbij."), field=field)
    if last > today() + LONGEST:
        raise InvalidError(N_("Kies een dag binnen een jaar."), field=field)
    if facts.weekday is not None and facts.weekday not in ALL_DAYS:
        raise InvalidError(N_("Kies één van de mogelijkheden."), field="weekday")
    return last


def _too_long(field: str, most: int) -> InvalidError:
    return InvalidError(N_("Maak de tekst korter: hoogstens %(most)s tekens."), field=field, most=most)
