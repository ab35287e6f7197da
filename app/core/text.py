"""Clean words: one line, without characters that steer a header, a terminal or a database."""

import re
import unicodedata

HYBRID = "\N{MULTIPLICATION SIGN}"
STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
JOINERS = "\u200c\u200d"  # letters of some scripts and emoji need them


def one_line(text: str) -> str:
    """Return the text on one line: steering characters become spaces, spaces become one, none at the ends."""
    plain = "".join(
        char if char in JOINERS or unicodedata.category(char) not in STEERING else " " for char in text
    )
    return " ".join(plain.split())


def paragraphs(text: str) -> str:
    """Return the text with its line ends, otherwise clean; at most one empty line between."""
    lines = [one_line(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    kept = [line for before, line in zip([None, *lines], lines, strict=False) if line or before]
    return "\n".join(kept).strip()


def folded(text: str) -> str:
    """Return the words of a text as they are searched by, in their order: no capitals, no accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(word[:40] for word in "".join(c if c.isalnum() else " " for c in plain).split())


def search_words(text: str) -> set[str]:
    """Return the words of a text as they are searched by: no capitals, no accents, at most 40 signs each."""
    return set(folded(text).split())


def slug(name: str) -> str:
    """Return a name as it stands in an address: ``Crataegus x macrocarpa`` is ``crataegus-x-macrocarpa``."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace(HYBRID, "x"))
    return "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))
