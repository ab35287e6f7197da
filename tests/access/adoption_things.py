"""Adoptions in the world of world.py, each of another public element."""

import uuid

from app.models import User
from tests.factories.adoptions import AdoptionFactory
from tests.factories.elements import ElementFactory


def settle_adoptions(ids: dict[str, dict[str, uuid.UUID]], mine: User, other: User) -> None:
    """Let whoever looks, a group that they organise, and somebody else look after something."""
    by = {
        "own": {"person_id": mine.id},
        "led": {"group_id": ids["group"]["led"]},
        "others": {"person_id": other.id},
    }
    ids["adoption"] = {
        column: AdoptionFactory(element=ElementFactory(author=other, published=True), **who).id
        for column, who in by.items()
    }
