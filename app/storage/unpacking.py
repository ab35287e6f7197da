"""Take the files out of a zip without believing what the zip says of itself (G05)."""

import re
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Final

from app.core.errors import N_, InvalidError, TooLargeError

MAX_ZIP_BYTES: Final = 50_000_000
MAX_ENTRIES: Final = 1_000
MAX_DIRECTORY_BYTES: Final = 1_000_000
MAX_OUT_BYTES: Final = 500_000_000
MAX_RATIO: Final = 100
MAX_LINE_BYTES: Final = 1_000_000  # a text of one line would be read into memory as a whole
CHUNK_BYTES: Final = 1 << 16
END: Final = b"PK\x05\x06"
END_BYTES: Final = 22
LOCAL_HEADER_BYTES: Final = 30
METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
PACKED: Final = {".zip", ".7z", ".rar", ".gz", ".tar", ".tgz"}
PLAIN: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_. -]{0,99}")
BROKEN: Final = N_("De zip is beschadigd. Maak hem opnieuw.")
LARGE: Final = N_("De zip wordt bij uitpakken veel te groot. Wij pakken hem niet uit.")
MANY: Final = N_("In de zip zitten te veel bestanden. Het mogen er %(most)s zijn.")
NESTED: Final = N_("In de zip zit nog een zip. Pak die eerst uit.")
CLIMBING: Final = N_("In de zip staan namen die naar andere mappen wijzen. Wij pakken hem niet uit.")


def unpack(archive: Path, folder: Path) -> set[str]:
    """Write the texts in a zip to ``folder``, all beside each other; return their names.

    Raises InvalidError or TooLargeError for a trap, with what was written so far left in the folder.
    """
    if archive.stat().st_size > MAX_ZIP_BYTES:
        raise _refused(N_("Dit bestand is te groot. Het mag 50 MB zijn."), TooLargeError)
    _check_directory(archive)
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = [entry for entry in opened.infolist() if not entry.is_dir()]
            _check(opened.infolist(), opened.start_dir)
            left, names = min(MAX_OUT_BYTES, MAX_RATIO * archive.stat().st_size), set[str]()
            for entry in entries:
                name = PurePosixPath(entry.filename).name
                if entry.filename.startswith("__MACOSX/") or not PLAIN.fullmatch(name) or name in names:
                    continue
                left -= _copy(opened, entry, folder / name, left)
                names.add(name)
            return names
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise _refused(BROKEN) from error


def _check_directory(archive: Path) -> None:
    """Refuse a list of entries that would itself fill the memory, before it is read."""
    with archive.open("rb") as file:
        file.seek(max(0, archive.stat().st_size - END_BYTES - 0xFFFF))
        tail = file.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_BYTES:
        raise _refused(BROKEN)
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    if int.from_bytes(tail[at + 10 : at + 12], "little") > MAX_ENTRIES or directory > MAX_DIRECTORY_BYTES:
        raise _refused(MANY, TooLargeError, most=MAX_ENTRIES)


def _check(entries: list[zipfile.ZipInfo], end: int) -> None:
    if len(entries) > MAX_ENTRIES:
        raise _refused(MANY, TooLargeError, most=MAX_ENTRIES)
    for entry in entries:
        _check_entry(entry)
    if sum(entry.file_size for entry in entries) > MAX_OUT_BYTES:
        raise _refused(LARGE, TooLargeError)
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    starts = [entry.header_offset for entry in placed[1:]] + [end]
    for entry, after in zip(placed, starts, strict=True):  # entries that lie over each other: a bomb
        if entry.header_offset + LOCAL_HEADER_BYTES + entry.compress_size > after:
            raise _refused(N_("In de zip liggen bestanden over elkaar heen. Wij pakken hem niet uit."))


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name, mode = entry.filename, entry.external_attr >> 16
    if "\\" in name or name.startswith("/") or ".." in PurePosixPath(name).parts or ":" in name:
        raise _refused(CLIMBING)
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise _refused(N_("In de zip zitten verwijzingen. Doe er gewone bestanden in."))
    if entry.flag_bits & 0x1:
        raise _refused(N_("De zip is op slot. Maak hem zonder wachtwoord."))
    if PurePosixPath(name).suffix.lower() in PACKED:
        raise _refused(NESTED)
    if not entry.is_dir() and entry.compress_type not in METHODS:
        raise _refused(BROKEN)


def _copy(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, left: int) -> int:
    """Write one entry, counting what really comes out, in all and on one line."""
    size = line = 0
    with opened.open(entry) as source, target.open("wb") as file:
        while chunk := source.read(CHUNK_BYTES):
            if size == 0 and chunk.startswith(b"PK\x03\x04"):
                raise _refused(NESTED)
            size += len(chunk)
            at = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
            line = line + len(chunk) if at < 0 else len(chunk) - at
            if size > left or line > MAX_LINE_BYTES:
                raise _refused(LARGE, TooLargeError)
            file.write(chunk)
    return size


def _refused(sentence: str, kind: type[InvalidError] = InvalidError, **values: object) -> InvalidError:
    return kind(sentence, field="file", **values)
