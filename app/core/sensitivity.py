"""How coarsely a sighting is shown: its square and its period, decided in one place for every output.

Rules: ``docs/coordinates.md`` and the list of species (``obfuscate_km``); a nest or roost is protected at
every date, and what nobody has named yet may be anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

EXACT_KM: Final = 0
COARSE_KM: Final = 1
COARSEST_KM: Final = 5
RESTING: Final = frozenset({"nest", "roost"})  # behaviour that ties an animal to a spot
# from the middle of a square to its corner: what a file says of a blurred place (domain 3.5)
UNCERTAINTY_M: Final = {COARSE_KM: 707, COARSEST_KM: 3536}


class Kind(Protocol):
    """What the list says of a species."""

    @property
    def blur_km(self) -> int: ...
    @property
    def nest_category(self) -> int | None: ...


@dataclass(frozen=True)
class Strictness:
    """How much of its places a species hides: the side of the square, and whether nests have one anyway."""

    blur_km: int
    nests: bool

    def hides_more_than(self, other: "Strictness") -> bool:
        """Tell whether some place is hidden now that was not."""
        return self.blur_km > other.blur_km or (self.nests and not other.nests)


def strictness(kind: Kind) -> Strictness:
    """Return how much a species hides."""
    return Strictness(kind.blur_km, nests=kind.nest_category is not None)


def blur_for(kinds: Iterable[Kind], *, behaviour: str, unnamed: bool) -> int:
    """Return the side of the public square in km: 0 for the place itself, 1 or 5.

    It is the highest over any species that was claimed or suggested; ``unnamed`` says that nobody has
    named it yet.
    """
    found = [COARSE_KM if unnamed else EXACT_KM]
    for kind in kinds:
        found.append(kind.blur_km)
        if behaviour in RESTING and kind.nest_category is not None:
            found.append(COARSE_KM)
    return max(found)


def period_of(day: date, blur_km: int) -> date:
    """Return the first day of what the public may know of a day: itself, its month or its year."""
    if blur_km == COARSEST_KM:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if blur_km else day
