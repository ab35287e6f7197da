"""Files with sightings as the job makes them, and what stands in them."""

import csv
import io
import uuid
import zipfile

from app.core.clock import now
from app.exports.cells import unguarded
from app.extensions import db
from app.jobs import exports as jobs
from app.models import Export, ExportKind, ExportState, User
from app.queries.sightings import SightingFilter
from app.services.exports import KEPT, request_export
from app.storage import export_files


def asked_export(person: User, kind: str = "csv", **asked) -> Export:
    """Ask for a file, and leave it to wait."""
    return request_export(uuid.uuid4(), ExportKind(kind), SightingFilter(**asked), actor=person)


def made_export(person: User, kind: str = "csv", **asked) -> Export:
    """Ask for a file and make it."""
    found = asked_export(person, kind, **asked)
    jobs.make(export_id=str(found.id))
    db.session.expire_all()
    return found


def stored_export(person: User) -> Export:
    """Store a file that is ready, with next to nothing in it."""
    data, moment = b"occurrenceID\r\n", now()
    found = Export(person_id=person.id, kind=ExportKind.CSV, state=ExportState.READY, asked={})
    found.size_bytes, found.made_at, found.expires_at = len(data), moment, moment + KEPT
    db.session.add(found)
    db.session.commit()
    with export_files.draft() as file:
        file.write(data)
        export_files.put(found.id, found.ending, file)
    return found


def bytes_of(export: Export) -> bytes:
    """Return the file."""
    return b"".join(export_files.chunks(export.id, export.ending))


def rows_of(data: bytes) -> list[dict[str, str]]:
    """Read a CSV of ours back: each cell as it was before it was guarded."""
    table = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    return [{name: unguarded(cell) for name, cell in row.items()} for row in table]


def texts_in(data: bytes) -> str:
    """Return all that stands in the files of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return "\n".join(opened.read(name).decode("utf-8") for name in opened.namelist())
