"""While a backup copies files, none is deleted that its copy of the database may still tell of.

The worker deletes bytes as sent once their master is committed. A backup that copied the database just
before would then hold neither. What is left lying meanwhile goes with the nightly clean-up.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.config import settings
from app.core.errors import BackupError


def _lock() -> Path:
    folder = settings().data_dir
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / "backup-turn"


@contextmanager
def nothing_is_deleted() -> Iterator[None]:
    """Be the only backup on this server, and hold off what deletes; dying gives it back.

    Waits for deletions that have begun. Raises BackupError when another backup runs.
    """
    with _lock().open("ab") as turn, (_lock().with_name("backup-alone")).open("ab") as alone:
        try:
            fcntl.flock(alone, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError("Another backup is being made on this server.") from None
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def delete(path: Path) -> None:
    """Delete a file, unless a backup runs; gone already is fine."""
    with may_delete() as may:
        if may:
            path.unlink(missing_ok=True)


@contextmanager
def may_delete() -> Iterator[bool]:
    """Tell whether files may be deleted now; no backup begins until the block ends."""
    with _lock().open("ab") as turn:
        try:
            fcntl.flock(turn, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
