"""What a form takes over from a sighting of the same visit: its place, day, element and terms."""

import uuid
from dataclasses import dataclass
from typing import Any

from app.core.errors import NotFoundError
from app.forms.placed import Placed
from app.models import Sighting, User
from app.policies.sightings import own
from app.queries.exact_places import Exact, find_exact
from app.queries.sightings import get_sighting


@dataclass(frozen=True)
class Beside:
    """A sighting of one's own, with where it really was."""

    sighting: Sighting
    exact: Exact

    @property
    def placed(self) -> Placed:
        """Return its place, for who changes nothing of it."""
        return Placed(self.exact.shape, self.exact.accuracy_m)

    def fields(self) -> dict[str, Any]:
        """Return what a new form is filled in with; the first of a visit gives its id to the others."""
        one = self.sighting
        return {
            "beside": str(one.id),
            "visit": str(one.visit_id or one.id),
            "seen_on": self.exact.seen_on,
            "licence": one.licence,
            "embargo_until": one.embargo_until,
        }


def find_beside(text: str, *, viewer: User | None) -> Beside | None:
    """Return the sighting with this id, if it is the viewer's own; of any other nothing is taken over."""
    try:
        sighting = get_sighting(uuid.UUID(text), viewer=viewer) if text else None
    except (ValueError, NotFoundError):
        return None
    if sighting is None or not own(viewer, sighting):
        return None
    exact = find_exact(sighting, viewer=viewer)
    return None if exact is None else Beside(sighting, exact)
