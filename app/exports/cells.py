"""Cells of a text file: in a spreadsheet words stay words and numbers numbers, and all is read back (G09).

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, also behind blanks and
in full width. Such words get a ``'`` before them, as people do by hand in Excel, and only such words:
*'t Veen* stays as it is. What looked like that already gets one more, so that taking one away always gives
back what was there. A tab before it, as others do, is dropped by some programs: the formula is back then.
"""

import re
from collections.abc import Iterable
from typing import Final

Cell = str | int | float | None
_BLANK: Final = r"[\s\x00-\x20\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
_FORMULA: Final = r"[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]"
_STARTS: Final = re.compile(rf"'*(?:[\t\r\n]|{_BLANK}*{_FORMULA})")
# a program that expects another separator cuts a cell in two, and the second half begins there
_INSIDE: Final = re.compile(rf"([;,|\t\r\n](?:{_BLANK}|['\"])*)({_FORMULA})")
_INSIDE_GUARDED: Final = re.compile(rf"([;,|\t\r\n](?:{_BLANK}|['\"])*)'({_FORMULA})")


def guarded(text: str) -> str:
    """Return words that no spreadsheet takes for a formula."""
    text = _INSIDE.sub(r"\1'\2", text)
    return f"'{text}" if _STARTS.match(text) else text


def unguarded(text: str) -> str:
    """Return what guarded() was given; for whoever reads a file of ours back."""
    text = text[1:] if text.startswith("'") and _STARTS.match(text[1:]) else text
    return _INSIDE_GUARDED.sub(r"\1\2", text)


def written(cells: Iterable[Cell], *, point: str) -> list[str]:
    """Return cells as text; ``point`` stands before the decimals of a number. Nothing is an empty cell."""
    return [_written(cell, point) for cell in cells]


def _written(cell: Cell, point: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(cell)
    return str(cell) if isinstance(cell, int) else f"{cell:.7f}".replace(".", point)
