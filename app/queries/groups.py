"""Groups as someone may see them, and who is in them."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from app.core.errors import NotFoundError
from app.core.paging import Page, cut, unpack
from app.extensions import db
from app.models import Decision, Element, Group, Membership, Part, Place, State, User, Visibility
from app.policies import elements
from app.policies.groups import INSIDE, groups_of, visible_to
from app.policies.moderation import is_on_desk_of, on_desk_of
from app.queries.moderation import coordinators_of


@dataclass(frozen=True, kw_only=True)
class GroupFilter:
    """What a list is asked for; empty is all. ``words`` are part of a name, or of that of a village."""

    municipality: str = ""
    words: str = ""
    leaderless: bool = False  # nobody acts for it; for coordinators, of where they look after


@dataclass(frozen=True, kw_only=True)
class People:
    """Who is in a group: by name only those who chose to be named."""

    organisers: Sequence[str]
    members: Sequence[str]
    count: int  # of all, named or not
    is_led: bool  # someone acts for it

    @property
    def others(self) -> int:
        """Count those who are not named."""
        return self.count - len(self.organisers) - len(self.members)


def find_groups(viewer: User | None, asked: GroupFilter, *, after: str = "", size: int = 20) -> Page[Group]:
    """Return groups that were agreed to, by name."""
    query = select(Group).join(Group.place).where(visible_to(viewer), Group.is_public.is_(True))
    if asked.municipality:
        query = query.where(Group.municipality_code == asked.municipality)
    if asked.leaderless:
        query = query.where(_leaderless(viewer))
    if asked.words:
        part = asked.words.lower()
        named = (func.lower(name).contains(part, autoescape=True) for name in (Group.name, Place.name))
        query = query.where(or_(*named))
    if (key := _key(after)) is not None:
        query = query.where(tuple_(Group.name, Group.id) > tuple_(*key))
    query = query.order_by(Group.name, Group.id).limit(size + 1)
    parts = (joinedload(Group.place).joinedload(Place.municipality), joinedload(Group.author))
    rows = db.session.scalars(query.options(*parts)).all()
    return cut(rows, size=size, key=lambda one: (one.name, one.id.hex))


def get_group(ident: uuid.UUID, *, viewer: User | None) -> Group:
    """Return one group with its village and steps; raises NotFoundError for what one may not see."""
    parts = (
        joinedload(Group.place).joinedload(Place.municipality),
        joinedload(Group.author),
        selectinload(Group.decisions).joinedload(Decision.actor),
    )
    query = select(Group).where(Group.id == ident, visible_to(viewer))
    group = db.session.scalar(query.options(*parts))
    if group is None:
        raise NotFoundError
    return group


def find_elements_of(group: Group, *, viewer: User | None, limit: int = 100) -> Sequence[Element]:
    """Return what stands for this group alone, by title: nothing for who is not in it."""
    query = select(Element).where(Element.group_id == group.id, Element.visibility == Visibility.GROUP)
    query = query.where(elements.visible_to(viewer), Element.state == State.PUBLISHED)
    parts = (joinedload(Element.type), joinedload(Element.place))
    return db.session.scalars(query.options(*parts).order_by(Element.title, Element.id).limit(limit)).all()


def count_people(groups: Iterable[Group]) -> Mapping[uuid.UUID, int]:
    """Count who is in each of these groups."""
    ids = [one.id for one in groups]
    query = select(Membership.group_id, func.count()).join(Membership.person).where(in_it())
    rows = db.session.execute(query.where(Membership.group_id.in_(ids)).group_by(Membership.group_id))
    return dict(rows.all())


def get_people(group: Group) -> People:
    """Return who is in a group, as everyone may know it."""
    query = select(Membership.part, User.name, User.show_name).join(Membership.person)
    rows = db.session.execute(query.where(Membership.group_id == group.id, in_it())).all()
    named = {part: sorted(name for found, name, shown in rows if shown and found == part) for part in INSIDE}
    return People(
        organisers=named[Part.ORGANISER],
        members=named[Part.MEMBER],
        count=len(rows),
        is_led=any(part == Part.ORGANISER for part, *_name in rows),
    )


def find_groups_of(viewer: User) -> Sequence[Group]:
    """Return the groups that this person is in, by name."""
    if not (ids := groups_of(viewer)):
        return ()
    query = select(Group).where(Group.id.in_(ids), Group.is_public.is_(True), visible_to(viewer))
    parts = (joinedload(Group.place).joinedload(Place.municipality), joinedload(Group.author))
    return db.session.scalars(query.options(*parts).order_by(Group.name, Group.id)).all()


def find_organisers(group: Group) -> Sequence[User]:
    """Return who acts for a group now: organisers whose account is open."""
    query = select(User).join(Membership, Membership.person_id == User.id)
    acting = query.where(Membership.group_id == group.id, Membership.part == Part.ORGANISER, _is_open())
    return db.session.scalars(acting.order_by(Membership.since, User.id)).all()


def looks_after(viewer: User | None, group: Group) -> bool:
    """Tell whether this coordinator looks after where the group is."""
    return is_on_desk_of(viewer, group, coordinators=coordinators_of(group.municipality_code))


def count_leaderless(viewer: User) -> int:
    """Count the groups of this coordinator for which nobody acts."""
    query = select(func.count()).select_from(Group).where(_leaderless(viewer))
    return db.session.scalar(query) or 0


def _leaderless(viewer: User | None) -> ColumnElement[bool]:
    acting = select(Membership.person_id).join(Membership.person)
    acting = acting.where(Membership.group_id == Group.id, Membership.part == Part.ORGANISER, _is_open())
    return and_(Group.is_public.is_(True), on_desk_of(viewer), ~acting.correlate(Group).exists())


def _is_open() -> ColumnElement[bool]:
    return and_(User.suspended_at.is_(None), User.email.is_not(None))


def in_it() -> ColumnElement[bool]:
    """Say in SQL who counts: members and organisers whose account is open."""
    return and_(Membership.part.in_(INSIDE), _is_open())


def _key(after: str) -> tuple[str, uuid.UUID] | None:
    parts = unpack(after, parts=2) if after else None
    try:
        return (parts[0], uuid.UUID(parts[1])) if parts else None
    except ValueError:
        return None
