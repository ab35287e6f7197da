"""Whose group of species a sighting is, at the desk of its municipality."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from app.extensions import db
from app.models import CoordinatorArea, Role, Sighting, Species, Submission, User, Validator
from app.nature_words import MANY

GROUPS: Final = tuple(MANY)
sighting: Any = Sighting.__table__.c
species: Any = Species.__table__.c
AT_DESKS: Final = (User.suspended_at.is_(None), User.role.in_((Role.COORDINATOR, Role.ADMIN)))


@dataclass(frozen=True)
class Keeper:
    """Someone who looks after a group, in some municipalities or (an admin) in all."""

    id: uuid.UUID
    name: str
    towns: frozenset[str] | None


def find_groups_of(person: User) -> Sequence[str]:
    """Return the groups that someone looks after, in the order of the screen."""
    mine = select(Validator.species_group).where(Validator.person_id == person.id)
    chosen = set(db.session.scalars(mine))
    return [group for group in GROUPS if group in chosen]


def group_of(item: Submission) -> str:
    """Return the group that a sighting belongs to, by its name or as it was claimed; empty for the rest."""
    if not isinstance(item, Sighting):
        return ""
    return item.named.group if item.named is not None else item.claim_group


def find_keepers() -> Mapping[str, Sequence[Keeper]]:
    """Return who looks after which group, by name."""
    area = CoordinatorArea.municipality_code
    query = select(Validator.species_group, User.id, User.name, User.role, area)
    query = query.join(User, User.id == Validator.person_id).where(*AT_DESKS)
    query = query.outerjoin(CoordinatorArea, CoordinatorArea.person_id == User.id)
    towns: dict[tuple[str, uuid.UUID], set[str]] = defaultdict(set)
    people: dict[uuid.UUID, tuple[str, Role]] = {}
    for group, ident, name, role, town in db.session.execute(query.order_by(User.name, User.id)):
        people[ident] = (name, role)
        towns[group, ident] |= {town} if town is not None else set()
    found: dict[str, list[Keeper]] = defaultdict(list)
    for (group, ident), codes in towns.items():
        name, role = people[ident]
        found[group].append(Keeper(ident, name, None if role == Role.ADMIN else frozenset(codes)))
    return found


def keepers_of(item: Submission, known: Mapping[str, Iterable[Keeper]]) -> Sequence[Keeper]:
    """Return who looks after the group of an item where it lies; its author does not count."""
    town = item.municipality_code
    return [
        one
        for one in known.get(group_of(item), ())
        if one.id != item.author_id and (one.towns is None or town in one.towns)
    ]


def not_of_others(person_id: uuid.UUID) -> ColumnElement[bool]:
    """Leave out sightings in a group that others look after there, and this person does not.

    What is nobody's stays, so that nothing falls between two chairs; who chose no group sees all.
    """
    group = func.coalesce(species.group, sighting.claim_group)
    named = func.coalesce(sighting.species_key, sighting.claimed_key)
    row = Sighting.__table__.outerjoin(Species.__table__, species.key == named)
    row = row.join(Validator.__table__, Validator.species_group == group)
    kept = exists().select_from(row).where(sighting.id == Submission.id).correlate(Submission.__table__)
    there = exists().where(
        CoordinatorArea.person_id == User.id,
        CoordinatorArea.municipality_code == Submission.municipality_code,
    )
    other = exists().where(
        User.id == Validator.person_id,
        User.id != Submission.author_id,
        *AT_DESKS,
        or_(User.role == Role.ADMIN, there.correlate(User, Submission.__table__)),
    )
    theirs = kept.where(other.correlate(Validator.__table__, Submission.__table__))
    mine = kept.where(Validator.person_id == person_id)
    has_any = exists().where(Validator.person_id == person_id)
    return or_(~has_any, ~and_(theirs, ~mine))
