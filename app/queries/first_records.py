"""The first record of a species on the Union list in a kilometre square, and who must hear of it."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select, tuple_

from app.extensions import db
from app.models import MailWhen, Role, Sighting, Species, State, User
from app.queries.moderation import coordinators_of

FELL: frozenset[State] = frozenset({State.REJECTED, State.WITHDRAWN})


def listed_species(sighting: Sighting) -> Species | None:
    """Return the species on the Union list that a sighting tells of; None when it tells of none there."""
    named = sighting.named
    stands = sighting.state not in FELL and not sighting.absent
    return named if stands and named is not None and named.union_list_year is not None else None


def is_first(sighting: Sighting, species: Species) -> bool:
    """Tell whether no sighting of the species that came in earlier stands in the same square.

    Squares are those that everyone may see: of a kilometre, but for what is shown by five.
    """
    earlier = select(Sighting.id).where(
        Sighting.square == sighting.square,
        Sighting.blur_km.in_((0, 1)) if sighting.blur_km <= 1 else Sighting.blur_km == sighting.blur_km,
        func.coalesce(Sighting.species_key, Sighting.claimed_key) == species.key,
        Sighting.absent.is_(False),
        Sighting.state.not_in(FELL),
        tuple_(Sighting.received_at, Sighting.id) < tuple_(sighting.received_at, sighting.id),
    )
    return db.session.scalar(earlier.limit(1)) is None


def find_told(sighting: Sighting) -> Sequence[uuid.UUID]:
    """Return who hears of it: the coordinators of its municipality, or all with a desk when none is there.

    Its author knows it already. Who wants no mail gets none: it waits on the desk all the same.
    """
    here = coordinators_of(sighting.municipality_code) - {sighting.author_id}
    people = select(User.id).where(
        User.role.in_((Role.COORDINATOR, Role.ADMIN)),
        User.suspended_at.is_(None),
        User.email.is_not(None),
        User.mail_when != MailWhen.NONE,
        User.id != sighting.author_id,
    )
    people = people.where(User.id.in_(here)) if here else people
    return db.session.scalars(people.order_by(User.id)).all()


def get_first_record(ident: uuid.UUID) -> Sighting | None:
    """Return a sighting of which coordinators are told, when it still tells of such a species."""
    sighting = db.session.get(Sighting, ident)
    return sighting if sighting is not None and listed_species(sighting) is not None else None
