"""The colours of our map, from the tokens that the screen uses too."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

TOKENS: Final = Path(__file__).parents[2] / "static" / "css" / "tokens.css"
_COLOUR: Final = re.compile(r"--hv-([\w-]+): (#[0-9a-f]{6});")


@lru_cache(maxsize=1)
def ink() -> dict[str, str]:
    """Return name → colour as on a light ground, which stands first: ``kaart-pad`` is that of a path."""
    found: dict[str, str] = {}
    for name, colour in _COLOUR.findall(TOKENS.read_text("utf-8")):
        found.setdefault(name, colour)
    return found
