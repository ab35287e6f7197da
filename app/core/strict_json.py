"""JSON as its standard has it, and nothing that Python or a database would read otherwise (W07)."""

import json
import math
from typing import Any, Final

from app.core.errors import N_, InvalidError

MOST_DEEP: Final = 12  # an envelope of ours has three


def read_json(body: bytes) -> dict[str, Any]:
    """Return the one object that the bytes are.

    Raises InvalidError for anything else: no UTF-8, NaN or Infinity, a name twice, a NUL or half a
    character in a text, too deep, or no object.
    """
    try:
        found = json.loads(
            body.decode(), parse_constant=_no_number, parse_float=_number, object_pairs_hook=_once
        )
        if isinstance(found, dict) and _is_plain(found, MOST_DEEP):
            return found
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError and JSONDecodeError among them
        raise InvalidError(_UNREADABLE) from error
    raise InvalidError(_UNREADABLE)


_UNREADABLE: Final = N_("Wat je toestel stuurde, konden wij niet lezen. Bewaar het en vraag hulp.")


def _no_number(text: str) -> float:
    raise ValueError(text)


def _number(text: str) -> float:
    found = float(text)
    return found if math.isfinite(found) else _no_number(text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name twice")
    return found


def _is_plain(value: Any, left: int) -> bool:
    """Tell whether all texts can be stored, and nothing lies too deep."""
    if isinstance(value, str):
        return "\0" not in value and _encodes(value)
    if isinstance(value, dict):
        return left > 0 and all(_is_plain(one, left - 1) for pair in value.items() for one in pair)
    if isinstance(value, list):
        return left > 0 and all(_is_plain(one, left - 1) for one in value)
    return True


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a pair
        return False
    return True
