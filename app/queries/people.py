"""Who is who, and where they are signed in."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.clock import now
from app.core.ids import digest
from app.extensions import db
from app.models import CoordinatorArea, Municipality, Session, SignInCode, User
from app.policies.people import can_hand_in, can_sign_in, session_lives, sessions_visible_to


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in, and by which session."""

    person: User
    session: Session


@dataclass(frozen=True)
class Device:
    """A browser that someone signed in on; not ``open`` where that ended by itself and it only hands in."""

    session: Session
    open: bool


def find_signed_in(token: str) -> SignedIn | None:
    """Return whose cookie this is, in one query; None for an unknown, ended or too old session."""
    if not token:
        return None
    whole = joinedload(Session.person).joinedload(User.areas)
    asked = select(Session).options(whole).where(Session.token_sha256 == digest(token))
    session = db.session.scalars(asked).unique().one_or_none()
    if session is None or not session_lives(session, session.person, at=now()):
        return None
    return SignedIn(session.person, session)


def find_uploader(token: str) -> User | None:
    """Return whose device this is; None for one that may no longer hand in.

    Of a closed account the person is returned whatever ended: they are told why (can_sign_in() says it).
    """
    if not token:
        return None
    whole = joinedload(Session.person).joinedload(User.areas)
    asked = select(Session).options(whole).where(Session.upload_sha256 == digest(token))
    session = db.session.scalars(asked).unique().one_or_none()
    if session is None:
        return None
    if can_sign_in(session.person) and not can_hand_in(session, at=now()):
        return None
    return session.person


def find_devices(person: User) -> Sequence[Device]:
    """Return where this person is signed in or may still hand in, last used first."""
    mine = select(Session).where(sessions_visible_to(person), Session.ended_at.is_(None))
    at = now()
    found = [
        Device(session, open=session_lives(session, person, at=at))
        for session in db.session.scalars(mine.order_by(Session.last_seen_at.desc()))
    ]
    return [
        one for one in found if one.open or (one.session.upload_sha256 and can_hand_in(one.session, at=at))
    ]


def get_code(token: str) -> SignInCode | None:
    """Return the newest code that was asked with this pending cookie, whatever became of it."""
    if not token:
        return None
    asked = select(SignInCode).where(SignInCode.browser_sha256 == digest(token))
    return db.session.scalar(asked.order_by(SignInCode.created_at.desc()).limit(1))


def get_person_by_email(email: str) -> User | None:
    """Return whose address this is (lower case)."""
    return db.session.scalar(select(User).where(User.email == email))


def find_areas(person: User) -> Sequence[Municipality]:
    """Return the municipalities that a coordinator looks after, by name."""
    mine = select(Municipality).join(CoordinatorArea, CoordinatorArea.municipality_code == Municipality.code)
    return db.session.scalars(
        mine.where(CoordinatorArea.person_id == person.id).order_by(Municipality.name)
    ).all()


def find_demo_people() -> Sequence[User]:
    """Return one demo person of each role, for the box on the sign-in page in development."""
    demo = select(User).where(User.is_demo).order_by(User.role.desc(), User.name)
    first: dict[str, User] = {}
    for person in db.session.scalars(demo):
        if can_sign_in(person):
            first.setdefault(person.role, person)
    return list(first.values())


def get_person(ident: uuid.UUID) -> User | None:
    """Return one person."""
    return db.session.get(User, ident)
