"""Take in a map of areas, as a file or from PDOK, and read it: the dry run (G08)."""

import shutil
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import IO, Any, Final

from sqlalchemy import insert, update

from app import queue
from app.config import settings
from app.core.clock import now
from app.core.errors import N_, InvalidError, NotAllowedError
from app.core.ids import new_id
from app.core.outside import refuse_while_writing
from app.core.text import one_line
from app.extensions import db
from app.models import Area, AreaImport, AreaLayer, ImportState, User
from app.outside.areas import COLLECTIONS, fetch_layer
from app.policies.areas import can_manage
from app.queries.areas import layer_of
from app.queries.reference import find_municipalities
from app.services.area_rows import HINTS, Judged, judge
from app.spatial.areas_file import read_rows
from app.spatial.shapes import wgs84
from app.storage import area_files
from app.transaction import load, transactional

READ: Final = "areas.read"
FETCH: Final = "areas.fetch"
SAME: Final = N_("Er is niets veranderd: deze gebieden gelden al.")
KEPT: Final = timedelta(days=2)
BATCH: Final = 100
EVERY: Final = 50  # rows between two notes of progress
MAX_SOURCE: Final = 120


def receive_areas(
    stream: IO[bytes], *, layer: AreaLayer, source: str, credit: str, actor: User | None
) -> AreaImport:
    """Keep a file with a map and have it read; nothing of it counts before it is applied.

    Raises TooLargeError, InvalidError or FullError; nothing is stored then.
    """
    ident = new_id()
    area_files.receive(stream, ident)
    try:
        return _record(ident, READ, layer=layer, source=source, credit=credit, actor=actor)
    except BaseException:
        area_files.delete(ident)
        raise


def ask_for_areas(layer: AreaLayer, *, credit: str, actor: User | None) -> AreaImport:
    """Have a layer fetched from PDOK by a job; raises InvalidError when it is off or has no such layer."""
    if not settings().pdok_url or layer not in COLLECTIONS:
        raise InvalidError(N_("Deze kaart kunnen we niet ophalen. Kies een bestand."), field="file")
    return _record(new_id(), FETCH, layer=layer, source="PDOK", credit=credit, actor=actor)


@transactional
def _record(  # noqa: PLR0913 (what is recorded)
    ident: uuid.UUID, job: str, *, layer: AreaLayer, source: str, credit: str, actor: User | None
) -> AreaImport:
    if actor is not None and not can_manage(actor):
        raise NotAllowedError
    found = AreaImport(
        id=ident,
        layer=layer,
        source=one_line(source)[:MAX_SOURCE],
        credit=one_line(credit)[:MAX_SOURCE],
        actor=actor,
    )
    db.session.add(found)
    queue.add(job, host=settings().host, import_id=str(ident))
    return found


def fetch_areas(ident: uuid.UUID) -> None:
    """Fetch what was asked for and read it; raises UnreachableError when PDOK is away."""
    refuse_while_writing("a request to PDOK")
    found = db.session.get(AreaImport, ident)
    if found is None or found.state != ImportState.READING:
        return
    layer = AreaLayer(found.layer)
    db.session.rollback()  # nothing is held while another server answers
    path = area_files.path_of(ident)
    path.write_bytes(fetch_layer(layer))
    read_areas(ident)


def read_areas(ident: uuid.UUID) -> None:
    """Read a file that was handed in and keep what it says: areas that wait, and a report (the dry run).

    Reading twice is reading once. Raises OSError when the reader cannot run (try again later).
    """
    found = db.session.get(AreaImport, ident)
    if found is None or found.state != ImportState.READING:
        area_files.delete(ident)
        return
    layer, twelve = AreaLayer(found.layer), list(find_municipalities())
    db.session.rollback()
    try:
        judged = judge(layer, read_rows(_path(ident), HINTS[layer]), twelve, progress=_noting_progress(ident))
    except InvalidError as error:
        _fail(ident, error.sentence, dict(error.values))
    else:
        _keep(ident, layer, judged)
    area_files.delete(ident)


def _path(ident: uuid.UUID) -> Path:
    path = area_files.path_of(ident)
    if not path.exists():
        raise InvalidError(N_("Het bestand is er niet meer. Kies het opnieuw."), field="file")
    return path


def _noting_progress(ident: uuid.UUID) -> Callable[[int], None]:
    def note(row: int) -> None:
        if row % EVERY == 0:
            _note_progress(ident, row)

    return note


@transactional
def _note_progress(ident: uuid.UUID, done: int) -> None:
    db.session.execute(update(AreaImport).where(AreaImport.id == ident).values(done=done))


@transactional
def _fail(ident: uuid.UUID, sentence: str, values: dict[str, Any]) -> None:
    found = load(AreaImport, ident)
    if found is not None and found.state == ImportState.READING:
        found.state, found.error = ImportState.FAILED, sentence
        found.report = [{"row": 0, "level": "error", "sentence": sentence, "values": _plain(values)}]
    queue.done()


def _plain(values: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


@transactional
def _keep(ident: uuid.UUID, layer: AreaLayer, judged: Judged) -> None:
    found = load(AreaImport, ident)
    if found is None or found.state != ImportState.READING:
        return
    current = layer_of(layer)
    found.report, found.content_sha256 = judged.report, judged.sha256
    found.done = found.total = len(judged.areas)
    if not judged.areas:
        found.state, found.error = ImportState.FAILED, judged.report[-1]["sentence"]
    elif current is not None and current.content_sha256 == judged.sha256:
        found.state, found.error = ImportState.FAILED, SAME
    else:
        found.state = ImportState.CHECKED
        _add_areas(ident, judged)
    queue.done()


def _add_areas(ident: uuid.UUID, judged: Judged) -> None:
    rows = [
        {
            "id": new_id(),
            "import_id": ident,
            "code": one.code,
            "name": one.name,
            "value": one.value,
            "shape": wgs84(one.shape),
        }
        for one in judged.areas
    ]
    for start in range(0, len(rows), BATCH):
        db.session.execute(insert(Area), rows[start : start + BATCH])


def sweep_area_files() -> None:
    """Remove files that no job has read for two days."""
    for path in area_files.left_behind(now() - KEPT):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
