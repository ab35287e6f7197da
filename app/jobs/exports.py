"""Files that people asked for are made, and go when they are old or told to."""

import uuid
from typing import Final

from app.exports import darwin_core, sightings_csv
from app.models import ExportKind
from app.services.exports import make_export, sweep_exports

WRITERS: Final = {ExportKind.CSV: sightings_csv.write, ExportKind.DARWIN_CORE: darwin_core.write}


def make(*, export_id: str) -> None:
    """Make a file that someone asked for."""
    make_export(uuid.UUID(export_id), writers=WRITERS)


def sweep() -> None:
    """Remove the files that are over."""
    sweep_exports()
