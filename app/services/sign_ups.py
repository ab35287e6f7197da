"""What people do who come to an event: sign up, with an account or by mail, confirm, and cancel."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from app.core.addresses import mailbox
from app.core.clock import now
from app.core.errors import N_, ConflictError, GoneError, InvalidError, NotFoundError
from app.extensions import db
from app.models import Event, Going, SignUp, User
from app.queries.blocked_senders import is_blocked
from app.queries.events import get_event
from app.services.limits import Limit, spend
from app.services.places import move_up, take_place, tell
from app.transaction import load, transactional

MAX_TOGETHER: Final = 30
MAX_NAME: Final = 80
MAX_PHONE: Final = 30
LIVES: Final = timedelta(days=2)  # time to confirm
HOUR_S: Final = 3600
PER_ADDRESS, PER_NETWORK, PER_APP = 5, 60, 1000
TOO_OFTEN: Final = N_("Dit was te vaak achter elkaar. Wacht %(minutes)s minuten en probeer het dan opnieuw.")
OVER: Final = N_("Je kunt je voor deze dag niet meer aanmelden.")


@dataclass(frozen=True, kw_only=True)
class SignUpFacts:
    """Who comes and with how many; ``name`` and ``email`` of who has no account."""

    people: int = 1
    children: int = 0
    phone: str = ""
    organisation: str = ""
    certified: bool = False
    name: str = ""
    email: str = ""


@transactional
def sign_up(event_id: uuid.UUID, ident: uuid.UUID, facts: SignUpFacts, *, actor: User) -> SignUp:
    """Take a place, or wait for one. Again, it changes nothing: who wants other numbers cancels first.

    Raises NotFoundError for an event that one may not see, ConflictError when it is over, InvalidError.
    """
    event = _locked(event_id, actor)
    _check(facts)
    mine = db.session.scalar(select(SignUp).where(SignUp.event_id == event_id, SignUp.person_id == actor.id))
    if mine is not None and mine.going != Going.CANCELLED:
        return mine
    _check_open(event)
    if mine is None:
        mine = SignUp(id=ident, event=event, person=actor)
        db.session.add(mine)
    mine.language = actor.language
    _fill(mine, facts)
    take_place(event, mine)
    return mine


@transactional
def ask_sign_up(
    event_id: uuid.UUID, ident: uuid.UUID, facts: SignUpFacts, *, network: str, language: str
) -> None:
    """Mail a link with which who has no account confirms. Until then it takes no place, and is told nobody.

    A blocked address gets no mail, and the same answer. Raises as sign_up() does, and TooManyError.
    """
    event = _locked(event_id, None)
    _check(facts)
    if not facts.name:
        raise InvalidError(N_("Vul je naam in."), field="name")
    email = mailbox(facts.email)
    _check_open(event)
    if db.session.get(SignUp, ident) is not None:
        return
    spend(
        [
            Limit("sign-up-address", email, PER_ADDRESS, HOUR_S),
            Limit("sign-up-network", network, PER_NETWORK, HOUR_S),
            Limit("sign-up-all", "", PER_APP, HOUR_S),
        ],
        sentence=TOO_OFTEN,
    )
    asked = SignUp(
        id=ident, event=event, name=facts.name, email=email, language=language, confirm_until=now() + LIVES
    )
    _fill(asked, facts)
    db.session.add(asked)
    db.session.flush()
    if not is_blocked(email):
        tell(asked, "confirm")


@transactional
def confirm_sign_up(ident: uuid.UUID) -> SignUp:
    """Take the place that was asked for by mail. Twice is once.

    Raises NotFoundError, GoneError when the link is too old, ConflictError when the event is over.
    """
    asked, event = _both(ident)
    if asked.going in {Going.GOING, Going.WAITING}:
        return asked
    if asked.going != Going.ASKED or asked.is_stale:
        raise GoneError(N_("Deze link werkt niet meer. Meld je opnieuw aan."))
    _check_open(event)
    same = select(SignUp).where(
        SignUp.event_id == event.id,
        SignUp.email == asked.email,
        SignUp.going.in_((Going.GOING, Going.WAITING)),
    )
    if (known := db.session.scalar(same.limit(1))) is not None:
        asked.going = Going.CANCELLED
        return known
    take_place(event, asked)
    return asked


@transactional
def cancel_sign_up(ident: uuid.UUID) -> SignUp:
    """Give the place back to who waits longest. Twice is once. Raises NotFoundError."""
    mine, event = _both(ident)
    _cancel(mine, event)
    return mine


@transactional
def cancel_own(event_id: uuid.UUID, *, actor: User) -> None:
    """Give one's own place back; without one nothing happens. Raises NotFoundError."""
    event = _locked(event_id, actor)
    mine = db.session.scalar(select(SignUp).where(SignUp.event_id == event_id, SignUp.person_id == actor.id))
    if mine is not None:
        _cancel(mine, event)


def _cancel(mine: SignUp, event: Event) -> None:
    if mine.going == Going.CANCELLED:
        return
    if not event.is_ahead or event.is_over:
        raise ConflictError(N_("Deze dag is voorbij of afgelast. Afmelden hoeft niet meer."))
    mine.going = Going.CANCELLED
    move_up(event)


def _locked(event_id: uuid.UUID, viewer: User | None) -> Event:
    """Return the event, locked: one after the other gets a place."""
    get_event(event_id, viewer=viewer)  # asks alike about what is not there and what is not theirs (A02)
    event = load(Event, event_id)
    if event is None:
        raise NotFoundError
    return event


def _both(ident: uuid.UUID) -> tuple[SignUp, Event]:
    event_id = db.session.scalar(select(SignUp.event_id).where(SignUp.id == ident))
    event = load(Event, event_id) if event_id is not None else None
    mine = load(SignUp, ident)
    if event is None or mine is None:
        raise NotFoundError
    return mine, event


def _check_open(event: Event) -> None:
    if not event.is_open:
        raise ConflictError(OVER)


def _fill(mine: SignUp, facts: SignUpFacts) -> None:
    mine.people, mine.children = facts.people, facts.children
    mine.phone, mine.organisation, mine.certified = facts.phone, facts.organisation, facts.certified
    mine.forgotten_at = None


def _check(facts: SignUpFacts) -> None:
    if not facts.people >= 1 or not facts.children >= 0 or facts.people + facts.children > MAX_TOGETHER:
        sentence = N_("Meld hoogstens %(most)s mensen samen aan, met minstens één volwassene.")
        raise InvalidError(sentence, field="people", most=MAX_TOGETHER)
    limits = {"name": MAX_NAME, "organisation": MAX_NAME, "phone": MAX_PHONE}
    for field, most in limits.items():
        if len(getattr(facts, field)) > most:
            raise InvalidError(N_("Maak de tekst korter: hoogstens %(most)s tekens."), field=field, most=most)
