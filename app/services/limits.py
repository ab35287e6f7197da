"""Count what people do often, over all workers and hosts, and say no when it is too often."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from app.core.clock import now
from app.core.errors import N_, BusyError, TooManyError
from app.core.ids import digest
from app.extensions import db
from app.models import Attempt
from app.spatial.engine import lost_race, unavailable
from app.spatial.locks import turn_of

log = logging.getLogger(__name__)
UNCOUNTED: Final = N_("Dit lukt nu even niet. Probeer het over een halve minuut nog eens.")


@dataclass(frozen=True, order=True)
class Limit:
    """At most ``most`` of a kind per ``per_s`` seconds for one key (an address, a network, everyone)."""

    kind: str
    key: str
    most: int
    per_s: int

    @property
    def key_sha256(self) -> str:
        """Return what the table keeps instead of the key."""
        return digest(f"{self.kind} {self.key}")


def spend(limits: Sequence[Limit], *, sentence: str) -> None:
    """Count one of each within the running use case.

    Raises TooManyError, and counts none, when one is used up; ``sentence`` may name ``%(minutes)s``.
    What was refused does not count, so a limit never becomes a lock that an attacker holds closed. What
    cannot be counted is not done: BusyError (A11).
    """
    try:
        _count(limits, sentence)
    except DBAPIError as error:
        if lost_race(error) or unavailable(error):  # the use case tries again, or says that it is busy
            raise
        log.exception("attempts cannot be counted")
        raise BusyError(UNCOUNTED, retry_after_s=30) from error


def _count(limits: Sequence[Limit], sentence: str) -> None:
    keys = {(limit.kind, limit.key_sha256) for limit in limits}
    for _kind, key in sorted(keys):
        db.session.execute(select(turn_of(key)))
    wait_s = max((_wait_s(limit) for limit in limits), default=0)
    if wait_s:
        raise TooManyError(sentence, retry_after_s=wait_s, minutes=-(-wait_s // 60))
    db.session.add_all(Attempt(kind=kind, key_sha256=key) for kind, key in sorted(keys))
    db.session.flush()


def _wait_s(limit: Limit) -> int:
    """Return how many seconds from now there is room again; 0 when there is room."""
    moment = now()
    recent = (
        select(Attempt.at)
        .where(
            Attempt.kind == limit.kind,
            Attempt.key_sha256 == limit.key_sha256,
            Attempt.at > moment - timedelta(seconds=limit.per_s),
        )
        .order_by(Attempt.at.desc())
        .offset(limit.most - 1)
        .limit(1)
    )
    full_since = db.session.scalar(recent)
    if full_since is None:
        return 0
    return max(1, round((full_since - moment).total_seconds()) + limit.per_s)


def count_attempts(limit: Limit) -> int:
    """Count what was spent of a limit lately."""
    since = now() - timedelta(seconds=limit.per_s)
    mine = select(func.count()).where(
        Attempt.kind == limit.kind, Attempt.key_sha256 == limit.key_sha256, Attempt.at > since
    )
    return db.session.scalar(mine) or 0
