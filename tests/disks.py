"""A disk of 40 MB that can be filled: a real one where we may mount it, else one that is counted."""

import errno
import subprocess
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

from app.storage import disk, incoming

BYTES = 40_000_000


class Mounted:
    """A tmpfs with a filler file."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._filler = folder, folder / "filler"

    def fill(self, *, leaving: int) -> None:
        """Leave this many bytes free."""
        self.free()
        much = disk.shutil.disk_usage(self.folder).free - leaving
        with self._filler.open("wb") as file:
            for _ in range(much // 4096):
                file.write(bytes(4096))

    def free(self) -> None:
        self._filler.unlink(missing_ok=True)


class Counted:
    """A folder that we call full; what is too much for it is refused as the system would."""

    def __init__(self, folder: Path, patch) -> None:
        self.folder, self._filler, self._copy = folder, 0, incoming._copy  # noqa: SLF001 (the only place where bytes come in)
        patch.setattr(disk.shutil, "disk_usage", lambda _: SimpleNamespace(total=BYTES, free=self._left()))
        patch.setattr(incoming, "_copy", self._copy_what_fits)

    def fill(self, *, leaving: int) -> None:
        self.free()
        self._filler = self._left() - leaving

    def free(self) -> None:
        self._filler = 0

    def _left(self) -> int:
        used = sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())
        return BYTES - used - self._filler

    def _copy_what_fits(self, stream, target):
        done = self._copy(stream, target)
        target.flush()
        if self._left() < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return done


@contextmanager
def tiny_disk(folder: Path, patch):
    """Give a disk of 40 MB on this folder."""
    options = f"size={BYTES},mode=700"
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        yield Counted(folder, patch)
        return
    try:
        yield Mounted(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
