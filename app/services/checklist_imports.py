"""Take in a list of species that a coordinator hands in: looked at by a job, then taken over by another."""

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Final

from sqlalchemy import update

from app import queue
from app.config import settings
from app.core.clock import now
from app.core.errors import N_, ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.core.ids import new_id
from app.core.text import one_line
from app.extensions import db
from app.models import ChecklistImport, ChecklistState, User
from app.policies.species import can_manage
from app.services.checklist import MAX_SOURCE, Listed, Plan, look_at, read_list, take_over
from app.storage import area_files
from app.transaction import load, transactional

READ: Final = "checklists.read"
APPLY: Final = "checklists.apply"
EVERY: Final = 5_000  # rows between two notes of progress
GONE: Final = N_("Het bestand is er niet meer. Kies het opnieuw.")


def receive_checklist(stream: IO[bytes], *, source: str, actor: User | None) -> ChecklistImport:
    """Keep a file beside the maps and have it looked at; nothing of it counts before it is applied.

    Raises TooLargeError, InvalidError or FullError; nothing is stored then.
    """
    ident = new_id()
    area_files.receive(stream, ident)
    try:
        return _record(ident, source=source, actor=actor)
    except BaseException:
        area_files.delete(ident)
        raise


@transactional
def _record(ident: uuid.UUID, *, source: str, actor: User | None) -> ChecklistImport:
    _check(actor)
    host = settings().host
    found = ChecklistImport(id=ident, source=one_line(source)[:MAX_SOURCE], host=host, actor=actor)
    db.session.add(found)
    queue.add(READ, host=host, checklist_id=str(ident))
    return found


def look_at_checklist(ident: uuid.UUID) -> None:
    """Look at a file that was handed in and keep what it would do (the dry run). Twice is once."""
    listed = _read(ident, ChecklistState.READING)
    if listed is not None:
        _keep(ident, listed.source, look_at(listed))


@transactional
def apply_checklist(ident: uuid.UUID, *, actor: User | None) -> ChecklistImport:
    """Have a list taken over by a job; twice is once. Raises NotFoundError or ConflictError."""
    _check(actor)
    found = load(ChecklistImport, ident)
    if found is None:
        raise NotFoundError
    if found.state in {ChecklistState.APPLYING, ChecklistState.APPLIED}:
        return found
    if found.state != ChecklistState.CHECKED:
        raise ConflictError(N_("Deze lijst is niet klaar om over te nemen."))
    found.state, found.done = ChecklistState.APPLYING, 0
    queue.add(APPLY, host=found.host, checklist_id=str(ident))
    return found


def take_over_checklist(ident: uuid.UUID) -> None:
    """Take over a list, in one transaction with the end of its job."""
    listed = _read(ident, ChecklistState.APPLYING)
    if listed is not None:
        _take_over(ident, listed)
        area_files.delete(ident)


def drop_checklist(ident: uuid.UUID, *, actor: User | None) -> None:
    """Forget a list that was never taken over; gone already is fine. Raises ConflictError for others."""
    _forget(ident, actor=actor)
    area_files.delete(ident)  # on another server the nightly clean-up finds it


@transactional
def _forget(ident: uuid.UUID, *, actor: User | None) -> None:
    _check(actor)
    found = load(ChecklistImport, ident)
    if found is None:
        return
    if found.state not in {ChecklistState.CHECKED, ChecklistState.FAILED}:
        raise ConflictError(N_("Deze lijst kun je niet weggooien."))
    db.session.delete(found)


def _check(actor: User | None) -> None:
    if actor is not None and not can_manage(actor):
        raise NotAllowedError


def _read(ident: uuid.UUID, state: ChecklistState) -> Listed | None:
    """Read the file of a list that stands there; None when it does not, or the file is refused."""
    found = db.session.get(ChecklistImport, ident)
    if found is None or found.state != state:
        return None
    called = found.source.rpartition(".")[0] or found.source
    db.session.rollback()  # nothing is held while a file is read
    try:
        return read_list(_path(ident), called=called, progress=_noting_progress(ident))
    except InvalidError as error:
        _fail(ident, error)
        area_files.delete(ident)
        return None


def _path(ident: uuid.UUID) -> Path:
    path = area_files.path_of(ident)
    if not path.exists():
        raise InvalidError(GONE, field="file")
    return path


def _noting_progress(ident: uuid.UUID) -> Callable[[int], None]:
    def note(row: int) -> None:
        if row % EVERY == 0:
            _note_progress(ident, row)

    return note


@transactional
def _note_progress(ident: uuid.UUID, done: int) -> None:
    db.session.execute(update(ChecklistImport).where(ChecklistImport.id == ident).values(done=done))


@transactional
def _fail(ident: uuid.UUID, error: InvalidError) -> None:
    found = load(ChecklistImport, ident)
    if found is not None and found.state in {ChecklistState.READING, ChecklistState.APPLYING}:
        values = {name: str(value) for name, value in error.values.items()}
        found.state, found.error = ChecklistState.FAILED, error.sentence
        found.counts, found.report = {"values": values}, []
    queue.done()


@transactional
def _keep(ident: uuid.UUID, title: str, plan: Plan) -> None:
    found = load(ChecklistImport, ident)
    if found is not None and found.state == ChecklistState.READING:
        found.state, found.title = ChecklistState.CHECKED, title
        _report(found, plan)
    queue.done()


@transactional
def _take_over(ident: uuid.UUID, listed: Listed) -> None:
    found = load(ChecklistImport, ident)
    if found is not None and found.state == ChecklistState.APPLYING:
        found.state, found.applied_at = ChecklistState.APPLIED, now()
        _report(found, take_over(listed))
    queue.done()


def _report(found: ChecklistImport, plan: Plan) -> None:
    counts: dict[str, Any] = {"new": len(plan.new), "changed": len(plan.changed), "names": len(plan.names)}
    found.counts = counts | {"same": plan.same, "skipped": plan.skipped, "refused": plan.refused}
    errors = sorted(plan.errors)
    found.report = [{"row": row, "sentence": sentence, "name": name} for row, sentence, name in errors]
