"""Work on elements, seeded: what was handed in, what it says, and what the desk decided."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from app.core.clock import now
from app.extensions import db
from app.models import Element, State, TypeActivity, User
from tests.bench import loading
from tests.bench.elements import SEED

YEARS: Final = 20
SHARES: Final = ((1, 1), (1, 1), (1, 1), (1, 2), (1, 4))
LOG: Final = [
    "id",
    "element_id",
    "activity_key",
    "done_on",
    "share_num",
    "share_den",
    "unit",
    "people",
    "nest_check",
    "overdue_after",
    "notes",
]
DECISION: Final = ["id", "submission_id", "actor_id", "step", "before", "after", "reason", "changes", "at"]


@dataclass(frozen=True)
class Spot:
    """An element that stands, and the work that is usual on it."""

    id: UUID
    code: str
    activities: Sequence[str]


@dataclass(frozen=True)
class Log:
    """A log as it is put into the tables."""

    id: UUID
    spot: Spot
    activity: str
    done: datetime
    received: datetime
    author: UUID
    state: State
    share: tuple[int, int]


def people(number: int, *, word: str, **facts: Any) -> list[UUID]:
    """Make as many people who do not exist."""
    made = [
        User(name=f"{word} {at} Voorbeeld", email=f"{word}{at}@example.nl".lower(), **facts)
        for at in range(number)
    ]
    db.session.add_all(made)
    db.session.commit()
    return [one.id for one in made]


def spots() -> list[Spot]:
    """Return all published elements on which some work is usual."""
    usual: dict[str, list[str]] = {}
    for row in db.session.scalars(select(TypeActivity).order_by(TypeActivity.position)):
        usual.setdefault(row.type_key, []).append(row.activity_key)
    table: Any = Element.__table__.c
    rows = select(table.id, table.in_municipality, table.type_key).where(table.is_public).order_by(table.id)
    found = [Spot(row[0], row[1], usual[row[2]]) for row in db.session.execute(rows) if row[2] in usual]
    db.session.rollback()  # a reader would keep what is put in now out of the file itself
    return found


def logs(found: Sequence[Spot], authors: Sequence[UUID], number: int, *, tag: str) -> Iterator[Log]:
    """Make published and some rejected work of twenty years; the same ``tag`` gives the same.

    In the order of its ids, which fills an index much faster.
    """
    chance, until = random.Random(f"{SEED}/{tag}"), now()
    for at in range(number):
        spot = found[at % len(found)]
        done = until - timedelta(days=chance.randrange(1, YEARS * 365), seconds=chance.randrange(86400))
        yield Log(
            id=UUID(int=(at << 96) * (2**32 // number) + chance.getrandbits(96), version=4),
            spot=spot,
            activity=chance.choice(spot.activities),
            done=done,
            received=done + timedelta(hours=chance.randrange(24)),
            author=authors[chance.randrange(len(authors))],
            state=State.REJECTED if tag == "decided" and at % 12 == 0 else State.PUBLISHED,
            share=chance.choice(SHARES),
        )


def put(made: Any, deciders: Sequence[UUID]) -> None:
    """Fill the three tables; ``made`` gives the same logs each time that it is called."""
    with loading.without_indexes("submission", "maintenance_log", "decision"):
        loading.put("submission", loading.SUBMISSION, (_parent(one) for one in made()))
        loading.put("maintenance_log", LOG, (_child(one) for one in made()))
        decided = (_decision(one, deciders[at % len(deciders)]) for at, one in enumerate(made()))
        loading.put("decision", DECISION, decided)
    loading.analyze()


def moment(at: datetime) -> str:
    """Write a moment of UTC as the database keeps it."""
    return at.isoformat(" ", "microseconds")[:26] + ("" if db.engine.dialect.name == "sqlite" else "+00")


def _parent(one: Log) -> tuple[Any, ...]:
    kept = (one.state.value, 2, False, 1, moment(one.received), "[]", "0" * 64, 1)
    return (one.id, "maintenance", one.author, one.spot.code, *kept)


def _child(one: Log) -> tuple[Any, ...]:
    done = f"{one.done:%Y-%m-%d}"
    return (one.id, one.spot.id, one.activity, done, *one.share, "", 2, "none_seen", False, "")


def _decision(one: Log, actor: UUID) -> tuple[Any, ...]:
    published = one.state == State.PUBLISHED
    step, why = ("publish", "") if published else ("reject", "Dit staat er al.")
    at = moment(one.received + timedelta(minutes=20))
    return (one.id, one.id, actor, step, "pending", one.state.value, why, "{}", at)
