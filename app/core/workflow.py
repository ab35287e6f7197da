"""A table of steps: which states a thing may leave by it, and where it arrives."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.core.errors import N_, ConflictError

S = TypeVar("S", bound=enum.StrEnum)


class IllegalTransitionError(ConflictError):
    """The step does not start in this state."""


@dataclass(frozen=True)
class Workflow(Generic[S]):
    """Steps by name, each with the states it starts from and the one it leads to."""

    steps: Mapping[str, tuple[frozenset[S], S]]

    def allows(self, state: S, step: str) -> bool:
        """Tell whether the step may be taken from this state."""
        return step in self.steps and state in self.steps[step][0]

    def next_state(self, state: S, step: str) -> S:
        """Return where the step leads; raises IllegalTransitionError from any other state."""
        if not self.allows(state, step):
            raise IllegalTransitionError(N_("Dit kan nu niet meer. Iemand was je voor."))
        return self.steps[step][1]
