"""Our end of the typesetter: one short-lived process per document, with nothing of ours in it (ADR 35)."""

import datetime as dt
import json
import re
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from app.core.errors import N_, BusyError
from app.core.outside import refuse_while_writing
from app.core.text import paragraphs

TYPESETTER: Final = Path(__file__).parent / "typesetter"
FONTS: Final = TYPESETTER / "fonts"  # put there by `flask assets build`
WALL_S: Final = 20
AT_ONCE: Final = 2
QUEUE_S: Final = 10
ENVIRONMENT: Final = {"RAYON_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"}
FIRST_EMOJI: Final = 0x1F000  # from here on no font of ours has a sign
JOINING: Final = frozenset("\u200d\ufe0e\ufe0f\u20e3")
MAY_BREAK: Final = "\u200b"  # within words that fit on no line
LONG_WORD: Final = re.compile(r"\S{28}(?=\S{8})")
SLOW: Final = N_("Het maken van dit document duurt nu te lang. Probeer het straks nog eens.")
_turns: Final = threading.BoundedSemaphore(AT_ONCE)


def typeset(
    template: str, data: Mapping[str, Any], *, on: dt.date, pictures: Mapping[str, str] | None = None
) -> bytes:
    """Return the PDF of one of our templates.

    ``data`` is what stands in it: what people wrote stays text, whatever it looks like; signs that no
    font has (emoji) are left out. ``pictures`` are SVG drawings by the name that the template uses; ``on``
    is the day that the file says it was made, so that the same document is the same bytes. Raises BusyError
    when it takes too long or too much memory, OSError when the typesetter cannot run at all.
    """
    refuse_while_writing("A document")
    asked = {
        "template": template,
        "data": json.dumps(printable(data), ensure_ascii=False),
        "pictures": pictures or {},
        "fonts": str(FONTS),
        "made_on": dt.datetime.combine(on, dt.time(12), dt.UTC).timestamp(),
    }
    if not _turns.acquire(timeout=QUEUE_S):
        raise BusyError(SLOW, retry_after_s=30)
    try:
        return _run(json.dumps(asked).encode())
    finally:
        _turns.release()


def printable(found: Any) -> Any:
    """Return the same data with texts that can be printed: no steering signs, emoji or endless words."""
    if isinstance(found, str):
        kept = (char for char in found if ord(char) < FIRST_EMOJI and char not in JOINING)
        return LONG_WORD.sub(rf"\g<0>{MAY_BREAK}", paragraphs("".join(kept)))
    if isinstance(found, Mapping):
        return {key: printable(value) for key, value in found.items()}
    if isinstance(found, list | tuple):
        return [printable(value) for value in found]
    return found


def _run(asked: bytes) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 (our own program; what people wrote goes in by its input)
            [sys.executable, "-I", str(TYPESETTER)],
            input=asked,
            capture_output=True,
            env=ENVIRONMENT,
            cwd="/",
            timeout=WALL_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BusyError(SLOW, retry_after_s=60) from error
    if done.returncode < 0:  # ended by a limit
        raise BusyError(SLOW, retry_after_s=60)
    if done.returncode or not done.stdout:
        raise OSError(f"the typesetter ends with {done.returncode}: {_last_line(done.stderr)}")
    return done.stdout


def _last_line(said: bytes) -> str:
    """Return what went wrong; the messages of typst quote our template, not what people wrote."""
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:300] if lines else ""
