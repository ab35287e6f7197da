"""What waits at the desk: ten thousand items of all kinds but reported photos, each with a photo."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select, text

from app.core.clock import now
from app.extensions import db
from app.models import Submission
from tests.bench import loading, work
from tests.bench.elements import SEED

DAYS: Final = 30
KINDS: Final = {"maintenance": 75, "presence_check": 15, "element_change": 7, "ground_claim": 3}
LOOK: Final = json.dumps([{"code": "nest.not_checked", "level": "look", "values": {}}])
PHOTO: Final = [
    "id",
    "owner_id",
    "submission_id",
    "position",
    "moment",
    "alt",
    "state",
    "turn",
    "turned",
    "sent_sha256",
    "sent_bytes",
    "sent_type",
    "host",
    "master_sha256",
    "width",
    "height",
    "created_at",
]
RENDITION: Final = ["photo_id", "size", "sha256", "bytes", "width", "height"]
CHILDREN: Final[dict[str, tuple[list[str], Callable[[datetime], tuple[Any, ...]]]]] = {
    "presence_check": (["seen", "seen_on", "notes"], lambda at: ("same", f"{at:%Y-%m-%d}", "")),
    "element_change": (
        ["base_version", "base", "wanted", "desk_chooses", "why"],
        lambda _at: (1, '{"width_m": null}', '{"width_m": 4.0}', False, "Nagemeten."),
    ),
    "ground_claim": (["wish", "contact", "notes"], lambda _at: ("keep", "", "Het mag blijven.")),
    "maintenance": (
        work.LOG[2:],
        lambda at: ("litter_pick", f"{at:%Y-%m-%d}", 1, 1, "", 2, "not_checked", False, ""),
    ),
}
Item = tuple[UUID, str, work.Spot, UUID, datetime]


def fill(authors: Sequence[UUID], number: int, *, assignee: UUID) -> None:
    """Add to the elements that wait until there are so many; now and then one is for ``assignee``."""
    elements = db.session.execute(select(Submission.id).where(Submission.waits)).scalars().all()
    chance, until = random.Random(SEED), now()
    for ident in elements:
        came = until - timedelta(minutes=chance.randrange(DAYS * 1440))
        _shift(ident, chance.choice(authors), came)
    db.session.commit()
    made = list(_items(authors, number - len(elements), chance))
    columns = [*loading.SUBMISSION, "needs_look", "assignee_id"]
    loading.put("submission", columns, (_parent(one, at, assignee) for at, one in enumerate(made)))
    for kind, (columns, rest) in CHILDREN.items():
        table = "maintenance_log" if kind == "maintenance" else kind
        rows = ((one[0], one[2].id, *rest(one[4])) for one in made if one[1] == kind)
        loading.put(table, ["id", "element_id", *columns], rows)
    whose = [(one[0], one[3], one[4]) for one in made]
    loading.put("decision", work.DECISION, (_handed_in(*one) for one in whose))
    put_photos(whose)
    loading.analyze()


def put_photos(whose: Sequence[tuple[UUID, UUID, datetime]]) -> None:
    """Give each of these, with its author and when it came in, one photo."""
    loading.put("photo", PHOTO, (_photo(*one) for one in whose))
    loading.put("rendition", RENDITION, (row for one in whose for row in _renditions(one[0])))


def hold(but: int | None) -> None:
    """Let only the oldest so many wait, so that the pages are the same; all of it again with None."""
    db.session.rollback()
    if but is None:
        db.session.execute(text("UPDATE submission SET waits = true WHERE state = 'pending' AND NOT waits"))
    else:
        line = (Submission.urgency, Submission.received_at, Submission.id)
        ids = db.session.scalars(select(Submission.id).where(Submission.waits).order_by(*line)).all()
        stay = ids[:but]
        table: Any = Submission.__table__
        aside = table.c.waits & table.c.id.not_in(stay)
        db.session.execute(table.update().where(aside).values(waits=False))
    db.session.commit()
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE submission"))


def _shift(ident: UUID, author: UUID, came: datetime) -> None:
    table: Any = Submission.__table__
    db.session.execute(table.update().where(table.c.id == ident).values(received_at=came, author_id=author))


def _items(authors: Sequence[UUID], number: int, chance: random.Random) -> Iterator[Item]:
    found, until = work.spots(), now()
    kinds = [kind for kind, share in KINDS.items() for _ in range(share)]
    for _ in range(number):
        came = until - timedelta(minutes=chance.randrange(DAYS * 1440))
        ident = UUID(int=chance.getrandbits(128), version=4)
        yield ident, chance.choice(kinds), chance.choice(found), chance.choice(authors), came


def _parent(one: Item, at: int, assignee: UUID) -> tuple[Any, ...]:
    ident, kind, spot, author, came = one
    urgency, look = int(kind != "ground_claim"), at % 3 > 0 or kind in {"ground_claim", "element_change"}
    kept = ("pending", 1, True, urgency, work.moment(came), LOOK if look else "[]", "0" * 64, 1)
    return (ident, kind, author, spot.code, *kept, look, assignee if at % 20 == 0 else None)


def _handed_in(ident: UUID, author: UUID, came: datetime) -> tuple[Any, ...]:
    return (ident, ident, author, "submit", None, "pending", "", "{}", work.moment(came))


def _photo(ident: UUID, author: UUID, came: datetime) -> tuple[Any, ...]:
    sent = ("0" * 64, 2_000_000, "image/jpeg", "bench", "0" * 64, 2016, 1512, work.moment(came))
    return (ident, author, ident, 0, "", "", "ready", 0, 0, *sent)


def _renditions(ident: UUID) -> Iterator[tuple[Any, ...]]:
    yield ident, 320, "0" * 64, 20_000, 320, 240
    yield ident, 1024, "0" * 64, 150_000, 1024, 768
