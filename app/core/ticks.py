"""A person's tick "achterstallig": it belongs to the element, whatever the logs of its work say.

It stands until one of the element's own kinds of work was done on a later day, or until someone told later
how it stands and left the tick out. What counts is the day of the work, or of handing in, and not when the
desk agreed: so the order of approving, undoing and taking back changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Told:
    """One published fact about the element.

    ``late``: it was ticked, it was told without a tick how the element stands, or (None) nothing was said.
    ``clears``: it is work after which a tick of an earlier day no longer holds.
    """

    on: date
    at: datetime  # when it was handed in: the order within a day
    late: bool | None
    clears: bool = False


def ticked_since(told: Iterable[Told]) -> date | None:
    """Return the day of the tick that still stands, or None."""
    since: date | None = None
    for one in sorted(told, key=lambda one: (one.on, one.at)):
        done = one.clears and since is not None and one.on > since
        if one.late is False or done:
            since = None
        if one.late:
            since = since or one.on
    return since
