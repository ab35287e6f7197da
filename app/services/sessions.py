"""Where people are signed in: begin, see, end. The cookie's token is kept as a hash only."""

import uuid
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, update

from app.core.clock import now
from app.core.errors import NotFoundError
from app.core.ids import digest, secret_token
from app.extensions import db
from app.models import Session, User
from app.policies.people import can_end
from app.transaction import load, transactional

SEEN_EVERY = timedelta(minutes=15)


class Tokens(NamedTuple):
    """What a browser gets at sign-in: who is in, and the right to hand in for as long as nobody ends it."""

    session: str
    upload: str


def begin_session(person: User, *, device: str, instead_of: str = "") -> Tokens:
    """Sign in within the running use case and return the new tokens; what this browser had before ends."""
    if instead_of:
        _end(Session.token_sha256 == digest(instead_of))
    tokens = Tokens(secret_token(), secret_token())
    hashes = {"token_sha256": digest(tokens.session), "upload_sha256": digest(tokens.upload)}
    db.session.add(Session(person_id=person.id, device=device, **hashes))
    return tokens


def end_sessions_of(person: User) -> None:
    """Sign a person out everywhere, within the running use case (a role changed, an account stopped)."""
    _end(Session.person_id == person.id)


@transactional
def sign_in_demo_person(person_id: uuid.UUID, *, device: str, instead_of: str = "") -> Tokens:
    """Sign in as a demo person (development only); raises NotFoundError for real people."""
    person = load(User, person_id)
    if person is None or not person.is_demo:
        raise NotFoundError
    return begin_session(person, device=device, instead_of=instead_of)


@transactional
def end_session(token: str, upload: str = "") -> None:
    """Sign out in the browser that has these tokens, or one of them."""
    _end(Session.token_sha256 == digest(token))
    if upload:
        _end(Session.upload_sha256 == digest(upload))


@transactional
def end_other_session(session_id: uuid.UUID, *, actor: User) -> None:
    """Sign out one's own session elsewhere; raises NotFoundError for one that is not one's own."""
    session = load(Session, session_id)
    if session is None or not can_end(actor, session):
        raise NotFoundError
    session.ended_at = session.ended_at or now()


@transactional
def end_other_sessions(token: str, *, actor: User) -> None:
    """Sign out everywhere but in the browser that has this token."""
    _end((Session.person_id == actor.id) & (Session.token_sha256 != digest(token)))


@transactional
def end_all_sessions(*, actor: User) -> None:
    """Sign out everywhere, here too."""
    end_sessions_of(actor)


@transactional
def touch_session(session_id: uuid.UUID) -> None:
    """Note that a session is in use, at most once in fifteen minutes."""
    moment = now()
    stale = update(Session).where(Session.id == session_id, Session.last_seen_at <= moment - SEEN_EVERY)
    db.session.execute(stale.values(last_seen_at=moment))


def _end(which: ColumnElement[bool]) -> None:
    ending = update(Session).where(which, Session.ended_at.is_(None))
    db.session.execute(ending.values(ended_at=now()))
