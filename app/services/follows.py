"""Keeping an eye on an element."""

import uuid

from app.core.errors import NotFoundError
from app.extensions import db
from app.models import Element, Follow, User
from app.policies.elements import can_see
from app.transaction import load, transactional


@transactional
def follow(ident: uuid.UUID, *, actor: User) -> None:
    """Follow an element that one may see; twice is once. Raises NotFoundError."""
    element = load(Element, ident)
    if element is None or not can_see(actor, element):
        raise NotFoundError
    if db.session.get(Follow, (actor.id, ident)) is None:
        db.session.add(Follow(person_id=actor.id, element_id=ident))


@transactional
def unfollow(ident: uuid.UUID, *, actor: User) -> None:
    """Stop following; also what one may no longer see."""
    known = db.session.get(Follow, (actor.id, ident))
    if known is not None:
        db.session.delete(known)
