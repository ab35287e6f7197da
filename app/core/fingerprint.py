"""Which bytes a file has, in a few characters for its address."""

import hashlib
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

LENGTH: Final = 10
LENT: Final = ("vendor/idb.js",)  # what our modules import by a relative path


def fingerprint(path: Path) -> str:
    """Return ten characters that change when the file does; raises OSError when it cannot be read."""
    facts = path.stat()
    return _of(path, facts.st_mtime_ns, facts.st_size)


def modules(static: Path) -> Iterator[str]:
    """Name all modules that pages load; they import each other by relative paths."""
    top = static / "js"
    for folder, _folders, names in os.walk(top):
        below = Path(folder).relative_to(static).as_posix()
        if below != "js/worker":  # those are joined to one file
            yield from (f"{below}/{name}" for name in names if name.endswith(".js"))
    yield from (name for name in LENT if (static / name).is_file())


def build_of(static: Path) -> str:
    """Return ten characters that change when any module does: the name of the folder of all of them.

    A module that imports another names no hash, so that a page would mix modules of two versions
    when the new ones come while it loads, or when a worker keeps the old ones.
    """
    told = "\n".join(f"{name} {fingerprint(static / name)}" for name in sorted(modules(static)))
    return hashlib.sha256(told.encode()).hexdigest()[:LENGTH]


@lru_cache(maxsize=512)
def _of(path: Path, _changed_ns: int, _size: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:LENGTH]
