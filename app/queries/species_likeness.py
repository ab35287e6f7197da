"""How close names are to what was typed: exact, on the few that the indexes found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.core.typing_errors import errors_forgiven
from app.models import NameKind

NEAREST: Final = 20  # words that are looked up for each mistyped one
BEGINS: Final = 0.2
WITHIN: Final = 0.5
UNFINISHED: Final = 0.3  # added when the mistyped word is only begun
WORD_LEFT: Final = 0.02  # for each word of the name that was not typed
OF_KIND: Final = {NameKind.DUTCH: 0.0, NameKind.SCIENTIFIC: 0.01, NameKind.SYNONYM: 0.1}
NEVER: Final = 99.0


@dataclass(frozen=True)
class Candidate:
    """A name that may be meant."""

    species_key: str
    kind: NameKind
    text: str
    tier: int


Scored = tuple[float, int, str, str]  # score (less is better), tier, text, key


def likeness(words: Sequence[str], candidates: Iterable[Candidate]) -> list[Scored]:
    """Return each species once, best first, by the best of its names."""
    best: dict[str, Scored] = {}
    for one in candidates:
        score = _score(words, one)
        row = (round(score, 2), one.tier, one.text, one.species_key)
        if score < NEVER and (one.species_key not in best or row < best[one.species_key]):
            best[one.species_key] = row
    return sorted(best.values())


def nearest(word: str, known: Sequence[str]) -> list[str]:
    """Return the known words that a mistyped word, whole or only begun, may be; nearest first."""
    most = errors_forgiven(word)
    if not most:
        return []
    best: dict[str, float] = {}
    for length in (None, len(word), len(word) + 1, len(word) - 1):
        begun = [one[:length] for one in known]
        added = 0.0 if length is None else UNFINISHED
        close = process.extract(word, begun, scorer=OSA.distance, score_cutoff=most, limit=None)
        for _, distance, at in close:
            best[known[at]] = min(best.get(known[at], NEVER), distance + added)
    return sorted(best, key=lambda one: (best[one], one))[:NEAREST]


def _score(words: Sequence[str], name: Candidate) -> float:
    theirs = name.text.split()
    total = max(len(theirs) - len(words), 0) * WORD_LEFT + OF_KIND[name.kind]
    for word in words:
        total += _word_score(word, theirs)
        if total >= NEVER:
            return NEVER
    return total


def _word_score(word: str, theirs: Sequence[str]) -> float:
    for score, fits in ((0.0, str.__eq__), (BEGINS, str.startswith), (WITHIN, str.__contains__)):
        if any(fits(one, word) for one in theirs):
            return score
    if not (most := errors_forgiven(word)):
        return NEVER
    close = min(_apart(word, one, most) for one in theirs)
    if close <= most:
        return close
    joined = "".join(theirs)  # boom valk, sintjanskruid
    begun = min(_begun(one, word, most) for one in (*theirs, joined))
    return begun + UNFINISHED if begun <= most else NEVER


def _apart(one: str, two: str, most: int) -> float:
    """Count wrong, missing, extra and swapped letters; NEVER when they are more than ``most``."""
    distance = OSA.distance(one, two, score_cutoff=most)
    return float(distance) if distance <= most else NEVER


def _begun(long: str, short: str, most: int) -> float:
    """Count them between a word and the beginning of a longer one."""
    lengths = (len(short) - 1, len(short), len(short) + 1)
    return min(_apart(long[:length], short, most) for length in lengths)
