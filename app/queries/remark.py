"""One thing that stands out, for whoever looks at a submission."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Remark:
    """A sentence in Dutch for the edge to translate; ``good``, or something to look at."""

    good: bool
    sentence: str
    values: tuple[tuple[str, str], ...] = ()
    code: str = ""
