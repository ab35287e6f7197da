"""What the start page and the navigation count."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.extensions import db
from app.models import Element, User
from app.models.submissions import State, Submission
from app.policies.elements import visible_to


@dataclass(frozen=True)
class Mine:
    """How many of a person's own submissions wait for the desk, and how many wait for the person."""

    pending: int
    returned: int


def mine_counts(person: User) -> Mine:
    """Count what this person handed in and is not finished."""
    query = (
        select(Submission.state, func.count())
        .where(Submission.author_id == person.id, Submission.state.in_([State.PENDING, State.RETURNED]))
        .group_by(Submission.state)
    )
    found = {str(state): count for state, count in db.session.execute(query)}
    return Mine(pending=found.get(State.PENDING, 0), returned=found.get(State.RETURNED, 0))


def count_returned(person: User) -> int:
    """Count what came back to this person with a question."""
    return mine_counts(person).returned


def newest_public(limit: int) -> Sequence[Element]:
    """Return the elements for everyone that were handed in last, with type, village and photos."""
    query = (
        select(Element)
        .where(visible_to(None))
        .order_by(Element.received_at.desc(), Element.id)
        .limit(limit)
        .options(joinedload(Element.type), joinedload(Element.place), selectinload(Element.photos))
    )
    return db.session.scalars(query).all()
