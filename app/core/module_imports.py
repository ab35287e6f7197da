"""What a module of the browser imports, so that a page asks for all of it at once, not level by level."""

import posixpath
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

IMPORT: Final = re.compile(r'^(?:import|export)\b(?:[^;"]*\bfrom)? "(\.[^"]+)";', re.MULTILINE)


@lru_cache(maxsize=256)
def imports_of(static: Path, name: str, _build: str) -> Sequence[str]:
    """Name the modules that one needs before it can begin, nearest first, below the folder ``static``.

    What it asks for later, by ``import()``, is not among them. ``_build`` changes with any module.
    """
    found: dict[str, None] = {}
    left = [name]
    while left:
        one = left.pop(0)
        for there in IMPORT.findall((static / one).read_text("utf-8")):
            other = posixpath.normpath(posixpath.join(posixpath.dirname(one), there))
            if other not in found and other != name:
                found[other] = None
                left.append(other)
    return tuple(found)
