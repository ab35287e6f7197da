"""Writing that survives a power cut, and the words for a disk that is full."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.errors import N_, FullError

RESERVE_BYTES = 500_000_000
TEXT_RESERVE_BYTES = 100_000_000
_FULL = {errno.ENOSPC, errno.EDQUOT}


def sync_file(path: Path) -> None:
    """Return when the file and its name are on the disk."""
    sync(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Return when the bytes of a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def check_room(folder: Path) -> None:
    """Keep the last part of the disk (5 %, at most 500 MB) for texts; raises FullError."""
    usage = shutil.disk_usage(folder)
    if usage.free < min(RESERVE_BYTES, usage.total // 20):
        raise full()


def check_room_for_text(folder: Path) -> None:
    """Keep the very last (1 %, at most 100 MB), which a database needs to stay whole; raises FullError."""
    usage = shutil.disk_usage(folder)
    if usage.free < min(TEXT_RESERVE_BYTES, usage.total // 100):
        raise full_for_text()


@contextmanager
def naming_a_full_disk() -> Iterator[None]:
    """Say FullError where the system says that nothing fits any more."""
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise full() from error


def full() -> FullError:
    """Return the error for people."""
    return FullError(
        N_(
            "Onze schijf is vol. Je foto is niet bewaard. Probeer het later nog eens, "
            "of stuur alles alvast in zonder foto."
        ),
        retry_after_s=3600,
    )


def full_for_text() -> FullError:
    """Return the error for people who sent no photo."""
    return FullError(
        N_("Onze schijf is vol. Wij kunnen nu niets bewaren. Probeer het later nog eens."), retry_after_s=3600
    )
