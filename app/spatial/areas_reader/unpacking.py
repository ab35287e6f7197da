"""Take one map out of a zip without believing what the zip says of itself (G05)."""

import stat
import zipfile
from pathlib import Path, PurePosixPath

from refusal import RefusedError  # type: ignore[import-not-found]  # this folder is run, not imported

MAX_ENTRIES = 1_000
MAX_OUT_BYTES = 500_000_000
MAX_RATIO = 100
MAX_DIRECTORY_BYTES = 1_000_000
CHUNK_BYTES = 1 << 16
END = b"PK\x05\x06"
END_BYTES = 22
LOCAL_HEADER_BYTES = 30
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
KINDS = {
    ".shp": "shp",
    ".shx": "shx",
    ".dbf": "dbf",
    ".prj": "prj",
    ".cpg": "cpg",
    ".gpkg": "gpkg",
    ".geojson": "geojson",
    ".json": "geojson",
}
MAIN = {"shp", "gpkg", "geojson"}


def unpack(archive: Path, folder: Path) -> dict[str, Path]:
    """Write the parts of the one map in a zip to ``folder`` under names of our own; kind → path."""
    _check_directory(archive)
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = opened.infolist()
            _check_entries(entries, opened.start_dir)
            wanted = _parts(entries)
            left = min(MAX_OUT_BYTES, MAX_RATIO * archive.stat().st_size)
            found = {}
            for kind, entry in wanted.items():
                found[kind] = folder / f"map.{kind}"
                left -= _copy(opened, entry, found[kind], left)
            return found
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError) as error:
        raise RefusedError("zip_broken") from error
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise RefusedError("zip_broken") from error
        raise


def _check_directory(archive: Path) -> None:
    """Refuse a list of entries that would itself fill the memory, before it is read."""
    size = archive.stat().st_size
    with archive.open("rb") as file:
        file.seek(max(0, size - END_BYTES - 0xFFFF))
        tail = file.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_BYTES:
        raise RefusedError("zip_broken")
    entries = int.from_bytes(tail[at + 10 : at + 12], "little")
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    if entries > MAX_ENTRIES or directory > MAX_DIRECTORY_BYTES:
        raise RefusedError("zip_entries", most=MAX_ENTRIES)


def _check_entries(entries: list[zipfile.ZipInfo], end: int) -> None:
    if len(entries) > MAX_ENTRIES:
        raise RefusedError("zip_entries", most=MAX_ENTRIES)
    for entry in entries:
        _check_entry(entry)
    if sum(entry.file_size for entry in entries) > MAX_OUT_BYTES:
        raise RefusedError("zip_large")
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    starts = [entry.header_offset for entry in placed[1:]] + [end]
    for entry, after in zip(placed, starts, strict=True):
        if entry.header_offset + LOCAL_HEADER_BYTES + entry.compress_size > after:
            raise RefusedError("zip_overlap")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if "\\" in name or name.startswith("/") or ".." in PurePosixPath(name).parts or ":" in name:
        raise RefusedError("zip_path")
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise RefusedError("zip_link")
    if entry.flag_bits & 0x1:
        raise RefusedError("zip_locked")
    if PurePosixPath(name).suffix.lower() in {".zip", ".7z", ".rar", ".gz", ".tar"}:
        raise RefusedError("zip_nested")
    if not entry.is_dir() and entry.compress_type not in METHODS:
        raise RefusedError("zip_broken")


def _parts(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Return the entries of the one map, by kind."""
    usable = [
        (PurePosixPath(entry.filename), entry)
        for entry in entries
        if not entry.is_dir() and not entry.filename.startswith("__MACOSX/")
    ]
    main = [(path, entry) for path, entry in usable if KINDS.get(path.suffix.lower()) in MAIN]
    if not main:
        raise RefusedError("zip_no_map")
    if len(main) > 1:
        raise RefusedError("zip_more_maps")
    stem = main[0][0].with_suffix("")
    return {
        KINDS[path.suffix.lower()]: entry
        for path, entry in usable
        if path.suffix.lower() in KINDS and path.with_suffix("") == stem
    }


def _copy(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, left: int) -> int:
    """Write one entry, counting what really comes out; raises RefusedError beyond ``left`` bytes."""
    size = 0
    with opened.open(entry) as source, target.open("wb") as file:
        while chunk := source.read(CHUNK_BYTES):
            if size == 0 and chunk.startswith(b"PK\x03\x04"):
                raise RefusedError("zip_nested")
            size += len(chunk)
            if size > left:
                raise RefusedError("zip_large")
            file.write(chunk)
    return size
