"""Does something that everyone sees tell when something was that they may not know (L07)?

``shown`` is what everyone sees of things in some order: ids, file names, places in lists. Of each thing that
is hidden among open ones, whose time is known, it gives a guess of the moment: after how many of those it is.
"""

import random
from collections.abc import Sequence

SHUFFLES = 4000
SURE = 1 / 2000  # of all orders so few look as much like the true one


def tells(shown: Sequence[object], times: Sequence[int], hidden: Sequence[bool]) -> bool:
    """Say whether the order of ``shown`` follows the true times of what is hidden: by a permutation test."""
    secret = [at for at, one in enumerate(hidden) if one]
    known = [at for at, one in enumerate(hidden) if not one]
    among_known = [sum(shown[other] < shown[one] for other in known) for one in secret]
    among_themselves = [sum(shown[other] < shown[one] for other in secret) for one in secret]
    truth = [times[one] for one in secret]
    return any(_chance(guess, truth) < SURE for guess in (among_known, among_themselves))


def _chance(guess: Sequence[float], truth: Sequence[float]) -> float:
    """Return which part of all orders goes together with the guess at least as much as the true one."""
    order, ranks = _ranks(truth), _ranks(guess)
    found, dice, as_good = abs(_together(ranks, order)), random.Random(20260517), 0
    for _ in range(SHUFFLES):
        dice.shuffle(order)
        as_good += abs(_together(ranks, order)) >= found - 1e-9
    return (as_good + 1) / (SHUFFLES + 1)


def _ranks(row: Sequence[float]) -> list[float]:
    """Return the place of each in the row, from the middle; ranks make it Spearman's."""
    middle = len(row) / 2
    return [sum(x < y for x in row) + sum(x == y for x in row) / 2 - middle for y in row]


def _together(one: Sequence[float], other: Sequence[float]) -> float:
    """Return how two rows of ranks go up and down together."""
    return sum(x * y for x, y in zip(one, other, strict=True))
