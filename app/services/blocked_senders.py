"""Block an address or a domain that abuse comes from, and take that back."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update

from app.core.clock import now
from app.core.errors import N_, ConflictError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import BlockedSender, Role, SignInCode, User
from app.policies.admin import can_manage
from app.services.sessions import end_sessions_of
from app.transaction import load, transactional


@transactional
def block_sender(ident: uuid.UUID, value: str, *, actor: User) -> None:
    """Let nobody with this address, or of this domain, come in or hand in; what they sent stays as it is.

    Whoever is in is signed out, on phones too. What is blocked already, or the same id, changes nothing.
    Raises NotAllowedError, and ConflictError for an address or domain of those who look after the site.
    """
    if not can_manage(actor):
        raise NotAllowedError
    same = select(BlockedSender.id).where(BlockedSender.value == value, BlockedSender.lifted_at.is_(None))
    if load(BlockedSender, ident) is not None or db.session.scalar(same.limit(1)) is not None:
        return
    people = _people(value)
    if any(person.role != Role.VOLUNTEER for person in people):
        raise ConflictError(
            N_("Een coördinator of beheerder heeft zo’n adres. Geef die eerst een andere rol.")
        )
    db.session.add(BlockedSender(id=ident, value=value, by_id=actor.id))
    for person in people:
        end_sessions_of(person)
    codes = update(SignInCode).where(_covered(SignInCode.email, value), SignInCode.ended_at.is_(None))
    db.session.execute(codes.values(ended_at=now()))


@transactional
def unblock_sender(ident: uuid.UUID, *, actor: User) -> None:
    """Let them come in again; the row stays as a record. Twice is once."""
    if not can_manage(actor):
        raise NotAllowedError
    blocked = load(BlockedSender, ident)
    if blocked is None:
        raise NotFoundError
    if blocked.lifted_at is None:
        blocked.lifted_at, blocked.lifted_by_id = now(), actor.id


def _people(value: str) -> Sequence[User]:
    return db.session.scalars(select(User).where(_covered(User.email, value))).all()


def _covered(email: Any, value: str) -> ColumnElement[bool]:
    """Say in SQL what core.addresses.covering() says in Python; a test keeps the two equal."""
    if "@" in value:
        return or_(email == value)
    return or_(email.endswith(f"@{value}", autoescape=True), email.endswith(f".{value}", autoescape=True))
