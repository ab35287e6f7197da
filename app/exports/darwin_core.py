"""A Darwin Core archive: a zip with the sightings, their photos, and what the columns mean."""

import csv
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import IO, Any, Final

from app.config import settings
from app.core.text import one_line
from app.exports.cells import Cell, written
from app.exports.occurrences import DWC, MULTIMEDIA, OCCURRENCE, occurrence, pictures
from app.services.exports import MAX_ROWS, About, Rows

Terms = Sequence[tuple[str, str]]
ROWS: Final = {"core": f"{DWC}Occurrence", "extension": "http://rs.gbif.org/terms/1.0/Multimedia"}
IN_MEMORY: Final = 1 << 20  # bytes of the photos' file; more lies on the disk until the zip takes it
HOW: Final = (
    "Van kwetsbare soorten en plekken staat hier alleen het midden van een vast vak van 1 of 5 km,"
    " met de maand of het jaar. Wat alleen in Haarvaten mag staan, wat nog wacht of onder embargo is,"
    " staat er niet in. Tekst die een rekenblad als formule zou lezen, begint met een '."
    " Die hoort niet bij de tekst."
)


def write(target: IO[bytes], batches: Rows, about: About) -> None:
    """Write the archive, the sightings as they come; the file of their photos waits beside it."""
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
        tempfile.SpooledTemporaryFile(IN_MEMORY, dir=str(settings().data_dir)) as beside,
    ):
        archive.writestr("meta.xml", _meta())
        archive.writestr("eml.xml", _eml(about))
        with (
            archive.open("occurrence.txt", "w") as entry,
            _table(entry, OCCURRENCE) as rows,
            _table(beside, MULTIMEDIA, "coreid") as more,
        ):
            for batch in batches:
                for sighting in batch:
                    cells = occurrence(sighting)
                    rows.writerow(_line(cells, OCCURRENCE))
                    for picture in pictures(sighting):
                        more.writerow([str(cells["occurrenceID"]), *_line(picture, MULTIMEDIA)])
        beside.seek(0)
        with archive.open("multimedia.txt", "w") as entry:
            shutil.copyfileobj(beside, entry)


@contextmanager
def _table(target: Any, terms: Terms, *first: str) -> Iterator[Any]:
    """Give what writes rows between tabs, the names of the columns first."""
    text = io.TextIOWrapper(target, "utf-8", newline="", write_through=True)
    rows = csv.writer(text, delimiter="\t", lineterminator="\n")
    rows.writerow([*first, *(name for name, _ in terms)])
    try:
        yield rows
    finally:
        text.detach()  # what it wrote to stays open


def _line(cells: dict[str, Cell], terms: Terms) -> list[str]:
    return written([cells[name] for name, _ in terms], point=".")


def _meta() -> str:
    """Return which column is which; the first of each file is the id of the sighting."""
    core = _file("core", "id", "occurrence.txt", OCCURRENCE, 0)
    beside = _file("extension", "coreid", "multimedia.txt", MULTIMEDIA, 1)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<archive xmlns="http://rs.tdwg.org/dwc/text/" metadata="eml.xml">\n{core}{beside}</archive>\n'
    )


def _file(kind: str, key: str, location: str, terms: Terms, first: int) -> str:
    fields = "".join(
        f'    <field index="{at}" term="{whose}{name}"/>\n' for at, (name, whose) in enumerate(terms, first)
    )
    return (
        f'  <{kind} encoding="UTF-8" fieldsTerminatedBy="\\t" linesTerminatedBy="\\n"'
        f' fieldsEnclosedBy="&quot;" ignoreHeaderLines="1" rowType="{ROWS[kind]}">\n'
        f'    <files><location>{location}</location></files>\n    <{key} index="0"/>\n{fields}  </{kind}>\n'
    )


def _eml(about: About) -> str:
    """Return what this is, whose, and how it may be used."""
    given = settings()
    who = (
        f"<organizationName>{_safe(given.operator_name)}</organizationName>"
        f"<electronicMailAddress>{_safe(given.operator_email)}</electronicMailAddress>"
        f"<onlineUrl>{_safe(given.base_url)}</onlineUrl>"
    )
    asked = ", ".join(f"{name}: {value}" for name, value in about.asked.items() if value)
    what = (
        "Planten, dieren en paddenstoelen die vrijwilligers zagen in het Drentse landschap."
        f" Hoogstens {MAX_ROWS} waarnemingen, de nieuwste eerst. Gevraagd: {asked or 'alles'}."
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<eml:eml xmlns:eml="eml://ecoinformatics.org/eml-2.1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="eml://ecoinformatics.org/eml-2.1.1 http://rs.gbif.org/schema/eml-gbif-profile/1.1/eml.xsd"'
        f' packageId="{about.id}/v1" system="http://gbif.org" scope="system" xml:lang="nl">\n<dataset>\n'
        f"<alternateIdentifier>{about.id}</alternateIdentifier>\n"
        '<title xml:lang="nl">Waarnemingen in Haarvaten</title>\n'
        f"<creator>{who}</creator>\n<metadataProvider>{who}</metadataProvider>\n"
        f"<pubDate>{about.made_on.isoformat()}</pubDate>\n<language>nl</language>\n"
        f"<abstract><para>{_safe(what)}</para></abstract>\n"
        f"<additionalInfo><para>{_safe(HOW)}</para></additionalInfo>\n"
        "<intellectualRights><para>Per waarneming CC0 1.0 of CC BY 4.0: zie de kolom license.</para>"
        f"</intellectualRights>\n<contact>{who}</contact>\n</dataset>\n</eml:eml>\n"
    )


def _safe(text: str) -> str:
    return escape(one_line(text))
