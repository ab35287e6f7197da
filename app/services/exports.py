"""Files with public sightings: asked for, made by a job in batches, kept three days or until told (G10)."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import IO, Any, Final

from sqlalchemy import select, update

from app import queue
from app.core.clock import now, today
from app.core.errors import N_, ConflictError, NotFoundError
from app.extensions import db
from app.models import Export, ExportKind, ExportState, Sighting, User
from app.queries.exports import BUSY, Place, count_busy, count_leaving, find_leaving
from app.queries.sightings import SightingFilter
from app.services.limits import Limit, spend
from app.spatial.locks import turn_of
from app.storage import export_files
from app.transaction import load, transactional

MAKE: Final = "exports.make"
CLEAR: Final = "exports.clear"
MAX_ROWS: Final = 100_000
BATCH: Final = 500
AT_ONCE: Final = 2
A_DAY: Final = 10
KEPT: Final = timedelta(days=3)
GIVEN_UP: Final = timedelta(days=1)
LEFT_BEHIND: Final = timedelta(days=1)  # a file of no row: its transaction never came
TURN: Final = "exports"
MANY: Final = N_("Er worden al %(most)s bestanden voor je gemaakt. Wacht tot er één klaar is.")
OFTEN: Final = N_("Je vroeg al 10 bestanden in één dag. Morgen kan het weer.")
exports: Any = Export.__table__


@dataclass(frozen=True, kw_only=True)
class About:
    """What a file says of itself."""

    id: uuid.UUID
    made_on: date
    asked: Mapping[str, Any]


Rows = Iterable[Sequence[Sighting]]
Writer = Callable[[IO[bytes], Rows, About], None]


class OutdatedError(ConflictError):
    """Something was hidden while a file was made; it begins again."""


@transactional
def request_export(ident: uuid.UUID, kind: ExportKind, asked: SightingFilter, *, actor: User) -> Export:
    """Have a file made by a job; the same form twice is one file.

    Raises ConflictError while two are being made for this person, TooManyError after ten in a day,
    NotFoundError for an id that someone else has.
    """
    known = load(Export, ident)
    if known is not None:
        if known.person_id != actor.id:
            raise NotFoundError
        return known
    if count_busy(actor) >= AT_ONCE:
        raise ConflictError(MANY, most=AT_ONCE)
    spend([Limit("export", str(actor.id), A_DAY, 86400)], sentence=OFTEN)
    found = Export(id=ident, person_id=actor.id, kind=kind, asked=asdict(asked))
    db.session.add(found)
    queue.add(MAKE, export_id=str(ident))
    return found


def make_export(ident: uuid.UUID, *, writers: Mapping[ExportKind, Writer]) -> None:
    """Make a file that was asked for: rows are read in batches and written as they come.

    Twice is once. Raises OutdatedError when something was hidden meanwhile (the job comes again),
    FullError or UnreachableError.
    """
    found = _begin(ident)
    if found is None:
        return
    kind, ending, asked = found.kind, found.ending, dict(found.asked)
    about = About(id=ident, made_on=today(), asked=asked)
    with export_files.draft() as file:
        writers[kind](file, _batches(ident, SightingFilter(**asked)), about)
        size_bytes = export_files.put(ident, ending, file)
    if not _finish(ident, size_bytes):
        export_files.delete(ident, ending)
        raise OutdatedError


@transactional
def _begin(ident: uuid.UUID) -> Export | None:
    """Say that a file is being made; None when there is nothing to make.

    Whoever hides something has the turn until the commit, so what is read from here on is hidden too.
    """
    db.session.execute(select(turn_of(TURN)))
    found = load(Export, ident)
    if found is None or not found.busy:
        return None
    count = count_leaving(SightingFilter(**found.asked), most=MAX_ROWS)
    found.state, found.done = ExportState.MAKING, 0
    found.total, found.more = min(count, MAX_ROWS), count > MAX_ROWS
    return found


def _batches(ident: uuid.UUID, asked: SightingFilter) -> Iterator[Sequence[Sighting]]:
    """Yield what may leave, and note how far it is; raises OutdatedError as soon as it must begin again."""
    after: Place | None = None
    done = 0
    while done < MAX_ROWS:
        rows = find_leaving(asked, after=after, size=min(BATCH, MAX_ROWS - done))
        if not rows:
            return
        after, done = (rows[-1].seen_from, rows[-1].id), done + len(rows)
        yield rows
        _note(ident, done)


@transactional
def _note(ident: uuid.UUID, done: int) -> None:
    mine = update(exports).where(exports.c.id == ident, exports.c.state == ExportState.MAKING)
    if not db.session.connection().execute(mine.values(done=done)).rowcount:
        raise OutdatedError


@transactional
def _finish(ident: uuid.UUID, size_bytes: int) -> bool:
    """Let the file be fetched; tell whether it may."""
    found = load(Export, ident)
    if found is None or found.state != ExportState.MAKING:
        return False
    found.state, found.size_bytes = ExportState.READY, size_bytes
    found.made_at = now()
    found.expires_at = found.made_at + KEPT
    queue.done()
    return True


def expire_exports() -> None:
    """Expire every file, within the running use case: something that one may hold was hidden or coarsened.

    What is being made begins again. It is a simple rule that needs no list of what is in which file.
    """
    db.session.execute(select(turn_of(TURN)))
    ready = update(exports).where(exports.c.state == ExportState.READY)
    again = update(exports).where(exports.c.state == ExportState.MAKING)
    connection = db.session.connection()
    connection.execute(again.values(state=ExportState.WAITING))
    if connection.execute(ready.values(state=ExportState.EXPIRED)).rowcount:
        queue.add(CLEAR)


def expire_exports_of(person: User) -> None:
    """Expire what someone asked for, within the use case that closes their account; nothing more is made."""
    states = (*BUSY, ExportState.READY)
    mine = update(exports).where(exports.c.person_id == person.id, exports.c.state.in_(states))
    if db.session.connection().execute(mine.values(state=ExportState.EXPIRED)).rowcount:
        queue.add(CLEAR)


def sweep_exports() -> None:
    """Expire what is old, give up what was never made, and remove the files of both.

    The rows stay: who asked for what, when, and how many sightings it held.
    """
    _expire_old()
    busy_or_ready = {*BUSY, ExportState.READY}
    for ident, ending, written_at in export_files.listed():
        state = db.session.scalar(select(Export.state).where(Export.id == ident))
        young = state is None and written_at > now() - LEFT_BEHIND
        if state not in busy_or_ready and not young:
            export_files.delete(ident, ending)


@transactional
def _expire_old() -> None:
    moment = now()
    old = update(exports).where(exports.c.state == ExportState.READY, exports.c.expires_at <= moment)
    stuck = exports.c.asked_at <= moment - GIVEN_UP
    never = update(exports).where(exports.c.state.in_(BUSY), stuck)
    connection = db.session.connection()
    connection.execute(old.values(state=ExportState.EXPIRED))
    connection.execute(never.values(state=ExportState.FAILED))
