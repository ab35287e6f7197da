"""Our mark, as it stands on documents."""

from functools import lru_cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parents[1] / "static" / "images" / "merk.svg"


@lru_cache(maxsize=1)
def mark_svg() -> str:
    """Return the drawing."""
    return FILE.read_text("utf-8")
