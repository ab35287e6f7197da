"""Ideas as someone may see them, and who would like the same."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from app.core.clock import today
from app.core.errors import NotFoundError
from app.core.paging import Page, cut, read_moment, unpack
from app.extensions import db
from app.models import Decision, Element, Idea, IdeaJoin, IdeaStage, Place, User
from app.policies.ideas import visible_to
from app.policies.moderation import decidable_by

SOON: Final = timedelta(days=7)  # before the term is over the desk is told


@dataclass(frozen=True, kw_only=True)
class IdeaFilter:
    """What a list is asked for; empty is all."""

    stage: IdeaStage | None = None
    municipality: str = ""
    due: bool = False  # the term is nearly over, or over; for coordinators, of where they look after


@dataclass(frozen=True, kw_only=True)
class Joined:
    """Who would like it too: by name only those who chose to be named."""

    names: Sequence[str]
    count: int  # of all, named or not
    mine: bool  # whoever looks is among them

    @property
    def others(self) -> int:
        """Count those who are not named."""
        return self.count - len(self.names)


def find_ideas(viewer: User | None, asked: IdeaFilter, *, after: str = "", size: int = 20) -> Page[Idea]:
    """Return ideas that are on view, newest first."""
    query, place = listed(viewer, asked), tuple_(Idea.told_at, Idea.id)
    if (key := _key(after)) is not None:
        query = query.where(place < tuple_(*key))
    on = selectinload(Idea.element)  # joined, SQLite would read the whole parent table for it
    parts = (on.joinedload(Element.type), on.joinedload(Element.place), selectinload(Idea.photos))
    query = query.order_by(Idea.told_at.desc(), Idea.id.desc()).limit(size + 1)
    rows = db.session.scalars(query.options(*parts, selectinload(Idea.author))).all()
    return cut(rows, size=size, key=lambda one: (one.told_at.isoformat(), one.id.hex))


def listed(viewer: User | None, asked: IdeaFilter) -> Select[Idea]:
    """Say in SQL which ideas a list holds."""
    query = select(Idea).where(visible_to(viewer), Idea.is_public.is_(True))
    if asked.stage is not None:
        query = query.where(Idea.stage == asked.stage)
    if asked.due:
        open_long = and_(Idea.stage == IdeaStage.OPEN, Idea.answer_by <= today() + SOON)
        query = query.where(open_long, decidable_by(viewer))
    if asked.municipality:
        query = query.where(Idea.municipality_code == asked.municipality)
    return query


def get_idea(ident: uuid.UUID, *, viewer: User | None) -> Idea:
    """Return one idea with its photos and steps; raises NotFoundError for what one may not see."""
    on = selectinload(Idea.element)
    parts = (
        on.joinedload(Element.type),
        on.joinedload(Element.place).joinedload(Place.municipality),
        joinedload(Idea.author),
        selectinload(Idea.photos),
        selectinload(Idea.decisions).joinedload(Decision.actor),
        selectinload(Idea.became_event),
        selectinload(Idea.became_group),
    )
    query = select(Idea).where(Idea.id == ident, visible_to(viewer))
    idea = db.session.scalar(query.options(*parts))
    if idea is None:
        raise NotFoundError
    return idea


def get_joined(idea: Idea, *, viewer: User | None) -> Joined:
    """Return who would like it too, as everyone may know it."""
    query = select(User.id, User.name, User.show_name).join(IdeaJoin, IdeaJoin.person_id == User.id)
    rows = db.session.execute(query.where(IdeaJoin.idea_id == idea.id, _counts())).all()
    return Joined(
        names=sorted(name for _ident, name, shown in rows if shown),
        count=len(rows),
        mine=viewer is not None and any(ident == viewer.id for ident, *_rest in rows),
    )


def count_joined(ideas: Iterable[Idea]) -> Mapping[uuid.UUID, int]:
    """Count who would like each of these too."""
    ids = [one.id for one in ideas]
    query = select(IdeaJoin.idea_id, func.count()).join(User, User.id == IdeaJoin.person_id)
    query = query.where(IdeaJoin.idea_id.in_(ids), _counts()).group_by(IdeaJoin.idea_id)
    return dict(db.session.execute(query).all())


def is_joined(idea_id: uuid.UUID, person: User) -> bool:
    """Tell whether this person still would like it too."""
    return db.session.get(IdeaJoin, (idea_id, person.id)) is not None


def _counts() -> ColumnElement[bool]:
    """Say in SQL who counts: people whose account is open."""
    return and_(User.suspended_at.is_(None), User.email.is_not(None))


def _key(after: str) -> tuple[datetime, uuid.UUID] | None:
    parts = unpack(after, parts=2) if after else None
    try:
        return (read_moment(parts[0]), uuid.UUID(parts[1])) if parts else None
    except ValueError:
        return None
