"""Walks as someone may see them."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from app.core.errors import NotFoundError
from app.core.paging import Page, cut, unpack
from app.extensions import db
from app.models import (
    Dogs,
    Element,
    Fit,
    Group,
    Membership,
    Part,
    Place,
    State,
    Surface,
    User,
    Walk,
    WalkSection,
    WalkStop,
)
from app.policies import elements
from app.policies.walks import theirs, visible_to
from app.spatial.functions import within_box
from app.spatial.shapes import grow_box, unwrap
from app.spatial.walk_lines import metres_between

MOST_OWN: Final = 50
ALONG_M: Final = 30.0  # from the line: one walks past it
MOST_ALONG: Final = 20
AROUND_M: Final = 300.0  # from the line: on a map of paper
MOST_AROUND: Final = 500
LENGTHS_M: Final = {"kort": (0.0, 3000.0), "middel": (3000.0, 6000.0), "lang": (6000.0, 1e6)}


@dataclass(frozen=True, kw_only=True)
class WalkFilter:
    """What a list is asked for; empty is all. ``length`` is one of LENGTHS_M."""

    municipality: str = ""
    group_id: uuid.UUID | None = None
    length: str = ""
    wheelchair: bool = False
    buggy: bool = False
    dogs: bool = False


def find_walks(viewer: User | None, asked: WalkFilter, *, after: str = "", size: int = 20) -> Page[Walk]:
    """Return walks that are open, or closed for a time, by name."""
    query = listed(viewer, asked)
    parts = unpack(after, parts=2) if after else None
    try:
        key = (parts[0], uuid.UUID(parts[1])) if parts else None
    except ValueError:
        key = None
    if key is not None:
        query = query.where(tuple_(Walk.name, Walk.id) > tuple_(*key))
    query = query.order_by(Walk.name, Walk.id).limit(size + 1)
    shown = (_place(), joinedload(Walk.author), selectinload(Walk.closures))
    rows = db.session.scalars(query.options(*shown)).all()
    return cut(rows, size=size, key=lambda one: (one.name, one.id.hex))


def listed(viewer: User | None, asked: WalkFilter) -> Select[Walk]:
    """Say in SQL which walks a list holds."""
    query = select(Walk).where(Walk.is_public.is_(True), visible_to(viewer))
    if asked.municipality:
        query = query.where(Walk.municipality_code == asked.municipality)
    if asked.group_id is not None:
        query = query.where(Walk.__table__.c.group_id == asked.group_id)
    if asked.length in LENGTHS_M:
        low, high = LENGTHS_M[asked.length]
        query = query.where(Walk.length_m >= low, Walk.length_m < high)
    for wanted, column in ((asked.wheelchair, Walk.wheelchair), (asked.buggy, Walk.buggy)):
        if wanted:
            query = query.where(column == Fit.YES)
    return query.where(Walk.dogs.in_([Dogs.YES, Dogs.LEASH])) if asked.dogs else query


def find_unfinished(viewer: User) -> Sequence[Walk]:
    """Return the walks of this person and their groups that not everyone sees, newest first."""
    over = (State.WITHDRAWN, State.REJECTED)
    query = select(Walk).where(
        Walk.is_public.is_(False), Walk.state.not_in(over), theirs(viewer), visible_to(viewer)
    )
    newest = query.order_by(Walk.received_at.desc(), Walk.id).limit(MOST_OWN)
    return db.session.scalars(
        newest.options(_place(), joinedload(Walk.author), selectinload(Walk.closures))
    ).all()


def get_walk(ident: uuid.UUID, *, viewer: User | None) -> Walk:
    """Return one walk with its sections; raises NotFoundError for what one may not see."""
    query = select(Walk).where(Walk.id == ident, visible_to(viewer))
    parts = (
        _place(),
        joinedload(Walk.author),
        selectinload(Walk.sections),
        selectinload(Walk.decisions),
        *_below(),
    )
    walk = db.session.scalar(query.options(*parts))
    if walk is None:
        raise NotFoundError
    return walk


def surfaces_of(sections: Sequence[WalkSection]) -> list[tuple[Surface, int]]:
    """Return on what one walks, in whole percents of the length, most first; empty when nobody told it."""
    lengths: defaultdict[Surface, float] = defaultdict(float)
    for section in sections:
        lengths[section.surface] += section.length_m
    total = sum(lengths.values())
    if set(lengths) <= {Surface.UNKNOWN}:
        return []
    most_first = sorted(lengths.items(), key=lambda one: -one[1])
    return [(surface, round(100 * metres / total)) for surface, metres in most_first]


def groups_of(person: User) -> Sequence[Group]:
    """Return the groups that someone is in and that a coordinator agreed to, by name."""
    mine = select(Membership.group_id).where(
        Membership.person_id == person.id, Membership.part.in_((Part.MEMBER, Part.ORGANISER))
    )
    query = select(Group).where(Group.is_public.is_(True), Group.id.in_(mine))
    return db.session.scalars(query.order_by(Group.name, Group.id)).all()


def find_along(walk: Walk, viewer: User | None) -> Sequence[Element]:
    """Return elements within some metres of the line that this person sees, by their name."""
    line = walk.line
    if line is None:
        return ()
    near = grow_box(line.bounds, ALONG_M)
    query = select(Element).where(
        within_box(Element.__table__.c.shape, near), Element.is_public.is_(True), elements.visible_to(viewer)
    )
    rows = db.session.scalars(query.options(joinedload(Element.type), joinedload(Element.place)).limit(200))
    close = [one for one in rows if metres_between(line, unwrap(one.shape)) <= ALONG_M]
    return sorted(close, key=lambda one: one.title)[:MOST_ALONG]


def find_around(walk: Walk) -> Sequence[Element]:
    """Return what everyone may see around the line: for a map on paper that hangs in the street."""
    line = walk.line
    if line is None:
        return ()
    near = grow_box(line.bounds, AROUND_M)
    query = select(Element).where(
        within_box(Element.__table__.c.shape, near), Element.is_public.is_(True), elements.visible_to(None)
    )
    return db.session.scalars(query.options(joinedload(Element.type)).limit(MOST_AROUND)).all()


def seen_element(stop: WalkStop, viewer: User | None) -> Element | None:
    """Return the element of a stop when this person may see it."""
    element = stop.element
    return element if element is not None and elements.can_see(viewer, element) else None


def _below() -> tuple[ExecutableOption, ...]:
    on = selectinload(Walk.stops).selectinload(WalkStop.element)
    return (on.joinedload(Element.type), on.joinedload(Element.place), selectinload(Walk.closures))


def _place() -> ExecutableOption:
    return joinedload(Walk.place).joinedload(Place.municipality)
