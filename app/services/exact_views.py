"""Remember who looked at the true place of someone else's sighting, and not without end (L11)."""

import uuid
from typing import Final

from app.core.errors import N_, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import ExactView, Sighting, User
from app.policies.sightings import can_see, can_see_exact
from app.services.limits import Limit, spend
from app.transaction import load, transactional

AN_HOUR: Final = 60
OFTEN: Final = N_("Je bekeek al heel veel precieze plekken. Probeer het over %(minutes)s minuten opnieuw.")


@transactional
def look_at_exact(ident: uuid.UUID, *, actor: User) -> ExactView:
    """Note that a coordinator looks at a true place.

    Raises NotFoundError, NotAllowedError for another municipality, TooManyError after sixty in an hour.
    """
    sighting = load(Sighting, ident)
    if sighting is None or not can_see(actor, sighting):
        raise NotFoundError
    if not can_see_exact(actor, sighting):
        raise NotAllowedError(N_("Deze waarneming hoort bij een andere gemeente."))
    spend([Limit("exact_view", str(actor.id), AN_HOUR, 3600)], sentence=OFTEN)
    view = ExactView(sighting_id=ident, actor_id=actor.id)
    db.session.add(view)
    return view
