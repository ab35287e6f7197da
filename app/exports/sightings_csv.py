"""CSV for people with a Dutch spreadsheet; programs take the Darwin Core archive.

Excel in Dutch opens a file by double click only with ``;`` between the cells, reads UTF-8 only behind a
BOM, and takes 52.997 for fifty-two thousand: so a comma stands before the decimals. LibreOffice reads it too.
"""

import csv
import io
from typing import IO, Final

from app.exports.cells import written
from app.exports.occurrences import OCCURRENCE, address_of, occurrence, public_photos
from app.services.exports import About, Rows

HEAD: Final = [name for name, _ in OCCURRENCE] + ["associatedMedia"]
BETWEEN: Final = " | "  # of several addresses in one cell, as Darwin Core asks


def write(target: IO[bytes], batches: Rows, about: About) -> None:  # noqa: ARG001 (a CSV says nothing of itself)
    """Write all sightings, as they come."""
    text = io.TextIOWrapper(target, "utf-8-sig", newline="", write_through=True)
    rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
    rows.writerow(HEAD)
    for batch in batches:
        for sighting in batch:
            cells = occurrence(sighting)
            cells["associatedMedia"] = BETWEEN.join(map(address_of, public_photos(sighting)))
            rows.writerow(written([cells[name] for name in HEAD], point=","))
    text.detach()
