"""Twelve people who do not exist, each marked as an example."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from app.extensions import db
from app.models import CannedAnswer, CoordinatorArea, ElementType, Place, Role, TypeActivity, User
from app.services.demo.pictures import Picture

VOLUNTEERS = ("Anna", "Bram", "Els", "Fokke", "Harm", "Ineke", "Jan", "Klaas", "Lammie")
NORTH = ("GM0106", "GM1680", "GM1699", "GM1730", "GM1731")  # Assen and around
SOUTH = ("GM0109", "GM0114", "GM0118", "GM0119", "GM1681", "GM1690", "GM1701")


@dataclass(frozen=True, kw_only=True)
class Stage:
    """All that examples are made of; ``dice`` is seeded, so that the same things happen each time."""

    dice: Random
    people: Sequence[User]
    coordinators: dict[str, User]  # by code of the municipality
    places: Sequence[Place]
    types: dict[str, ElementType]
    usual: dict[str, list[TypeActivity]]  # by key of the type
    pictures: Sequence[Picture]
    questions: Sequence[CannedAnswer]  # with ready replies


def make_cast() -> tuple[list[User], dict[str, User]]:
    """Add volunteers, two coordinators and an admin; return volunteers, and coordinators by municipality."""
    volunteers = [_person(name) for name in VOLUNTEERS]
    for person in volunteers[::2]:
        person.show_name = True
    north, south = _person("Chris", role=Role.COORDINATOR), _person("Grietje", role=Role.COORDINATOR)
    north.areas = [CoordinatorArea(municipality_code=code) for code in NORTH]
    south.areas = [CoordinatorArea(municipality_code=code) for code in SOUTH]
    db.session.add_all([*volunteers, north, south, _person("Dirk", role=Role.ADMIN)])
    return volunteers, dict.fromkeys(NORTH, north) | dict.fromkeys(SOUTH, south)


def _person(name: str, role: Role = Role.VOLUNTEER) -> User:
    return User(name=f"{name} Voorbeeld", email=f"{name.lower()}@example.nl", role=role, is_demo=True)
