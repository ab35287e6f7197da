"""What a file was called, fit to be shown; never used for anything else (P08)."""

import unicodedata

MAX_SHOWN = 60


def shown_name(given: str) -> str:
    """Return the last part of a file's name without control or direction marks, shortened."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(
        sign for sign in last if not unicodedata.category(sign).startswith(("C", "Z")) or sign == " "
    )
    return clean if len(clean) <= MAX_SHOWN else f"{clean[: MAX_SHOWN - 8]}…{clean[-7:]}"
