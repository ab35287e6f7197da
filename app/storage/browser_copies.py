"""Copies of the files that browsers were given, under their hash: a page of last month finds its own."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from app.core.browser_files import BrowserFile

DAYS: Final = 90
DAY_S: Final = 86_400
LONGEST: Final = 200


def keep_copies(files: Iterable[BrowserFile], static: Path, kept: Path, *, now_s: float) -> None:
    """Copy what is new into ``kept``, and delete what was replaced more than 90 days ago.

    The time of a copy says when it was last in use, so that a version counts from when the next came.
    """
    present = {kept / one.key / one.name: static / one.name for one in files}
    last = kept / "now.txt"
    for name in last.read_text("utf-8").split("\n") if last.is_file() else []:
        if (kept / name).is_file():
            os.utime(kept / name, (now_s, now_s))
    for copy, source in present.items():
        copy.parent.mkdir(parents=True, exist_ok=True)
        if not copy.is_file():
            fresh = copy.with_name(f"{copy.name}.new")
            shutil.copyfile(source, fresh)
            fresh.replace(copy)
        os.utime(copy, (now_s, now_s))
    last.write_text("\n".join(copy.relative_to(kept).as_posix() for copy in present), "utf-8")
    _forget(kept, {last, *present}, before_s=now_s - DAYS * DAY_S)


def find_copy(kept: Path, key: str, name: str) -> Path | None:
    """Return the copy of a file as it was under a key; both come from an address: they may hold anything."""
    if not key.isalnum() or ".." in name.split("/") or name.startswith("/"):
        return None
    if len(key) > LONGEST or len(name) > LONGEST:  # no file system of ours takes much more
        return None
    copy = kept / key / name
    return copy if copy.is_file() else None


def _forget(kept: Path, present: set[Path], *, before_s: float) -> None:
    for path in sorted(kept.rglob("*"), reverse=True):  # what is in a folder before the folder
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in present and path.stat().st_mtime < before_s:
            path.unlink()
