"""Words as they may be mistyped: who leaves out the same letters of two words sees that they are close."""

from itertools import combinations
from typing import Final

STEM: Final = 6  # letters of the beginning of a word by which errors are found
LEAST_WHOLE: Final = 3  # shorter words forgive nothing
LEAST_LONG: Final = 6  # from here on two errors are forgiven


def stem_of(word: str) -> str:
    """Return the beginning of a word by which it is found in spite of errors."""
    return word[:STEM]


def errors_forgiven(word: str) -> int:
    """Return how many letters of a word may be wrong, missing, too many or swapped."""
    return (len(word) >= LEAST_WHOLE) + (len(word) >= LEAST_LONG)


def mistyped(word: str) -> set[str]:
    """Return the beginning of a word without 0, 1 or 2 of its letters, as many as are forgiven.

    Of two words within that many errors, some of these are the same.
    """
    stem = stem_of(word)
    found = {stem}
    for number in range(1, errors_forgiven(stem) + 1):
        found |= {"".join(kept) for kept in combinations(stem, len(stem) - number)}
    return found
