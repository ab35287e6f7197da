"""Adoptions in the world of world.py, each of another public element."""

import uuid

from app.config import settings
from app.core.clock import now
from app.core.ids import new_id
from app.core.offers import offer_key
from app.extensions import db
from app.models import Adoption, User
from app.services.handovers import LIVES
from tests.factories.adoptions import AdoptionFactory
from tests.factories.elements import ElementFactory


def settle_adoptions(ids: dict[str, dict[str, uuid.UUID]], mine: User, other: User) -> str:
    """Let whoever looks, a group that they organise, and somebody else look after something.

    Returns the key with which one takes over from that somebody.
    """
    by = {
        "own": {"person_id": mine.id},
        "led": {"group_id": ids["group"]["led"]},
        "others": {"person_id": other.id},
    }
    ids["adoption"] = {
        column: AdoptionFactory(element=ElementFactory(author=other, published=True), **who).id
        for column, who in by.items()
    }
    offered = db.session.get(Adoption, ids["adoption"]["others"])
    offered.offer_id, offered.offer_until, offered.offer_email = new_id(), now() + LIVES, "e@example.nl"
    db.session.commit()
    return offer_key(offered.offer_id, secret=settings().secret_key)
