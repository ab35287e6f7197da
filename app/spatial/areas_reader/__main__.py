"""Read one file: ``python -I areas_reader FILE FOLDER HINT…``; answers with a line of JSON per row.

``{"row": 1, "fields": {…}, "wkb": "…", "done": "repaired"}``, or ``"wrong": "broken"`` instead of a
shape, and in the end ``{"end": true}``; ``{"refused": "crs"}`` when the whole file is refused.
"""

import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CPU_S = 120
MEMORY_BYTES = 900_000_000  # address space; what is resident stays below 300 MB for a zip
OUT_BYTES = 500_000_000
MAX_TEXT = 300
ZIP, SQLITE = b"PK", b"SQLite format 3\x00"


def main(path: Path, folder: Path, hints: list[str]) -> None:
    """Write the answer, whatever happens."""
    from refusal import RefusedError  # type: ignore[import-not-found]  # noqa: PLC0415 (after the limits)

    try:
        for number, (fields, wkb, epsg) in enumerate(_rows(path, folder, hints), 1):
            _say(_row(number, fields, wkb, epsg))
        last: dict[str, Any] = {"end": True}
    except RefusedError as error:
        last = {"refused": error.code, "values": error.values}
    except MemoryError:
        last = {"refused": "memory", "values": {}}
    except Exception:  # noqa: BLE001 (whatever the file did to a library, it is not one that we can read)
        last = {"refused": "unreadable", "values": {}}
    _say(last | {"peak_bytes": _peak_bytes()})


def _rows(path: Path, folder: Path, hints: list[str]) -> Iterator[tuple[dict[str, Any], Any, int]]:
    from refusal import RefusedError  # noqa: PLC0415
    from unpacking import unpack  # type: ignore[import-not-found]  # noqa: PLC0415

    with path.open("rb") as file:
        head = file.read(64)
    if head.startswith(ZIP):
        parts = unpack(path, folder)
    elif head.startswith(SQLITE):
        parts = {"gpkg": path}
    elif head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        parts = {"geojson": path}
    else:
        raise RefusedError("type")
    if "geojson" in parts:
        yield from _from_geojson(parts["geojson"])
    else:
        yield from _from_gdal(parts, hints)


def _from_geojson(path: Path) -> Iterator[tuple[dict[str, Any], Any, int]]:
    from geojson_file import Collection  # type: ignore[import-not-found]  # noqa: PLC0415
    from soundness import known_epsg  # type: ignore[import-not-found]  # noqa: PLC0415

    collection = Collection()
    for fields, shape in collection.read(path):
        yield fields, shape, known_epsg(collection.epsg)


def _from_gdal(parts: dict[str, Path], hints: list[str]) -> Iterator[tuple[dict[str, Any], Any, int]]:
    import gdal_file  # type: ignore[import-not-found]  # noqa: PLC0415
    from soundness import epsg_of  # noqa: PLC0415

    gdal_file.keep_two_drivers()
    if "gpkg" in parts:
        layer = gdal_file.layer_in_geopackage(parts["gpkg"], hints)
        file = gdal_file.GdalFile(parts["gpkg"], layer)
        epsg = epsg_of(file.info["crs"])
        yield from ((fields, wkb, epsg) for fields, wkb in file.read())
        return
    gdal_file.check_shapefile(parts)
    said = gdal_file.said_letters(parts)
    if "cpg" in parts:
        parts["cpg"].unlink()  # GDAL would decode the letters itself
    file = gdal_file.GdalFile(parts["shp"])
    epsg = epsg_of(file.info["crs"])
    for fields, wkb in file.read():
        yield {_letters(name, said): _letters(value, said) for name, value in fields.items()}, wkb, epsg


def _letters(value: Any, said: str) -> Any:
    """Decode what was read byte for byte: UTF-8 when it can be, else as the file says, or Windows."""
    from refusal import RefusedError  # noqa: PLC0415

    if not isinstance(value, str):
        return value
    raw = value.encode("latin-1", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        if said == "utf-8":
            raise RefusedError("letters") from None
        return raw.decode(said or "cp1252", "replace")


def _row(number: int, fields: dict[str, Any], wkb: Any, epsg: int) -> dict[str, Any]:
    import shapely  # noqa: PLC0415
    from soundness import sound  # noqa: PLC0415

    texts = {str(name)[:MAX_TEXT]: _text(value) for name, value in fields.items()}
    found: dict[str, Any] = {"row": number, "fields": texts}
    if isinstance(wkb, str):
        return found | {"wrong": wkb}
    shape, word = sound(wkb if isinstance(wkb, bytes) else None, epsg)
    if shape is None:
        return found | {"wrong": word}
    return found | {"wkb": shapely.to_wkb(shape, hex=True), "done": word}


def _text(value: Any) -> str:
    if value is None or isinstance(value, (dict, list, bytes)) or value != value:  # noqa: PLR0124 (NaN)
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:MAX_TEXT].strip()


def _peak_bytes() -> int:
    """Return what was resident at most; Linux's resource usage would count what we were forked from."""
    lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)


def _say(found: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUT_BYTES, OUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
