"""People for those who give rights: who there is, what was changed, what a change leaves behind."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, func, or_, select, tuple_
from sqlalchemy.orm import joinedload

from app.core.paging import PAGE, Page, cut, unpack
from app.extensions import db
from app.models import CoordinatorArea, Municipality, PersonEvent, Role, Trust, User
from app.policies.admin import can_manage, people_visible_to

SHOWN: Final = {
    "coordinatoren": User.role == Role.COORDINATOR,
    "beheerders": User.role == Role.ADMIN,
    "uitgezet": User.suspended_at.is_not(None),
}


@dataclass(frozen=True, kw_only=True)
class PeopleFilter:
    """What was asked: words of a name or address, and one of SHOWN or nothing."""

    words: str = ""
    shown: str = ""


def find_people(asked: PeopleFilter, viewer: User, *, after: str = "", size: int = PAGE) -> Page[User]:
    """Return people by name; addresses are searched and shown for admins only."""
    name = func.lower(User.name)
    query = select(User, name).where(people_visible_to(viewer))
    if asked.shown in SHOWN:
        query = query.where(SHOWN[asked.shown])
    for word in asked.words.split()[:5]:
        query = query.where(_says(word, viewer))
    if (key := _key(after)) is not None:
        query = query.where(tuple_(name, User.id) > tuple_(*key))
    rows = db.session.execute(query.order_by(name, User.id).limit(size + 1)).unique().all()
    page = cut(rows, size=size, key=lambda row: (row[1], row[0].id.hex))
    return Page([row[0] for row in page.rows], page.next_key)


def count_by_role(viewer: User) -> dict[str, int]:
    """Count the people who may come in, by role."""
    query = select(User.role, func.count()).where(people_visible_to(viewer), User.suspended_at.is_(None))
    return {str(role): count for role, count in db.session.execute(query.group_by(User.role))}


def get_person(ident: uuid.UUID, viewer: User) -> User | None:
    """Return one person whom this one may open."""
    return db.session.scalar(select(User).where(User.id == ident, people_visible_to(viewer)))


def find_trust(people: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[str, Trust]]:
    """Return the tiers of these people, by kind; who has none is new to everything."""
    found: dict[uuid.UUID, dict[str, Trust]] = {ident: {} for ident in people}
    for trust in db.session.scalars(select(Trust).where(Trust.person_id.in_(people)).order_by(Trust.kind)):
        found[trust.person_id][trust.kind] = trust
    return found


def find_events(person: User, *, size: int = PAGE) -> Sequence[PersonEvent]:
    """Return what became of someone's rights, newest first."""
    query = select(PersonEvent).where(PersonEvent.person_id == person.id).order_by(PersonEvent.at.desc())
    return db.session.scalars(query.options(joinedload(PersonEvent.actor)).limit(size)).all()


def left_alone(person: User, *, keeping: Collection[str] = ()) -> Sequence[Municipality]:
    """Return the municipalities that nobody looks after any more once this person has only ``keeping``."""
    if person.role != Role.COORDINATOR or person.suspended_at is not None:
        return []
    lost = {area.municipality_code for area in person.areas} - set(keeping)
    others = (
        select(CoordinatorArea.municipality_code)
        .join(User, User.id == CoordinatorArea.person_id)
        .where(User.id != person.id, User.role == Role.COORDINATOR, User.suspended_at.is_(None))
    )
    query = select(Municipality).where(Municipality.code.in_(lost), Municipality.code.not_in(others))
    return db.session.scalars(query.order_by(Municipality.name)).all()


def _says(word: str, viewer: User) -> ColumnElement[bool]:
    in_name = func.lower(User.name).contains(word.lower(), autoescape=True)
    if not can_manage(viewer):
        return in_name
    return or_(in_name, User.email.contains(word.lower(), autoescape=True))


def _key(after: str) -> tuple[str, uuid.UUID] | None:
    parts = unpack(after, parts=2) if after else None
    try:
        return (parts[0], uuid.UUID(parts[1])) if parts else None
    except ValueError:
        return None
