"""Our end of the reader of maps: one short-lived process per file, with nothing of ours in it."""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from app.core.errors import N_, InvalidError

READER: Final = Path(__file__).parent / "areas_reader"
WALL_S: Final = 300
ENVIRONMENT: Final = {
    "OPENBLAS_NUM_THREADS": "1",  # a pool of threads would take the address space that files need
    "PROJ_NETWORK": "OFF",
    "CPL_DISABLE_NETWORK": "YES",
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",  # what lies beside a file is none of its business
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
    "LC_ALL": "C.UTF-8",
}
TYPE: Final = N_(
    "Dit bestand kennen wij niet. Kies een GeoJSON, een GeoPackage, of een zip met een shapefile."
)
BROKEN_ZIP: Final = N_("De zip is beschadigd. Maak hem opnieuw.")
REFUSALS: Final = {
    "type": TYPE,
    "unreadable": N_("Dit bestand is beschadigd of is iets anders dan het lijkt. Haal het opnieuw op."),
    "memory": N_("Dit bestand is te groot om te lezen. Neem alleen Drenthe, of vereenvoudig de grenzen."),
    "json_broken": N_("Dit is geen goede GeoJSON. Haal het bestand opnieuw op."),
    "no_collection": N_("In deze GeoJSON staat geen lijst van gebieden (FeatureCollection)."),
    "crs": N_("De coördinaten zijn van een soort die wij niet kennen. Gebruik WGS84, ETRS89 of RD."),
    "crs_missing": N_("Er staat niet in het bestand welke coördinaten het zijn. Gebruik WGS84 of RD."),
    "letters": N_("De letters zijn niet te lezen. Sla het bestand op als UTF-8."),
    "gpkg_view": N_("In dit GeoPackage zitten zoekvragen (views) of vreemde tabellen. Die lezen wij niet."),
    "gpkg_layers": N_("Er zijn meer lagen: %(names)s. Maak een bestand met één laag."),
    "shp_part": N_("Bij de shapefile ontbreekt het deel %(part)s. Doe alle delen in één zip."),
    "shp_contradicts": N_("De delen van de shapefile horen niet bij elkaar. Haal hem opnieuw op."),
    "zip_broken": BROKEN_ZIP,
    "zip_entries": N_("In de zip zitten te veel bestanden. Het mogen er %(most)s zijn."),
    "zip_large": N_("De zip wordt bij uitpakken veel te groot. Wij pakken hem niet uit."),
    "zip_overlap": N_("In de zip liggen bestanden over elkaar heen. Wij pakken hem niet uit."),
    "zip_path": N_("In de zip staan namen die naar andere mappen wijzen. Wij pakken hem niet uit."),
    "zip_link": N_("In de zip zitten verwijzingen. Doe er gewone bestanden in."),
    "zip_locked": N_("De zip is op slot. Maak hem zonder wachtwoord."),
    "zip_nested": N_("In de zip zit nog een zip. Pak die eerst uit."),
    "zip_no_map": N_("In de zip zit geen kaart. Er hoort een shapefile, GeoPackage of GeoJSON in."),
    "zip_more_maps": N_("In de zip zitten meer kaarten. Doe er één in."),
}
ROWS: Final = {
    "null": N_("Er is geen vorm bij deze regel."),
    "kind": N_("Dit is geen vlak. Een gebied is een vlak."),
    "numbers": N_("In de vorm staan punten zonder goede getallen."),
    "vertices": N_("De vorm heeft te veel punten."),
    "flat": N_("Het vlak heeft geen oppervlakte."),
    "broken": N_("De rand kruist zichzelf. Wij weten niet welk gebied bedoeld is."),
    "rd_numbers": N_("De getallen zijn RD, maar het bestand zegt WGS84."),
    "swapped": N_("Lengte en breedte staan andersom: de lengte hoort eerst."),
    "elsewhere": N_("Dit ligt niet in Nederland."),
    "far": N_("Dit ligt niet bij Drenthe. Het is niet nodig."),
    "repaired": N_("De rand raakte zichzelf. Dat is hersteld, het gebied bleef gelijk."),
}


@dataclass(frozen=True)
class Row:
    """One row of a file. ``shape`` (WGS84) is None when ``word`` says what is wrong: a key of ROWS."""

    number: int
    fields: Mapping[str, str]
    shape: BaseGeometry | None
    word: str = ""


def read_rows(path: Path, hints: Sequence[str] = ()) -> Iterator[Row]:
    """Yield the rows of a file with a map: GeoJSON, GeoPackage, or one of those or a shapefile in a zip.

    ``hints`` are parts of the layer's name, for a GeoPackage with several. Raises InvalidError for a
    file that is refused, and OSError when the reader itself cannot run (try again later).
    """
    with (
        tempfile.TemporaryDirectory(prefix="map-", dir=path.parent) as folder,
        subprocess.Popen(  # noqa: S603 (our own program; names and hints are ours)
            [sys.executable, "-I", str(READER), str(path), folder, *hints],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            cwd=folder,
            text=True,
            encoding="utf-8",
        ) as process,
    ):
        timer = threading.Timer(WALL_S, process.kill)
        timer.start()
        try:
            yield from _answers(process)
        finally:
            timer.cancel()
            process.kill()


def _answers(process: subprocess.Popen[str]) -> Iterator[Row]:
    for line in process.stdout or ():
        found = json.loads(line)
        if "refused" in found:
            raise InvalidError(REFUSALS[found["refused"]], field="file", **found["values"])
        if "end" in found:
            return
        yield _row(found)
    if process.wait() < 0:  # ended by a limit
        raise InvalidError(REFUSALS["memory"], field="file")
    raise OSError(f"the reader of maps cannot run: it ends with {process.returncode}")


def _row(found: dict[str, Any]) -> Row:
    shape = shapely.from_wkb(found["wkb"]) if "wkb" in found else None
    return Row(found["row"], found["fields"], shape, found.get("wrong") or found.get("done", ""))
