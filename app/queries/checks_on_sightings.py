"""What stands out in a sighting before a person looks; nothing here tells where it was."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select

from app.core.sensitivity import RESTING
from app.extensions import db
from app.models import Sighting, State, Submission
from app.queries.check import Check, good, look
from app.queries.checks_on_place import on_area
from app.spatial.shapes import unwrap

MANY: Final = 1000
STANDS: Final = (State.PENDING, State.PUBLISHED)


def on_sighting(sighting: Sighting) -> Iterator[Check]:
    """Look at the name, how vulnerable it is, how many there were, and whether it was told before."""
    named = sighting.named
    if named is None:
        yield look("species.unknown_name" if sighting.claim_text else "species.unnamed")
    elif named.is_invasive:
        yield look("species.invasive")
    else:
        yield good("species.known")
    if sighting.blur_km or sighting.behaviour in RESTING:
        yield look("species.vulnerable", km=sighting.blur_km)
    number = sighting.number or 0
    if number >= MANY:
        yield look("species.many", number=number)
    yield from on_area(unwrap(sighting.shape))  # of what the public sees, which is all that this needs
    if named is not None and _told_before(sighting):
        yield look("species.same")


def _told_before(sighting: Sighting) -> bool:
    """Tell whether someone told of the same species in this square and period."""
    other = select(Sighting.id).where(
        Sighting.square == sighting.square,
        Sighting.seen_from == sighting.seen_from,
        Sighting.claimed_key == sighting.claimed_key,
        Sighting.id != sighting.id,
        Submission.state.in_(STANDS),
    )
    return db.session.scalar(other.limit(1)) is not None
