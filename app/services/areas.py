"""Let a map of areas count, or no longer; every element is located anew by a job."""

import uuid

from sqlalchemy import delete, func, select

from app import queue
from app.core.clock import now
from app.core.errors import N_, ConflictError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import PAGES, Area, AreaImport, AreaLayer, Element, ImportState, User
from app.models.map import renew
from app.policies.areas import can_manage
from app.queries.areas import layer_of
from app.services.area_reading import SAME
from app.services.locating import LOCATE_ALL
from app.transaction import load, transactional


@transactional
def apply_areas(ident: uuid.UUID, *, actor: User | None) -> AreaImport:
    """Let an import count from now on, and have every element located anew; twice is once.

    ``actor`` is None for the shell. The same areas as those that count already change
    nothing. Raises NotFoundError or ConflictError.
    """
    found = _loaded(ident, actor)
    if found.state == ImportState.APPLIED:
        return found
    if found.state not in {ImportState.CHECKED, ImportState.UNDONE}:
        raise ConflictError(N_("Deze kaart is niet klaar om te gebruiken."))
    current = layer_of(AreaLayer(found.layer))
    if current is not None and current.content_sha256 == found.content_sha256:
        raise ConflictError(SAME)
    found.state, found.applied_at = ImportState.APPLIED, now()
    _locate_all(found)
    return found


@transactional
def undo_areas(ident: uuid.UUID, *, actor: User | None) -> AreaImport:
    """Let an import no longer count; the one before it counts again. Twice is once.

    Raises NotFoundError, or ConflictError when a later import counts by now.
    """
    found = _loaded(ident, actor)
    if found.state == ImportState.UNDONE:
        return found
    current = layer_of(AreaLayer(found.layer))
    if current is None or current.id != found.id:
        raise ConflictError(N_("Deze kaart geldt nu niet. Er is niets terug te draaien."))
    found.state = ImportState.UNDONE
    _locate_all(found)
    return found


@transactional
def drop_areas(ident: uuid.UUID, *, actor: User | None) -> None:
    """Forget an import that was never applied; gone already is fine. Raises ConflictError for others."""
    _check(actor)
    found = load(AreaImport, ident)
    if found is None:
        return
    if found.state in {ImportState.APPLIED, ImportState.UNDONE, ImportState.READING}:
        raise ConflictError(N_("Deze kaart kun je niet weggooien."))
    db.session.execute(delete(Area).where(Area.import_id == ident))
    db.session.delete(found)


def _check(actor: User | None) -> None:
    if actor is not None and not can_manage(actor):
        raise NotAllowedError


def _loaded(ident: uuid.UUID, actor: User | None) -> AreaImport:
    _check(actor)
    found = load(AreaImport, ident)
    if found is None:
        raise NotFoundError
    return found


def _locate_all(found: AreaImport) -> None:
    found.done, found.total = 0, db.session.scalar(select(func.count()).select_from(Element)) or 0
    renew(db.session.connection(), PAGES)  # pages name whose map it is
    queue.add(LOCATE_ALL, import_id=str(found.id), after="")
