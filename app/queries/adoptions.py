"""Who looks after an element, and what someone looks after."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.core.errors import N_, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import Adoption, AdoptionState, Element, Group, Part, Place, User
from app.models import State as Stands
from app.policies.adoptions import acts_for, visible_to
from app.queries.groups import find_organisers

ACTIVE = Adoption.state == AdoptionState.ACTIVE


@dataclass(frozen=True, kw_only=True)
class Carers:
    """Who looks after an element now, as everyone may know it; ``mine`` is what the viewer acts for."""

    names: Sequence[str]
    groups: Sequence[Group]
    unnamed: int
    mine: Sequence[Adoption]


def find_carers(element: Element, *, viewer: User | None) -> Carers:
    """Return who looks after an element: by name only groups, and people who chose to be named."""
    query = select(Adoption).where(Adoption.element_id == element.id, ACTIVE, visible_to(viewer))
    parts = (joinedload(Adoption.person), joinedload(Adoption.group))
    rows = db.session.scalars(query.options(*parts).order_by(Adoption.from_on, Adoption.id)).all()
    mine = [one for one in rows if acts_for(viewer, one)]
    others = [
        one.person for one in rows if one.person is not None and one.person.is_active and one not in mine
    ]
    names = [person.name for person in others if person.show_name]
    return Carers(
        names=names,
        groups=[one.group for one in rows if one.group is not None and one.group.is_public],
        unnamed=len(others) - len(names),
        mine=mine,
    )


def get_own_adoption(ident: uuid.UUID, *, viewer: User) -> Adoption:
    """Return one that this person acts for, also when it is over.

    Raises NotFoundError for what one may not see, NotAllowedError for that of others.
    """
    parts = (
        joinedload(Adoption.element).options(
            joinedload(Element.type), joinedload(Element.place), joinedload(Element.author)
        ),
        joinedload(Adoption.group),
        joinedload(Adoption.offer_person),
    )
    query = select(Adoption).where(Adoption.id == ident, visible_to(viewer))
    found = db.session.scalar(query.options(*parts))
    if found is None:
        raise NotFoundError
    if not acts_for(viewer, found):
        raise NotAllowedError(N_("Alleen wie voor dit element zorgt, kan dit."))
    return found


def get_active(
    element_id: uuid.UUID, *, person_id: uuid.UUID | None, group_id: uuid.UUID | None
) -> Adoption | None:
    """Return the adoption of one adopter that is running, for its use cases."""
    who = Adoption.person_id == person_id if person_id is not None else Adoption.group_id == group_id
    return db.session.scalar(select(Adoption).where(Adoption.element_id == element_id, who, ACTIVE))


def find_own(viewer: User) -> Sequence[Adoption]:
    """Return what this person looks after, or a group that they organise; what stands and may be seen."""
    led = [one.group_id for one in viewer.memberships if one.part == Part.ORGANISER]
    who = or_(Adoption.person_id == viewer.id, Adoption.group_id.in_(led))
    query = select(Adoption).join(Adoption.element).where(who, ACTIVE, visible_to(viewer))
    parts = (
        joinedload(Adoption.element).options(joinedload(Element.type), joinedload(Element.place)),
        joinedload(Adoption.group),
    )
    rows = query.where(Element.state == Stands.PUBLISHED).order_by(Element.title, Adoption.id)
    return db.session.scalars(rows.options(*parts)).all()


def find_led_groups(viewer: User) -> Sequence[Group]:
    """Return the groups in whose name this person may act now, by name."""
    led = [one.group_id for one in viewer.memberships if one.part == Part.ORGANISER]
    query = select(Group).where(Group.id.in_(led), Group.is_public.is_(True), Group.resting_on.is_(None))
    parts = joinedload(Group.place).joinedload(Place.municipality)
    return db.session.scalars(query.options(parts).order_by(Group.name, Group.id)).all() if led else ()


def find_readers(adoption: Adoption) -> Sequence[User]:
    """Return who is told of an adoption: the person, or the organisers who do not adopt it themselves."""
    if adoption.group is None:
        return [adoption.person] if adoption.person is not None else []
    own = select(Adoption.person_id).where(
        Adoption.element_id == adoption.element_id, ACTIVE, Adoption.person_id.is_not(None)
    )
    told = set(db.session.scalars(own))
    return [one for one in find_organisers(adoption.group) if one.id not in told]


def get_adoption(ident: uuid.UUID) -> Adoption | None:
    """Return one with what its mails tell."""
    parts = joinedload(Adoption.element).options(joinedload(Element.type), joinedload(Element.place))
    return db.session.scalar(
        select(Adoption).where(Adoption.id == ident).options(parts, joinedload(Adoption.group))
    )
