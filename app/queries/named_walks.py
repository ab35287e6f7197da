"""The walks that the vision names, as texts: nobody has drawn them here yet, and we invent no lines."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from app.i18n import shown_language

FILE: Final = Path(__file__).parent.parent / "reference" / "named_walks.csv"


@dataclass(frozen=True)
class NamedWalk:
    """A walk with what is known of it, and where that is from."""

    name: str
    village: str
    municipality_code: str
    text: str
    source: str


def find_named(*, municipality: str = "") -> Sequence[NamedWalk]:
    """Return them in the reader's language, those of one municipality when it is given."""
    found = _all("en" if shown_language() == "en" else "nl")
    return [one for one in found if municipality in {"", one.municipality_code}]


@cache
def _all(language: str) -> tuple[NamedWalk, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            NamedWalk(
                row["name"], row["village"], row["municipality_code"], row[f"text_{language}"], row["source"]
            )
            for row in csv.DictReader(file, strict=True)
        )
