"""Come in by a code from the mail. Known, unknown and suspended people get the same answers (A08)."""

import enum
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import and_, or_, select, update

from app import queue
from app.config import settings
from app.core.clock import now
from app.core.codes import is_right
from app.core.errors import N_, GoneError
from app.core.ids import digest, new_id, secret_token
from app.core.known_device import KnownDevice
from app.extensions import db
from app.models import SignInCode, User
from app.policies.people import can_sign_in
from app.queries.blocked_senders import is_blocked
from app.queries.people import get_code, get_person_by_email
from app.services.limits import Limit, spend
from app.services.sessions import Tokens, begin_session
from app.transaction import load, transactional

LIVES: Final = timedelta(minutes=10)
NAMING: Final = timedelta(minutes=30)  # time for the name, after the right code
MOST_TRIES: Final = 5
WINDOW_S: Final = 300
DAY_S: Final = 86_400
PER_ADDRESS, PER_NETWORK, PER_APP = 10, 100, 1000
PER_ADDRESS_A_DAY: Final = 60
TOO_OFTEN: Final = N_("Dit was te vaak achter elkaar. Wacht %(minutes)s minuten en probeer het dan opnieuw.")


@dataclass(frozen=True, kw_only=True)
class Browser:
    """Who asks, as far as one can tell before sign-in."""

    network: str  # the client's address; IPv6 by its /64
    known: KnownDevice | None = None
    pending: str = ""  # token of the pending cookie
    session: str = ""  # token of a session that ends at sign-in
    device: str = ""  # phone/Chrome


class Outcome(enum.Enum):
    """What became of a code that was typed."""

    SIGNED_IN = enum.auto()
    NEW = enum.auto()  # the right code, but nobody has this address: ask a name
    WRONG = enum.auto()
    VOID = enum.auto()  # too old, used, replaced or tried too often
    CLOSED = enum.auto()  # the right code of a suspended account


@dataclass(frozen=True, kw_only=True)
class Entry:
    """The outcome with what the page needs."""

    outcome: Outcome
    left: int = 0  # tries
    tokens: Tokens | None = None
    email: str = ""
    next_url: str = "/"


@transactional
def request_code(email: str, *, next_url: str, language: str, browser: Browser) -> str:
    """Make a code, have it mailed, and return the new token of the pending cookie.

    It ends the code of this browser, and those that unknown browsers asked for this address; a
    stranger can thus never end a code that was asked from a browser in which this person signed in
    before. Raises TooManyError.
    """
    spend(limits("code", email, browser), sentence=TOO_OFTEN)
    moment, token, known = now(), secret_token(), _knows(browser, email)
    mine = SignInCode.browser_sha256 == digest(browser.pending)
    others = and_(SignInCode.email == email, SignInCode.from_known_device.is_(False))
    old = update(SignInCode).where(or_(mine, others), SignInCode.ended_at.is_(None))
    db.session.execute(old.values(ended_at=moment))
    code = SignInCode(
        id=new_id(),
        email=email,
        browser_sha256=digest(token),
        from_known_device=known,
        next_url=next_url,
        expires_at=moment + LIVES,
    )
    db.session.add(code)
    queue.add("mails.code", code_id=str(code.id), language=language)
    return token


@transactional
def enter_code(digits: str, *, browser: Browser) -> Entry:
    """Compare what was typed; every comparison counts. Raises TooManyError."""
    asked = get_code(browser.pending)
    spend(limits("entry", asked.email if asked else "", browser), sentence=TOO_OFTEN)
    code = load(SignInCode, asked.id) if asked else None
    if code is None or code.ended_at is not None or (code.expires_at <= now() and code.proven_at is None):
        return Entry(outcome=Outcome.VOID)
    code.tries += 1
    if not is_right(digits, ident=code.id, secret=settings().secret_key):
        if code.tries >= MOST_TRIES:
            code.ended_at = now()
            return Entry(outcome=Outcome.VOID)
        return Entry(outcome=Outcome.WRONG, left=MOST_TRIES - code.tries)
    if is_blocked(code.email):  # since the code was mailed
        code.ended_at = now()
        return Entry(outcome=Outcome.VOID)
    person = get_person_by_email(code.email)
    if person is None:
        code.proven_at = code.proven_at or now()
        return Entry(outcome=Outcome.NEW, email=code.email, next_url=code.next_url)
    return _come_in(person, code, browser)


@transactional
def begin_account(name: str, *, language: str, browser: Browser) -> Entry:
    """Make the account of someone who proved an address just now; raises GoneError after too long."""
    asked = get_code(browser.pending)
    code = load(SignInCode, asked.id) if asked else None
    if code is None or not may_be_named(code):
        raise GoneError(N_("Dit duurde te lang. Vraag een nieuwe code."))
    person = get_person_by_email(code.email)
    if person is None:
        person = User(id=new_id(), name=name, email=code.email, language=language)
        db.session.add(person)
        db.session.flush()
    return _come_in(person, code, browser)


def may_be_named(code: SignInCode) -> bool:
    """Tell whether the right code came in, and not too long ago."""
    return code.ended_at is None and code.proven_at is not None and now() - code.proven_at <= NAMING


def _come_in(person: User, code: SignInCode, browser: Browser) -> Entry:
    code.ended_at = now()
    if not can_sign_in(person):
        return Entry(outcome=Outcome.CLOSED)
    tokens = begin_session(person, device=browser.device, instead_of=browser.session)
    return Entry(outcome=Outcome.SIGNED_IN, tokens=tokens, email=code.email, next_url=code.next_url)


def limits(kind: str, email: str, browser: Browser) -> list[Limit]:
    """Return what is counted: a browser that this person used before has a budget of its own."""
    if browser.known is not None and _knows(browser, email):
        return [Limit(f"{kind}-device", f"{browser.known.id} {email}", PER_ADDRESS, WINDOW_S)]
    wide = [
        Limit(f"{kind}-all", "", PER_APP, WINDOW_S),
        Limit(f"{kind}-network", browser.network, PER_NETWORK, WINDOW_S),
    ]
    if not email:  # a browser that asked for nothing
        return wide
    address = [(PER_ADDRESS, WINDOW_S), (PER_ADDRESS_A_DAY, DAY_S)]
    return [*wide, *(Limit(f"{kind}-address", email, most, per_s) for most, per_s in address)]


def _knows(browser: Browser, email: str) -> bool:
    return browser.known is not None and browser.known.knows(email, secret=settings().secret_key)


def get_code_to_mail(ident: uuid.UUID) -> SignInCode | None:
    """Return a code that is still worth mailing; an old or replaced one is not, nor one of who is blocked.

    Only here: whoever asks sees the same page after the same work, blocked or not (A08).
    """
    alive = select(SignInCode).where(
        SignInCode.id == ident, SignInCode.ended_at.is_(None), SignInCode.expires_at > now()
    )
    code = db.session.scalar(alive)
    return None if code is None or is_blocked(code.email) else code
